import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { Ledger, type StateStore } from "../../../src/chain/blocks/ledger.ts";
import { MemoryState } from "../../../src/chain/state/memory-state.ts";
import { type CredentialRecord, STATUS } from "../../../src/chain/state/records.ts";
import type { Write } from "../../../src/chain/state/state.ts";
import { DEEDS, makeHistory } from "../../support/chain-history.ts";
import { MapState } from "../../support/map-state.ts";
import { START } from "../../support/registry-kit.ts";
import { hashOf } from "../../support/test-keys.ts";

/** Hashes that begin alike, so that they want one slot; and texts that are no hashes at all. */
const crowded = Array.from({ length: 120 }, (_, i) => {
  const bytes = new Uint8Array(32).fill(7, 0, 8);
  bytes[31] = i;
  return toBase64Url(bytes);
});
const odd = ["", "c", "A".repeat(42), `${"A".repeat(42)}B`, "ä".repeat(43), `${"A".repeat(42)}\u0141`];
const pool = [...crowded, ...odd, ...Array.from({ length: 40 }, (_, i) => hashOf(`table ${i}`))];
const text = fc.constantFrom(...pool);
const TYPES = ["title", "card"];
const OFFICES = ["land", "civil", "harbour"];

const size = fc.oneof(
  fc.nat(3),
  fc.constantFrom(255, 256, 2 ** 24 - 1, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER),
);

function optional<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined });
}

const credential = fc
  .record({
    which: fc.nat(pool.length - 1),
    entry: text,
    expires: size,
    time: size,
    height: size,
    status: fc.constantFrom(...Object.values(STATUS)),
    tag: optional(
      fc.tuple(
        text,
        size.map((epoch) => Math.max(1, epoch)),
      ),
    ),
    consent: optional(fc.record({ need: fc.nat(3), keys: fc.array(text, { maxLength: 2 }) })),
    changed: optional(fc.record({ time: size, height: size, reason: fc.constantFrom("lost", "law") })),
    successor: optional(text),
    predecessor: optional(text),
    withoutConsent: optional(fc.constantFrom("court", "death")),
    last: optional(text),
    batch: optional(fc.record({ count: fc.integer({ min: 2, max: 90 }) })),
  })
  .map(({ which, entry, time, height, tag, last, ...rest }): Write => {
    const { consent, changed, successor, predecessor, withoutConsent, batch } = rest;
    const record: CredentialRecord = {
      commitment: pool[which] as string,
      // Office and place of a credential never change, nor do two share one.
      office: OFFICES[which % 3] as string,
      type: TYPES[which % 2] as string,
      index: which * 97,
      expires: rest.expires,
      status: rest.status,
      issued: { time, height, leaf: time, entry },
      last: last ?? entry,
      ...(tag === undefined ? {} : { tag: tag[0], epoch: tag[1] }),
      ...(consent === undefined ? {} : { consent: { ...consent } }),
      ...(changed === undefined ? {} : { changed: { ...changed } }),
      ...(successor === undefined ? {} : { successor }),
      ...(predecessor === undefined ? {} : { predecessor }),
      ...(withoutConsent === undefined ? {} : { withoutConsent }),
      ...(batch === undefined ? {} : { batch: { ...batch } }),
    };
    return { table: "credential", record };
  });

const tag = fc
  .record({
    type: fc.constantFrom(...TYPES),
    tag: text,
    epoch: fc.constantFrom(1, 2, 3, 2 ** 32 + 1),
    holder: optional(text),
  })
  .map((row): Write => ({ table: "tag", ...row }));

const copy = fc
  .record({
    office: fc.constantFrom(...OFFICES),
    index: fc.integer({ min: 97, max: 400 }),
    status: fc.constantFrom(...Object.values(STATUS)),
    time: size,
    last: text,
  })
  .map(({ time, ...row }): Write => {
    const changed = { time, height: time, reason: "lost" };
    return { table: "copy", record: { ...row, changed } };
  });

const deposit = fc
  .record({ digest: text, office: fc.constantFrom(...OFFICES), time: size, leaf: size })
  .map((record): Write => ({ table: "deposit", record: { ...record } }));

