import assert from "node:assert/strict";
import { test } from "node:test";
import { MerkleError } from "../../../src/merkle/error.ts";
import { EMPTY_ROOT } from "../../../src/merkle/hash.ts";
import {
  proveConsistency,
  proveInclusion,
  verifyConsistency,
  verifyInclusion,
} from "../../../src/merkle/proof.ts";
import { hashAtFromTiles } from "../../../src/merkle/tile.ts";
import {
  type Hash,
  referenceConsistency,
  referenceLeaves,
  referencePath,
  referenceRoot,
  referenceTiles,
} from "../../support/reference-tree.ts";
import { throwsCode } from "../../support/throws-code.ts";

const LARGEST = Number.MAX_SAFE_INTEGER;
const MOST = 34;
const leaves = referenceLeaves(MOST);
const roots = Array.from({ length: MOST + 1 }, (_, size) => referenceRoot(leaves.slice(0, size)));
const tiles = referenceTiles(leaves);
const at = hashAtFromTiles(MOST, (level, index) => tiles.get(`${level}/${index}`)!);
const plain = (hashes: readonly Uint8Array[]): Hash[] => hashes.map((hash) => Uint8Array.from(hash));

test("an inclusion proof is RFC 6962's path, for every leaf of every small tree", () => {
  for (let size = 1; size <= MOST; size++) {
    for (let index = 0; index < size; index++) {
      const proof = proveInclusion(index, size, at);
      assert.deepEqual(plain(proof), referencePath(index, leaves.slice(0, size)));
      verifyInclusion({ index, size, leafHash: leaves[index]!, proof, root: roots[size]! });
    }
  }
});

test("a consistency proof is RFC 6962's, for every two small trees", () => {
  for (let to = 1; to <= MOST; to++) {
    for (let from = 1; from <= to; from++) {
      const proof = proveConsistency(from, to, at);
      assert.deepEqual(plain(proof), referenceConsistency(from, leaves.slice(0, to)));
      verifyConsistency({ from, to, fromRoot: roots[from]!, toRoot: roots[to]!, proof });
    }
  }
});

test("the empty tree is a prefix of every tree, by an empty proof", () => {
  assert.deepEqual(proveConsistency(0, 7, at), []);
  verifyConsistency({ from: 0, to: 7, fromRoot: EMPTY_ROOT, toRoot: roots[7]!, proof: [] });
  verifyConsistency({ from: 0, to: 0, fromRoot: EMPTY_ROOT, toRoot: EMPTY_ROOT, proof: [] });
  const claim = { from: 0, to: 7, fromRoot: EMPTY_ROOT, toRoot: roots[7]!, proof: [roots[7]!] };
  throwsCode(() => verifyConsistency(claim), "merkle.proof_length");
  throwsCode(() => verifyConsistency({ ...claim, proof: [], fromRoot: roots[1]! }), "merkle.root_mismatch");
  throwsCode(() => verifyConsistency({ ...claim, proof: [], to: 0 }), "merkle.root_mismatch");
});

test("a leaf proves no other place, size or leaf", () => {
  for (let index = 0; index < 13; index++) {
    const claim = {
      index,
      size: 13,
      leafHash: leaves[index]!,
      proof: proveInclusion(index, 13, at),
      root: roots[13]!,
    };
    for (let other = 0; other < 13; other++) {
      if (other === index) continue;
      assert.throws(() => verifyInclusion({ ...claim, index: other }), MerkleError);
      throwsCode(() => verifyInclusion({ ...claim, leafHash: leaves[other]! }), "merkle.root_mismatch");
    }
    throwsCode(() => verifyInclusion({ ...claim, root: roots[12]! }), "merkle.root_mismatch");
  }
});

test("the same tree is consistent with itself only under one root", () => {
  const claim = { from: 5, to: 5, fromRoot: roots[5]!, toRoot: roots[5]!, proof: [] };
  verifyConsistency(claim);
  throwsCode(() => verifyConsistency({ ...claim, toRoot: roots[4]! }), "merkle.root_mismatch");
  throwsCode(() => verifyConsistency({ ...claim, proof: [roots[5]!] }), "merkle.proof_length");
});

