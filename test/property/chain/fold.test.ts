import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { Preparer } from "../../../main/follow/replay/prepare.ts";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { Ledger } from "../../../src/chain/blocks/ledger.ts";
import { parseEntry } from "../../../src/chain/entries/entry.ts";
import { parsedSigningBytes } from "../../../src/chain/entries/signing.ts";
import { issueBody } from "../../../src/chain/entries/issuing.ts";
import {
  COMMITMENT,
  EPOCH,
  INDEX,
  KEY,
  OFFICE,
  ROW_WORDS,
  TAG,
  TYPE,
} from "../../../src/chain/state/issue-row.ts";
import { IssueReader } from "../../../src/chain/fold/issue-reader.ts";
import { IssueSigning } from "../../../src/chain/fold/issue-signing.ts";
import { hashText } from "../../../src/chain/state/hash-words.ts";
import { encodeBundle } from "../../../src/merkle/bundle.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { DEEDS, makeHistory } from "../../support/chain-history.ts";
import { standardRegistry } from "../../support/standard-registry.ts";
import { START } from "../../support/registry-kit.ts";
import { hashOf } from "../../support/test-keys.ts";

const deeds = fc.array(fc.record({ kind: fc.nat(DEEDS + 6), pick: fc.nat(50) }), { maxLength: 40 });

/** The leaves of a chain of blocks of that size. */
function chainOf(registryId: Uint8Array, leaves: readonly Uint8Array[], size: number) {
  const ledger = new Ledger(registryId, nodePrimitives);
  const log: Uint8Array[] = [];
  for (let waiting = [...leaves]; waiting.length > 0;) {
    const { draft, outcomes } = ledger.draft(waiting.slice(0, size), START);
    const taken = outcomes.findIndex(({ ok }) => !ok);
    const whole = taken < 0 ? draft : ledger.draft(waiting.slice(0, taken), START).draft;
    assert.ok(whole !== undefined);
    ledger.commit(whole);
    log.push(...whole.leaves);
    waiting = waiting.slice(whole.record.count);
  }
  return { ledger, log };
}

/** Folds the log in from what was read ahead; false as soon as a block is refused. */
function foldAll(ledger: Ledger, log: readonly Uint8Array[]): boolean {
  const hashes = log.map((leaf) => leafHash(leaf, nodePrimitives.sha256));
  const tile = new Uint8Array(32 * log.length);
  hashes.forEach((hash, i) => tile.set(hash, 32 * i));
  const run = new Preparer(nodePrimitives.sha256).take({
    bundles: [encodeBundle(log)],
    widths: [log.length],
    tiles: [tile],
  });
  assert.ok(run.fits);
  const others = new Map<number, Uint8Array>();
  run.others.forEach((place, i) =>
    others.set(place, run.bytes.subarray(i === 0 ? 0 : run.ends[i - 1], run.ends[i])),
  );
  const leaves = { words: run.words, expires: run.expires, others, names: run.names };
  let from = 0;
  for (const { record, peaks } of run.blocks) {
    if (!ledger.fold({ leaves, from, record, peaks }).ok) return false;
    from = record + 1;
  }
  return true;
}