function assertSame(tables: StateStore, maps: StateStore): void {
  for (const each of pool) {
    assert.deepEqual(tables.credential(each), maps.credential(each));
    assert.deepEqual(tables.deposit(each), maps.deposit(each));
    for (const type of [...TYPES, "none"]) {
      assert.equal(tables.tagHolder(type, each), maps.tagHolder(type, each));
      assert.equal(tables.tagEpoch(type, each), maps.tagEpoch(type, each));
    }
  }
  for (const type of TYPES) {
    for (const epoch of [1, 2, 3]) assert.equal(tables.tagsHeld(type, epoch), maps.tagsHeld(type, epoch));
    assert.deepEqual([...tables.tagsOf(type)].sort(), [...maps.tagsOf(type)].sort());
  }
  for (const office of [...OFFICES, "none"]) {
    for (let which = 0; which < pool.length; which++) {
      assert.equal(tables.atIndex(office, which * 97), maps.atIndex(office, which * 97));
    }
    assert.equal(tables.atIndex(office, 1), maps.atIndex(office, 1));
    for (let index = 97; index < 400; index++) {
      assert.equal(tables.atIndex(office, index), maps.atIndex(office, index));
      assert.deepEqual(tables.copy(office, index), maps.copy(office, index));
    }
  }
}

describe("the tables of a state", () => {
  it("answer what plain Maps answer, whatever is written", () => {
    const writes = fc.array(fc.oneof(credential, credential, tag, copy, deposit), {
      minLength: 60,
      maxLength: 300,
    });
    fc.assert(
      fc.property(writes, writes, (first, second) => {
        const tables = new MemoryState();
        const maps = new MapState();
        for (const part of [first, second]) {
          tables.write(part);
          maps.write(part);
          assertSame(tables, maps);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("answer alike after any history, and after each block of it", () => {
    const deeds = fc.array(fc.record({ kind: fc.nat(DEEDS - 1), pick: fc.nat(50) }), { maxLength: 30 });
    fc.assert(
      fc.property(deeds, fc.integer({ min: 1, max: 12 }), (done, block) => {
        const { registryId, leaves, commitments, copies } = makeHistory(done);
        const maps = new MapState();
        const byTables = new Ledger(registryId, nodePrimitives);
        const byMaps = new Ledger(registryId, nodePrimitives, { state: maps });
        for (let waiting = [...leaves]; waiting.length > 0;) {
          const { draft, outcomes } = byTables.draft(waiting.slice(0, block), START);
          const taken = outcomes.findIndex(({ ok }) => !ok);
          const whole = taken < 0 ? draft : byTables.draft(waiting.slice(0, taken), START).draft;
          assert.ok(whole !== undefined);
          byTables.commit(whole);
          const checked = byMaps.check(whole.leaves);
          assert.ok(checked.ok);
          byMaps.commit(checked.value);
          waiting = waiting.slice(whole.record.count);
          for (const held of commitments) {
            const row = maps.credential(held);
            assert.deepEqual(byTables.state.credential(held), row);
            if (row === undefined) continue;
            assert.equal(byTables.state.atIndex(row.office, row.index), held);
            if (row.tag === undefined) continue;
            assert.equal(byTables.state.tagHolder(row.type, row.tag), maps.tagHolder(row.type, row.tag));
          }
          for (const place of copies) {
            assert.equal(byTables.state.atIndex("identity", place), maps.atIndex("identity", place));
            assert.deepEqual(byTables.state.copy("identity", place), maps.copy("identity", place));
          }
          assert.equal(byTables.state.tagsHeld("title", 1), maps.tagsHeld("title", 1));
          assert.deepEqual([...byTables.state.tagsOf("title")].sort(), [...maps.tagsOf("title")].sort());
        }
      }),
      { numRuns: 15 },
    );
  });

  it("hold a hundred thousand hashes, and find each and no other", () => {
    const state = new MemoryState();
    const digest = (i: number): string => hashOf(`many ${i}`);
    const count = 100_000;
    for (let i = 0; i < count; i++) {
      state.write([
        { table: "deposit", record: { digest: digest(i), office: "land", time: i, leaf: 2 * i } },
      ]);
    }
    for (let i = 0; i < count; i += 7) assert.equal(state.deposit(digest(i))?.leaf, 2 * i);
    for (let i = count; i < count + 1000; i++) assert.equal(state.deposit(digest(i)), undefined);
  });
});
