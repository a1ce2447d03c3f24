import assert from "node:assert/strict";
import { test } from "node:test";
import { MerkleError } from "../../../src/merkle/error.ts";
import { proveSubtree, subtreeHash, verifySubtree } from "../../../src/merkle/subtree.ts";
import { hashAtFromTiles } from "../../../src/merkle/tile.ts";
import {
  isReferenceSubtree,
  referenceLeaves,
  referenceRoot,
  referenceSubtreeProof,
  referenceTiles,
} from "../../support/reference-tree.ts";
import { throwsCode } from "../../support/throws-code.ts";

const MOST = 20;
const leaves = referenceLeaves(MOST);
const tiles = referenceTiles(leaves);
const at = hashAtFromTiles(MOST, (level, index) => tiles.get(`${level}/${index}`)!);

function eachRange(work: (start: number, end: number, size: number) => void): void {
  for (let size = 1; size <= MOST; size++) {
    for (let end = 1; end <= size; end++) for (let start = 0; start < end; start++) work(start, end, size);
  }
}

test("every subtree of every small tree has its hash and the draft's proof", () => {
  let proven = 0;
  eachRange((start, end, size) => {
    if (!isReferenceSubtree(start, end)) return;
    proven++;
    const subtree = subtreeHash(start, end, at);
    assert.deepEqual(Uint8Array.from(subtree), referenceRoot(leaves.slice(start, end)));
    const proof = proveSubtree(start, end, size, at).map((hash) => Uint8Array.from(hash));
    assert.deepEqual(proof, referenceSubtreeProof(start, end, leaves.slice(0, size)));
    verifySubtree({ start, end, size, subtree, proof, root: referenceRoot(leaves.slice(0, size)) });
  });
  assert.ok(proven > 500);
});

test("what is not a subtree is refused before any hash is read", () => {
  const never = (): Uint8Array => assert.fail("read a hash");
  eachRange((start, end, size) => {
    if (isReferenceSubtree(start, end)) return;
    throwsCode(() => proveSubtree(start, end, size, never), "merkle.range");
  });
  for (const [start, end] of [
    [0, 0],
    [4, 4],
    [5, 4],
    [-1, 4],
    [0, 21],
    [0.5, 1],
    [Number.NaN, 4],
    [0, Number.POSITIVE_INFINITY],
  ]) {
    throwsCode(() => proveSubtree(start!, end!, 20, never), "merkle.range");
  }
  throwsCode(() => proveSubtree(0, 1, 2 ** 53, never), "merkle.size");
});

test("a subtree's proof holds for no other range of that tree", () => {
  const size = 13;
  const root = referenceRoot(leaves.slice(0, size));
  for (let end = 1; end <= size; end++) {
    for (let start = 0; start < end; start++) {
      if (!isReferenceSubtree(start, end)) continue;
      const subtree = referenceRoot(leaves.slice(start, end));
      const proof = proveSubtree(start, end, size, at);
      for (let otherEnd = 1; otherEnd <= size; otherEnd++) {
        for (let other = 0; other < otherEnd; other++) {
          if (other === start && otherEnd === end) continue;
          const claim = { start: other, end: otherEnd, size, subtree, proof, root };
          assert.throws(() => verifySubtree(claim), MerkleError);
        }
      }
    }
  }
});

test("a changed hash anywhere in a proof is refused", () => {
  const [start, end, size] = [8, 11, 19];
  const subtree = subtreeHash(start, end, at);
  const root = referenceRoot(leaves.slice(0, size));
  const proof = proveSubtree(start, end, size, at);
  assert.ok(proof.length > 3);
  for (let i = 0; i < proof.length; i++) {
    for (let byte = 0; byte < 32; byte++) {
      const changed = proof[i]!.slice();
      changed[byte]! ^= 1;
      const claim = { start, end, size, subtree, proof: proof.with(i, changed), root };
      throwsCode(() => verifySubtree(claim), "merkle.root_mismatch");
    }
  }
});
