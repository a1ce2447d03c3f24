import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import {
  type AuthoritySet,
  authoritySet,
  authoritySetHash,
  effectiveQuorum,
  liveAuthorities,
  parseAuthoritySet,
  sealPolicy,
} from "../../../../src/chain/state/authority-set.ts";
import { MemoryState } from "../../../../src/chain/state/memory-state.ts";
import type { AuthorityRecord, RegistryRecord } from "../../../../src/chain/state/records.ts";
import { sha256 } from "../../../../src/crypto/sha256.ts";
import { throwsCode } from "../../../support/throws-code.ts";

const key = (letter: string): string => `${letter.repeat(42)}A`;

function authority(id: string, cosign: string, more?: Partial<AuthorityRecord>): AuthorityRecord {
  return { id, name: { en: id }, entry: key("e"), cosign, admitted: 0, past: [], last: key("l"), ...more };
}

const registry: RegistryRecord = {
  name: { en: "Registry" },
  origin: "registry.example/main",
  log: [key("z"), key("k")],
  quorum: 1,
  rules: 1,
  engine: "solo",
  last: key("l"),
};

function stateOf(...authorities: readonly AuthorityRecord[]): MemoryState {
  const state = new MemoryState();
  state.write([
    { table: "registry", record: registry },
    ...authorities.map((record) => ({ table: "authority", record }) as const),
  ]);
  return state;
}

test("a quorum is more than two thirds, what was asked if that is more, and never above all", () => {
  const floors = [1, 2, 3, 3, 4, 5, 5, 6, 7, 7, 8, 9, 9, 10, 11];
  floors.forEach((floor, i) => {
    const count = i + 1;
    assert.equal(effectiveQuorum(count, 0), floor);
    assert.equal(effectiveQuorum(count, count), count);
    assert.equal(effectiveQuorum(count, 99), count);
    assert.ok(3 * floor > 2 * count);
  });
  assert.equal(effectiveQuorum(0, 0), 1);
});

test("the set holds those not retired by id, every log key once, and the effective quorum", () => {
  const state = stateOf(
    authority("north", key("n"), { log: key("m") }),
    authority("east", key("x"), { log: key("k") }),
    authority("gone", key("g"), { log: key("o"), retired: 5 }),
  );
  assert.deepEqual(
    liveAuthorities(state).map(({ id }) => id),
    ["east", "north"],
  );
  assert.deepEqual(authoritySet(state), {
    authorities: [
      { cosign: key("x"), id: "east" },
      { cosign: key("n"), id: "north" },
    ],
    log: [key("k"), key("m"), key("z")],
    quorum: 2,
  });
  assert.deepEqual(sealPolicy(state), {
    origin: registry.origin,
    logKeys: [key("k"), key("m"), key("z")].map((text) => new Uint8Array(Buffer.from(text, "base64url"))),
    authorities: [
      { id: "east", cosign: new Uint8Array(Buffer.from(key("x"), "base64url")) },
      { id: "north", cosign: new Uint8Array(Buffer.from(key("n"), "base64url")) },
    ],
    quorum: 2,
  });
  assert.equal(authoritySet(new MemoryState()), undefined);
  assert.equal(sealPolicy(new MemoryState()), undefined);
});

test("the hash is over the domain line and the canonical form", () => {
  const set: AuthoritySet = { quorum: 1, log: [key("k")], authorities: [{ id: "east", cosign: key("x") }] };
  const text = `{"authorities":[{"cosign":"${key("x")}","id":"east"}],"log":["${key("k")}"],"quorum":1}`;
  const expected = createHash("sha256").update(`sealfolio/authorities/v1\n${text}`).digest("base64url");
  assert.equal(authoritySetHash(set, sha256), expected);
});

test("a set from outside is read strictly", () => {
  const east = { cosign: key("x"), id: "east" };
  const set = { authorities: [east], log: [key("k"), key("z")], quorum: 1 };
  assert.deepEqual(parseAuthoritySet(set), set);
  const others: unknown[] = [
    null,
    [],
    { ...set, more: 1 },
    { ...set, authorities: [] },
    { ...set, authorities: [east, east] },
    { ...set, authorities: [{ ...east, id: "No" }] },
    { ...set, authorities: [{ ...east, name: "x" }] },
    { ...set, authorities: [{ ...east, cosign: "x" }] },
    { ...set, authorities: [{ cosign: key("y"), id: "west" }, east], quorum: 2 },
    {
      ...set,
      authorities: Array.from({ length: 16 }, (_, i) => ({ ...east, id: `a${10 + i}` })),
      quorum: 11,
    },
    { ...set, log: [] },
    { ...set, log: [key("z"), key("k")] },
    { ...set, log: [key("k"), key("k")] },
    { ...set, log: [7] },
    { ...set, quorum: 0 },
    { ...set, quorum: 2 },
    { ...set, quorum: "1" },
  ];
  for (const other of others) throwsCode(() => parseAuthoritySet(other), "authorities.set");
});
