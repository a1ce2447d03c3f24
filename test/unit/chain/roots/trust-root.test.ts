import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, utf8 } from "../../../../src/bytes/bytes.ts";
import { MemoryState } from "../../../../src/chain/state/memory-state.ts";
import type { AuthorityRecord, OfficeRecord, RegistryRecord } from "../../../../src/chain/state/records.ts";
import type { Write } from "../../../../src/chain/state/state.ts";
import {
  buildTrustLeaf,
  findTrustRow,
  parseTrustLeaf,
  trustKey,
  TrustTree,
} from "../../../../src/chain/roots/trust-root.ts";
import { sha256 } from "../../../../src/crypto/sha256.ts";
import { EMPTY_ROOT } from "../../../../src/merkle/hash.ts";
import { verifyInclusion } from "../../../../src/merkle/proof.ts";
import { referenceLeaf, referenceRoot } from "../../../support/reference-tree.ts";
import { throwsCode } from "../../../support/throws-code.ts";

const key = (letter: string): string => `${letter.repeat(42)}A`;

const registry: RegistryRecord = {
  name: { en: "Registry" },
  origin: "registry.example",
  log: [key("k")],
  quorum: 1,
  rules: 1,
  engine: "solo",
  last: key("l"),
};
const authority: AuthorityRecord = {
  id: "north",
  name: { en: "North" },
  entry: key("e"),
  cosign: key("c"),
  admitted: 3,
  past: [],
  last: key("l"),
};

function office(id: string, last: string): OfficeRecord {
  const name = { en: id };
  return { id, name, by: "north", accredited: 3, keys: [], issues: [], asks: [], deposits: [], last };
}

const writes: readonly Write[] = [
  { table: "office", record: office("civil-2", key("o")) },
  { table: "registry", record: registry },
  { table: "office", record: office("civil", key("o")) },
  { table: "authority", record: authority },
  { table: "deposit", record: { digest: key("d"), office: "civil", time: 3, leaf: 4 } },
];

test("a leaf is the canonical form of kind, id and row", () => {
  const leaf = fromUtf8(buildTrustLeaf({ kind: "office", id: "civil", record: office("civil", key("o")) }));
  const row = `{"accredited":3,"asks":[],"by":"north","deposits":[],"id":"civil","issues":[],"keys":[],"last":"${key("o")}","name":{"en":"civil"}}`;
  assert.equal(leaf, `{"id":"civil","kind":"office","record":${row}}`);
  assert.deepEqual(parseTrustLeaf(utf8(leaf), "office/civil"), {
    kind: "office",
    id: "civil",
    record: office("civil", key("o")),
  });
});

test("a leaf is read only as the row that was asked for", () => {
  const leaf = fromUtf8(buildTrustLeaf({ kind: "authority", id: "north", record: authority }));
  throwsCode(() => parseTrustLeaf(utf8(leaf), "authority/south"), "trust.leaf");
  throwsCode(() => parseTrustLeaf(utf8(leaf), "office/north"), "trust.leaf");
  for (const other of [
    "",
    "7",
    `${leaf} `,
    leaf.replace("authority", "authorities"),
    leaf.replace(`"id":"north",`, ""),
    leaf.replace(`"kind"`, `"kin":1,"kind"`),
    '{"id":"north","kind":"authority","record":[]}',
    '{"id":7,"kind":"authority","record":{}}',
  ]) {
    throwsCode(() => parseTrustLeaf(utf8(other), "authority/north"), "trust.leaf");
  }
  throwsCode(
    () => parseTrustLeaf(utf8('{"id":"north","kind":"credential","record":{}}'), "credential/north"),
    "trust.leaf",
  );
});

test("the root is over the rows by key, and moves only with them", () => {
  const state = new MemoryState();
  const tree = new TrustTree(sha256);
  assert.deepEqual(tree.root(), EMPTY_ROOT);
  state.write(writes);
  tree.apply(tree.plan(writes));
  const leaves = [
    { kind: "authority", id: "north", record: authority },
    { kind: "office", id: "civil", record: office("civil", key("o")) },
    { kind: "office", id: "civil-2", record: office("civil-2", key("o")) },
    { kind: "registry", id: "registry", record: registry },
  ] as const;
  const hashes = leaves.map((row) => referenceLeaf(buildTrustLeaf(row)));
  assert.deepEqual(new Uint8Array(tree.root()), referenceRoot(hashes));
  assert.deepEqual(tree.plan([writes[4] as Write]).root, tree.root());

  leaves.forEach((row, index) => {
    const found = tree.prove(state, trustKey(row));
    assert.ok(found !== undefined);
    assert.deepEqual([found.index, found.count], [index, 4]);
    const proven = referenceLeaf(found.leaf);
    verifyInclusion({ index, size: 4, leafHash: proven, proof: found.proof, root: tree.root() });
    assert.deepEqual(findTrustRow(state, trustKey(row)), row);
  });
  for (const absent of [
    "office/none",
    "type/civil",
    "authority/civil",
    "registry/",
    "registry",
    "",
    "/",
    "x/y",
  ]) {
    assert.equal(tree.prove(state, absent), undefined);
    assert.equal(findTrustRow(state, absent), undefined);
  }
});

test("of two writes to one row the last counts", () => {
  const tree = new TrustTree(sha256);
  const last = office("civil", key("p"));
  const plan = tree.plan([...writes, { table: "office", record: last }]);
  const other = new TrustTree(sha256);
  other.apply(other.plan(writes));
  other.apply(other.plan([{ table: "office", record: last }]));
  assert.deepEqual(plan.root, other.root());
});
