import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { utf8 } from "../../../../src/bytes/bytes.ts";
import type { CredentialRecord, Status } from "../../../../src/chain/state/records.ts";
import {
  CHUNK_BYTES,
  CHUNK_PLACES,
  parseStatusLeaf,
  placeOf,
  readStatus,
  StatusTree,
} from "../../../../src/chain/roots/status-root.ts";
import type { Write } from "../../../../src/chain/state/state.ts";
import { sha256 } from "../../../../src/crypto/sha256.ts";
import { EMPTY_ROOT } from "../../../../src/merkle/hash.ts";
import { verifyInclusion } from "../../../../src/merkle/proof.ts";
import { referenceLeaf, referenceRoot } from "../../../support/reference-tree.ts";
import { throwsCode } from "../../../support/throws-code.ts";

const HASH = "A".repeat(43);

function set(office: string, index: number, status: Status): Write {
  const record: CredentialRecord = {
    commitment: `${office}-${index}`,
    office,
    type: "id-card",
    index,
    expires: 1,
    status,
    issued: { time: 0, height: 0, leaf: 0, entry: HASH },
    last: HASH,
  };
  return { table: "credential", record };
}

/** The format's words done plainly: every leaf of every office, from a list of statuses by place. */
function fullLeaves(statuses: ReadonlyMap<string, ReadonlyMap<number, Status>>): Uint8Array[] {
  return [...statuses.keys()].sort().flatMap((office) => {
    const places = statuses.get(office) as ReadonlyMap<number, Status>;
    const highest = Math.max(...places.keys());
    return Array.from({ length: Math.floor(highest / 16_384) + 1 }, (_, chunk) => {
      const bits = Buffer.alloc(4096);
      for (let place = 0; place < 16_384; place++) {
        const status = places.get(16_384 * chunk + place) ?? 0;
        if (status !== 0) bits[Math.floor(place / 4)]! += status * 4 ** (place % 4);
      }
      return Buffer.concat([Buffer.from(`${office}\n${chunk}\n`), bits]);
    });
  });
}

test("bits stand lowest first, in chunks of 16,384 places", () => {
  const tree = new StatusTree(sha256);
  assert.deepEqual(tree.root(), EMPTY_ROOT);
  tree.apply(
    tree.plan([set("civil", 0, 1), set("civil", 1, 2), set("civil", 3, 3), set("civil", CHUNK_PLACES, 2)]),
  );
  const first = tree.chunk("civil", 0) as Uint8Array;
  assert.equal(first.length, CHUNK_BYTES);
  assert.deepEqual([...first.subarray(0, 2)], [0b11_00_10_01, 0]);
  assert.deepEqual([...(tree.chunk("civil", 1) as Uint8Array).subarray(0, 2)], [2, 0]);
  assert.deepEqual(placeOf(CHUNK_PLACES + 5), { chunk: 1, place: 5 });
  assert.equal(readStatus(first, 3), 3);
  const seen = [0, 1, 2, 3, CHUNK_PLACES, 99, 10 ** 9].map((index) => tree.status("civil", index));
  assert.deepEqual(seen, [1, 2, 0, 3, 2, 0, 0]);
  assert.equal(tree.status("other", 0), 0);
  for (const chunk of [2, -1, 0.5, Number.NaN]) assert.equal(tree.chunk("civil", chunk), undefined);
  assert.equal(tree.chunk("other", 0), undefined);
  assert.equal(tree.prove("civil", 2), undefined);
});

test("what is handed out is a copy", () => {
  const tree = new StatusTree(sha256);
  tree.apply(tree.plan([set("civil", 0, 1), set("civil", 3 * CHUNK_PLACES, 0)]));
  for (const chunk of [0, 1]) (tree.chunk("civil", chunk) as Uint8Array).fill(255);
  tree.prove("civil", 0)?.leaf.fill(255);
  assert.deepEqual([tree.status("civil", 0), tree.status("civil", 1)], [1, 0]);
  assert.deepEqual(tree.chunk("civil", 1), new Uint8Array(CHUNK_BYTES));
});

