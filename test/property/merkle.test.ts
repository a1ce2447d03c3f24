import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { encodeBundle, parseBundle } from "../../src/merkle/bundle.ts";
import { Frontier } from "../../src/merkle/frontier.ts";
import { EMPTY_ROOT } from "../../src/merkle/hash.ts";
import {
  proveConsistency,
  proveInclusion,
  verifyConsistency,
  verifyInclusion,
} from "../../src/merkle/proof.ts";
import { SmallTree } from "../../src/merkle/small-tree.ts";
import { hashAtFromTiles, parseTilePath, tilePath } from "../../src/merkle/tile.ts";
import { TileTree } from "../../src/merkle/tile-tree.ts";
import { verifySubtree } from "../../src/merkle/subtree.ts";
import { referenceLeaves, referenceRoot, referenceTiles } from "../support/reference-tree.ts";
import { codeThrownBy, throwsCode } from "../support/throws-code.ts";

const MOST = 700;
const leaves = referenceLeaves(MOST);
const tiles = referenceTiles(leaves);
const at = hashAtFromTiles(MOST, (level, index) => tiles.get(`${level}/${index}`)!);
const roots = rootsOf(leaves);

function rootsOf(hashes: readonly Uint8Array[]): Uint8Array[] {
  const frontier = new Frontier();
  return [frontier.root(), ...hashes.map((hash) => (frontier.append(hash), frontier.root()))];
}