describe("folding in what was read ahead", () => {
  it("comes to the head and rows of who drafted it", () => {
    fc.assert(
      fc.property(deeds, fc.integer({ min: 1, max: 12 }), (history, size) => {
        const { registryId, leaves, commitments, copies } = makeHistory(history);
        const { ledger, log } = chainOf(registryId, leaves, size);
        const folder = new Ledger(registryId, nodePrimitives);
        assert.ok(foldAll(folder, log));
        assert.deepEqual(folder.head, ledger.head);
        assert.deepEqual(folder.state.offices(), ledger.state.offices());
        for (const held of commitments) {
          const row = ledger.state.credential(held);
          assert.deepEqual(folder.state.credential(held), row);
          if (row === undefined) continue;
          assert.equal(folder.state.atIndex(row.office, row.index), held);
          assert.equal(folder.status(row.office, row.index), row.status);
          if (row.tag === undefined) continue;
          assert.equal(folder.state.tagHolder(row.type, row.tag), ledger.state.tagHolder(row.type, row.tag));
        }
        for (const place of copies) {
          const changed = ledger.state.copy("identity", place);
          assert.deepEqual(folder.state.copy("identity", place), changed);
          assert.equal(folder.state.atIndex("identity", place), ledger.state.atIndex("identity", place));
          assert.equal(folder.status("identity", place), changed?.status ?? 0);
        }
        const checked = folder.draft([leaves[0] as Uint8Array], START);
        assert.equal(checked.draft, undefined);
      }),
      { numRuns: 25 },
    );
  });

  it("takes the last block before other rules, whose record names those that it was made by", () => {
    const { kit, leaves } = standardRegistry();
    const amend = kit.byQuorum("registry.amend", { from: 2, rules: 2 });
    const { ledger, log } = chainOf(kit.registryId, [...leaves, amend], leaves.length);
    assert.deepEqual([ledger.head?.height, ledger.head?.record.rules], [1, 1]);
    assert.equal(ledger.state.registry()?.rules, 2);
    const folder = new Ledger(kit.registryId, nodePrimitives);
    assert.ok(foldAll(folder, log));
    assert.deepEqual(folder.head, ledger.head);
  });

  it("cuts what was signed, and the signature, out of the leaf's bytes", () => {
    const { leaves } = makeHistory([]);
    const { kit, identity } = standardRegistry();
    const ids = fc.record({ commitment: fc.string(), index: fc.nat(2 ** 24 - 1), id: fc.uint8Array() });
    let rows = 0;
    fc.assert(
      fc.property(ids, ({ commitment, index, id }) => {
        const registry = Uint8Array.from({ length: 32 }, (_, i) => id[i] ?? i);
        const signing = new IssueSigning(registry);
        const leaf = kit.issue(identity, "id-card", { commitment: hashOf(commitment), index });
        for (const each of [leaf, ...leaves]) {
          const words = new Uint32Array(ROW_WORDS);
          if (new IssueReader().read(Uint8Array.from(each), 0, each.length, words, 0) < 0) continue;
          rows++;
          const entry = parseEntry(each);
          assert.deepEqual(Uint8Array.from(signing.message(each)), parsedSigningBytes(registry, entry));
          assert.equal(toBase64Url(signing.signature(each)), entry.sigs[0]?.sig);
        }
      }),
      { numRuns: 50 },
    );
    assert.ok(rows >= 50);
  });

  it("refuses what a check refuses: a credential issued twice, a place used twice, and then is of no use", () => {
    const { kit, identity, leaves } = standardRegistry();
    const first = kit.issue(identity, "id-card", { commitment: hashOf("one"), index: 7 });
    for (const second of [
      kit.issue(identity, "id-card", { commitment: hashOf("one"), index: 8 }),
      kit.issue(identity, "id-card", { commitment: hashOf("two"), index: 7 }),
      kit.issue(identity, "none", { commitment: hashOf("two"), index: 9 }),
    ]) {
      const { log } = chainOf(kit.registryId, [...leaves, first], 40);
      const checker = new Ledger(kit.registryId, nodePrimitives);
      const forged = [...log.slice(0, -1), second, log.at(-1) as Uint8Array];
      assert.equal(checker.check(forged).ok, false);
      const folder = new Ledger(kit.registryId, nodePrimitives);
      assert.equal(foldAll(folder, forged), false);
      assert.throws(() => folder.check(log), { code: "ledger.spoilt" });
    }
  });
});

describe("a row read from a leaf's bytes", () => {
  const { kit, identity } = standardRegistry();
  const leaf = kit.issue(identity, "id-card", { commitment: hashOf("row"), index: 12 });
  const tagged = Buffer.from(
    Buffer.from(leaf)
      .toString()
      .replace('"expires":', '"epoch":3,"expires":')
      .replace('"type":', `"tag":"${hashOf("tag")}","type":`),
  );

  it("says what parseEntry says of any leaf that it reads, however it was changed", () => {
    const byte = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(...Buffer.from('0123456789"-_,.:{}')),
    );
    const change = fc.record({ at: fc.nat(600), byte, how: fc.constantFrom("set", "add", "drop") });
    let read = 0;
    fc.assert(
      fc.property(fc.constantFrom(leaf, tagged), fc.array(change, { maxLength: 2 }), (base, changes) => {
        const bytes = [...base];
        for (const { at, byte: value, how } of changes) {
          bytes.splice(at % bytes.length, how === "add" ? 0 : 1, ...(how === "drop" ? [] : [value]));
        }
        const changed = Uint8Array.from(bytes);
        const words = new Uint32Array(ROW_WORDS);
        const reader = new IssueReader();
        const expires = reader.read(changed, 0, changed.length, words, 0);
        if (expires < 0) return;
        read++;
        const entry = parseEntry(changed);
        const body = issueBody(entry.body);
        const name = (place: number): string | undefined => reader.names.texts[words[place] as number];
        assert.deepEqual(
          [entry.kind, entry.by, entry.sigs[0]?.key, entry.sigs.length],
          ["credential.issue", name(OFFICE), name(KEY), 1],
        );
        assert.deepEqual(
          [body.commitment, body.type, body.index, body.expires, body.epoch ?? 0, body.consent],
          [hashText(words, COMMITMENT), name(TYPE), words[INDEX], expires, words[EPOCH], undefined],
        );
        assert.equal(body.tag, words[EPOCH] === 0 ? undefined : hashText(words, TAG));
        assert.equal(entry.after, toBase64Url(new Uint8Array(32)));
      }),
      { numRuns: 4000 },
    );
    assert.ok(read > 400, `only ${read} of the leaves were read`);
  });
});