// Ids that are prefixes of each other, so that their order counts; places on both sides of chunk ends.
const offices = fc.constantFrom("a", "a-b", "a.b", "a0", "ab");
const indexes = fc.oneof(
  fc.constantFrom(0, 1, 4, CHUNK_PLACES - 1, CHUNK_PLACES, 3 * CHUNK_PLACES + 2, 11 * CHUNK_PLACES),
  fc.nat(2 * CHUNK_PLACES),
);
const statuses = fc.constantFrom<Status>(0, 1, 2, 3);
const blocks = fc.array(fc.array(fc.tuple(offices, indexes, statuses), { maxLength: 6 }), { maxLength: 6 });

test("block by block it is the tree over all chunks made anew, and a dropped plan leaves nothing", () => {
  fc.assert(
    fc.property(blocks, (history) => {
      const tree = new StatusTree(sha256);
      const known = new Map<string, Map<number, Status>>();
      for (const block of history) {
        tree.plan([set("ab", 5 * CHUNK_PLACES, 3), set("a", 0, 3)]);
        const plan = tree.plan(block.map(([office, index, status]) => set(office, index, status)));
        for (const [office, index, status] of block) {
          const places = known.get(office) ?? new Map<number, Status>();
          known.set(office, places.set(index, status));
        }
        tree.apply(plan);
        const leaves = fullLeaves(known);
        assert.deepEqual(new Uint8Array(tree.root()), referenceRoot(leaves.map(referenceLeaf)));
        assert.equal(plan.size, leaves.length);
      }
      for (const [office, places] of known) {
        for (const [index, status] of places) assert.equal(tree.status(office, index), status);
      }
    }),
    { numRuns: 40 },
  );
});

test("a chunk is proven against the root, and its leaf read only as itself", () => {
  const tree = new StatusTree(sha256);
  tree.apply(tree.plan([set("civil", 2 * CHUNK_PLACES, 2), set("land", 7, 1), set("bank", 0, 0)]));
  for (const [office, chunk] of [
    ["bank", 0],
    ["civil", 0],
    ["civil", 1],
    ["civil", 2],
    ["land", 0],
  ] as const) {
    const found = tree.prove(office, chunk);
    assert.ok(found !== undefined);
    const { leaf, index, count, proof } = found;
    assert.equal(count, 5);
    verifyInclusion({ index, size: count, leafHash: referenceLeaf(leaf), proof, root: tree.root() });
    assert.deepEqual(parseStatusLeaf(leaf, office, chunk), tree.chunk(office, chunk));
    throwsCode(() => parseStatusLeaf(leaf, office, chunk + 1), "status.leaf");
    throwsCode(() => parseStatusLeaf(leaf, `${office}x`, chunk), "status.leaf");
    throwsCode(() => parseStatusLeaf(leaf.subarray(1), office, chunk), "status.leaf");
  }
  throwsCode(() => parseStatusLeaf(utf8("civil\n0\n"), "civil", 0), "status.leaf");
});

test("issuing into a chunk that stands already hashes nothing", () => {
  let hashed = 0;
  const tree = new StatusTree((data) => {
    hashed++;
    return sha256(data);
  });
  tree.apply(tree.plan([set("civil", 0, 0)]));
  hashed = 0;
  tree.apply(tree.plan([set("civil", 1, 0), set("civil", 900, 0)]));
  assert.equal(hashed, 0);
  tree.apply(tree.plan([set("civil", 1, 2), set("civil", 1, 0)]));
  assert.equal(tree.status("civil", 1), 0);
});

test("a plan is good once, and only on the tree it was made on", () => {
  const tree = new StatusTree(sha256);
  const one = tree.plan([set("civil", 0, 1)]);
  const two = tree.plan([set("civil", 0, 2)]);
  throwsCode(() => new StatusTree(sha256).apply(one), "ledger.stale_draft");
  tree.apply(one);
  throwsCode(() => tree.apply(one), "ledger.stale_draft");
  throwsCode(() => tree.apply(two), "ledger.stale_draft");
  assert.equal(tree.status("civil", 0), 1);
});