const size = fc.integer({ min: 1, max: MOST });
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
const anyHash = fc.oneof(hash, fc.uint8Array({ maxLength: 40 }));
const anyNumber = fc.oneof(fc.maxSafeInteger(), fc.double(), fc.integer({ min: 0, max: 40 }));
const flip = (bytes: Uint8Array, bit: number): Uint8Array =>
  Uint8Array.from(bytes, (byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

test("the frontier and the whole tree have the root of the definition", () => {
  const check = (n: number): void => {
    assert.deepEqual(roots[n], referenceRoot(leaves.slice(0, n)));
    assert.deepEqual(new SmallTree(leaves.slice(0, n)).root(), roots[n]);
  };
  fc.assert(fc.property(size, check), { numRuns: 25 });
});

test("every prefix is consistent with every longer tree", () => {
  fc.assert(
    fc.property(size, size, (a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const proof = proveConsistency(from, to, at);
      verifyConsistency({ from, to, fromRoot: roots[from]!, toRoot: roots[to]!, proof });
    }),
  );
});

test("no changed bit of a consistency proof or of a root is taken", () => {
  fc.assert(
    fc.property(size, size, fc.nat(), fc.nat({ max: 255 }), (a, b, which, bit) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const proof = proveConsistency(from, to, at);
      const claim = { from, to, fromRoot: roots[from]!, toRoot: roots[to]!, proof };
      throwsCode(
        () => verifyConsistency({ ...claim, fromRoot: flip(claim.fromRoot, bit) }),
        "merkle.root_mismatch",
      );
      throwsCode(
        () => verifyConsistency({ ...claim, toRoot: flip(claim.toRoot, bit) }),
        "merkle.root_mismatch",
      );
      if (proof.length === 0) return;
      const i = which % proof.length;
      const changed = proof.with(i, flip(proof[i]!, bit));
      throwsCode(() => verifyConsistency({ ...claim, proof: changed }), "merkle.root_mismatch");
      throwsCode(() => verifyConsistency({ ...claim, proof: proof.toSpliced(i, 1) }), "merkle.proof_length");
      throwsCode(
        () => verifyConsistency({ ...claim, proof: proof.toSpliced(i, 0, EMPTY_ROOT) }),
        "merkle.proof_length",
      );
    }),
  );
});

test("every leaf has a proof, and no changed bit of it is taken", () => {
  fc.assert(
    fc.property(size, fc.nat(), fc.nat(), fc.nat({ max: 255 }), (n, leaf, which, bit) => {
      const index = leaf % n;
      const proof = proveInclusion(index, n, at);
      const claim = { index, size: n, leafHash: leaves[index]!, proof, root: roots[n]! };
      verifyInclusion(claim);
      throwsCode(
        () => verifyInclusion({ ...claim, leafHash: flip(claim.leafHash, bit) }),
        "merkle.root_mismatch",
      );
      if (proof.length === 0) return;
      const i = which % proof.length;
      throwsCode(
        () => verifyInclusion({ ...claim, proof: proof.with(i, flip(proof[i]!, bit)) }),
        "merkle.root_mismatch",
      );
    }),
  );
});

test("a claim made of anything is refused with one of our codes, and soon", () => {
  const proof = fc.array(anyHash, { maxLength: 70 });
  fc.assert(
    fc.property(anyNumber, anyNumber, anyNumber, anyHash, anyHash, proof, (a, b, c, one, other, hashes) => {
      const code = codeThrownBy(() =>
        verifySubtree({ start: a, end: b, size: c, subtree: one, proof: hashes, root: other }),
      );
      assert.match(code ?? "merkle.", /^merkle\./);
      const inclusion = { index: a, size: b, leafHash: one, proof: hashes, root: other };
      assert.match(codeThrownBy(() => verifyInclusion(inclusion)) ?? "merkle.", /^merkle\./);
      const consistency = { from: a, to: b, fromRoot: one, toRoot: other, proof: hashes };
      assert.match(codeThrownBy(() => verifyConsistency(consistency)) ?? "merkle.", /^merkle\./);
    }),
    { numRuns: 500 },
  );
});

test("tiles authenticate from the root down, and a changed bit anywhere in them is noticed", () => {
  fc.assert(
    fc.property(size, fc.nat(), fc.nat(), (n, which, place) => {
      const tree = new TileTree(n, roots[n]!);
      const bytes = (level: number, index: number, width: number): Uint8Array =>
        tiles.get(`${level}/${index}`)!.slice(0, 32 * width);
      const edge = tree.neededEdge().map((tile) => bytes(tile.level, tile.index, tile.width));
      const i = which % edge.length;
      const changed = flip(edge[i]!, place % (edge[i]!.length * 8));
      throwsCode(() => tree.acceptEdge(edge.with(i, changed)), "merkle.root_mismatch");
      tree.acceptEdge(edge);
      if (n < 256) return;
      const tile = { level: 0, index: which % Math.floor(n / 256), width: 256 };
      const full = bytes(0, tile.index, 256);
      throwsCode(() => tree.acceptTile(tile, flip(full, place % (8192 * 8))), "merkle.tile_mismatch");
      tree.acceptTile(tile, full);
    }),
  );
});

test("a tile's path names it and nothing else", () => {
  const level = fc.nat({ max: 63 });
  const index = fc.oneof(fc.nat({ max: 5000 }), fc.maxSafeNat());
  fc.assert(
    fc.property(level, index, fc.integer({ min: 1, max: 256 }), (l, i, width) => {
      const tile = { level: l, index: i, width };
      assert.deepEqual(parseTilePath(tilePath(tile)), { kind: "tile", tile });
    }),
  );
  const piece = fc.constantFrom(
    "tile",
    "entries",
    "/",
    "0",
    "1",
    "63",
    "064",
    "x",
    "x001",
    "067",
    ".p",
    ".p/",
    "5",
    "256",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
      const path = pieces.join("");
      const parsed = parseTilePath(path);
      if (parsed?.kind === "tile") assert.equal(tilePath(parsed.tile), path);
    }),
    { numRuns: 1000 },
  );
});

test("a bundle reads back as the leaves it was made of, and any bytes as one set of leaves or none", () => {
  const leaf = fc.uint8Array({ maxLength: 600 });
  fc.assert(
    fc.property(fc.array(leaf, { minLength: 1, maxLength: 20 }), (data) => {
      const read = parseBundle(encodeBundle(data), data.length);
      assert.deepEqual(
        read.map((bytes) => Uint8Array.from(bytes)),
        data.map((bytes) => Uint8Array.from(bytes)),
      );
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40, max: 6 }), fc.integer({ min: 1, max: 9 }), (bytes, width) => {
      const code = codeThrownBy(() =>
        assert.deepEqual(encodeBundle(parseBundle(bytes, width)), Uint8Array.from(bytes)),
      );
      if (code !== undefined) assert.equal(code, "merkle.bundle");
    }),
    { numRuns: 1000 },
  );
});