test("each way of being wrong has its code", () => {
  const claim = {
    index: 3,
    size: 13,
    leafHash: leaves[3]!,
    proof: proveInclusion(3, 13, at),
    root: roots[13]!,
  };
  const short = new Uint8Array(31);
  const cases: readonly (readonly [Partial<typeof claim>, string])[] = [
    [{ index: 13 }, "merkle.index"],
    [{ index: -1 }, "merkle.index"],
    [{ index: 1.5 }, "merkle.index"],
    [{ index: Number.NaN }, "merkle.index"],
    [{ size: 0 }, "merkle.index"],
    [{ size: -1 }, "merkle.size"],
    [{ size: 2 ** 53 }, "merkle.size"],
    [{ size: Number.POSITIVE_INFINITY }, "merkle.size"],
    [{ leafHash: short }, "merkle.hash_length"],
    [{ root: new Uint8Array(0) }, "merkle.hash_length"],
    [{ proof: [] }, "merkle.proof_length"],
    [{ proof: [...claim.proof, roots[1]!] }, "merkle.proof_length"],
    [{ proof: claim.proof.slice(1) }, "merkle.proof_length"],
    [{ proof: claim.proof.with(0, short) }, "merkle.hash_length"],
    [{ proof: claim.proof.with(2, new Uint8Array(64)) }, "merkle.hash_length"],
    [{ proof: claim.proof.toReversed() }, "merkle.root_mismatch"],
    [{ root: roots[12]! }, "merkle.root_mismatch"],
    [{ size: LARGEST, index: 0 }, "merkle.proof_length"],
  ];
  verifyInclusion(claim);
  for (const [change, code] of cases) throwsCode(() => verifyInclusion({ ...claim, ...change }), code);
});

test("each way of being inconsistent has its code", () => {
  const claim = {
    from: 6,
    to: 13,
    fromRoot: roots[6]!,
    toRoot: roots[13]!,
    proof: proveConsistency(6, 13, at),
  };
  const short = new Uint8Array(31);
  const cases: readonly (readonly [Partial<typeof claim>, string])[] = [
    [{ from: 14 }, "merkle.size"],
    [{ from: -1 }, "merkle.size"],
    [{ to: 2 ** 53 }, "merkle.size"],
    [{ fromRoot: short }, "merkle.hash_length"],
    [{ toRoot: short }, "merkle.hash_length"],
    [{ proof: [] }, "merkle.proof_length"],
    [{ proof: claim.proof.slice(1) }, "merkle.proof_length"],
    [{ proof: claim.proof.with(0, short) }, "merkle.hash_length"],
    [{ proof: claim.proof.with(1, short) }, "merkle.hash_length"],
    [{ fromRoot: roots[5]! }, "merkle.root_mismatch"],
    [{ toRoot: roots[12]! }, "merkle.root_mismatch"],
    [{ fromRoot: roots[13]!, toRoot: roots[6]! }, "merkle.root_mismatch"],
    [{ from: LARGEST - 1, to: LARGEST }, "merkle.proof_length"],
  ];
  verifyConsistency(claim);
  for (const [change, code] of cases) throwsCode(() => verifyConsistency({ ...claim, ...change }), code);
});

test("places and sizes beyond 32 bits are told apart", () => {
  // A tree in which every complete subtree of a level has the same hash can be as large as we like.
  const level: Hash[] = [leaves[0]!];
  while (level.length < 53) level.push(referenceRoot([level.at(-1)!, level.at(-1)!]));
  const uniform = (l: number): Hash => level[l]!;
  for (const size of [2 ** 32, 2 ** 32 + 1, 2 ** 45 + 2 ** 33 + 5, LARGEST]) {
    const far = size - 1;
    const proof = proveInclusion(far, size, uniform);
    const whole = proveConsistency(size, size, uniform);
    assert.deepEqual(whole, []);
    const root = rootOf(size, uniform);
    verifyInclusion({ index: far, size, leafHash: leaves[0]!, proof, root });
    // The same place in 32 bits, which a shift or a bit mask would take it for.
    const wrapped = { index: far % 2 ** 32, size, leafHash: leaves[0]!, proof, root };
    if (far >= 2 ** 32) throwsCode(() => verifyInclusion(wrapped), "merkle.proof_length");
    const from = size - 3;
    const consistency = proveConsistency(from, size, uniform);
    verifyConsistency({ from, to: size, fromRoot: rootOf(from, uniform), toRoot: root, proof: consistency });
  }
});

function rootOf(size: number, peak: (level: number) => Hash): Hash {
  let root: Hash | undefined;
  let rest = size;
  for (let level = 0; rest > 0; level++, rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) root = root === undefined ? peak(level) : referenceRoot([peak(level), root]);
  }
  return root!;
}
