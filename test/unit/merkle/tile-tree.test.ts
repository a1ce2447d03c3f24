import assert from "node:assert/strict";
import { test } from "node:test";
import { MissingTileError } from "../../../src/merkle/missing-tile.ts";
import {
  proveConsistency,
  proveInclusion,
  verifyConsistency,
  verifyInclusion,
} from "../../../src/merkle/proof.ts";
import { tilesForConsistency, tilesForInclusion } from "../../../src/merkle/tile-plan.ts";
import { edgeTiles, TileTree } from "../../../src/merkle/tile-tree.ts";
import type { TileRef } from "../../../src/merkle/tile.ts";
import {
  referenceLeaf,
  referenceLeaves,
  referenceRoot,
  referenceTiles,
} from "../../support/reference-tree.ts";
import { throwsCode } from "../../support/throws-code.ts";

const SIZE = 66_000;
const leaves = referenceLeaves(SIZE);

interface Source {
  readonly tree: TileTree;
  readonly bytes: (tile: TileRef) => Uint8Array;
}

interface Contents {
  readonly root: Uint8Array;
  readonly tiles: ReadonlyMap<string, Uint8Array>;
}

const contents = new Map<number, Contents>();

function contentsOf(size: number): Contents {
  const known = contents.get(size);
  if (known !== undefined) return known;
  const part = leaves.slice(0, size);
  const made = { root: referenceRoot(part), tiles: referenceTiles(part) };
  contents.set(size, made);
  return made;
}

function source(size: number): Source {
  const { root, tiles } = contentsOf(size);
  return {
    tree: new TileTree(size, root),
    bytes: ({ level, index, width }) => tiles.get(`${level}/${index}`)!.slice(0, 32 * width),
  };
}

function acceptEdge({ tree, bytes }: Source): void {
  tree.acceptEdge(tree.neededEdge().map(bytes));
}

/** What a client does: asks, fetches the tile that is missing, asks again. */
function fetching<T>({ tree, bytes }: Source, ask: () => T, fetched: TileRef[] = []): T {
  for (;;) {
    try {
      return ask();
    } catch (error) {
      if (!(error instanceof MissingTileError)) throw error;
      fetched.push(error.tile);
      tree.acceptTile(error.tile, bytes(error.tile));
    }
  }
}

test("the edge are the partial tiles of tlog-tiles' example", () => {
  assert.deepEqual(edgeTiles(70_000), [
    { level: 0, index: 273, width: 112 },
    { level: 1, index: 1, width: 17 },
    { level: 2, index: 0, width: 1 },
  ]);
  assert.deepEqual(edgeTiles(256), [{ level: 1, index: 0, width: 1 }]);
  assert.deepEqual(edgeTiles(0), []);
  throwsCode(() => edgeTiles(-1), "merkle.size");
  assert.equal(edgeTiles(Number.MAX_SAFE_INTEGER).length, 7);
});

test("the edge folds to the root, at every kind of size", () => {
  for (const size of [0, 1, 2, 255, 256, 257, 511, 512, 600, 65_536, SIZE]) {
    const log = source(size);
    acceptEdge(log);
    assert.deepEqual(log.tree.neededEdge(), []);
  }
});

test("an edge that is not the root's is refused as a whole", () => {
  const { tree, bytes } = source(600);
  const edge = tree.neededEdge().map(bytes);
  for (let i = 0; i < edge.length; i++) {
    const changed = edge[i]!.slice();
    changed[changed.length - 1]! ^= 1;
    throwsCode(() => tree.acceptEdge(edge.with(i, changed)), "merkle.root_mismatch");
    throwsCode(() => tree.acceptEdge(edge.with(i, edge[i]!.subarray(1))), "merkle.tile_length");
    throwsCode(() => tree.acceptEdge(edge.with(i, edge[i]!.subarray(32))), "merkle.tile_length");
    throwsCode(() => tree.acceptEdge(edge.toSpliced(i, 1)), "merkle.tile_length");
  }
  throwsCode(() => tree.acceptEdge([...edge].reverse()), "merkle.tile_length");
  assert.deepEqual(tree.neededEdge(), edgeTiles(600));
  assert.throws(() => tree.hashAt(0, 599), MissingTileError);
  throwsCode(() => new TileTree(0, leaves[0]!).acceptEdge([]), "merkle.root_mismatch");
});

test("a full tile is taken only under its accepted parent, and only if it fits", () => {
  const log = source(SIZE);
  const { tree, bytes } = log;
  const tile = { level: 0, index: 3, width: 256 };
  assert.deepEqual(tree.parentOf(tile), { level: 1, index: 0, width: 256 });
  assert.deepEqual(tree.parentOf(tree.parentOf(tile)), { level: 2, index: 0, width: 1 });
  throwsCode(() => tree.acceptTile(tile, bytes(tile)), "merkle.missing");
  acceptEdge(log);
  throwsCode(() => tree.acceptTile(tile, bytes(tile)), "merkle.missing");
  tree.acceptTile(tree.parentOf(tile), bytes(tree.parentOf(tile)));
  const changed = bytes(tile);
  changed[8191]! ^= 0x80;
  throwsCode(() => tree.acceptTile(tile, changed), "merkle.tile_mismatch");
  throwsCode(() => tree.acceptTile(tile, bytes({ ...tile, index: 4 })), "merkle.tile_mismatch");
  throwsCode(() => tree.acceptTile(tile, changed.subarray(1)), "merkle.tile_length");
  throwsCode(() => tree.acceptTile(tile, new Uint8Array(0)), "merkle.tile_length");
  assert.equal(tree.has(tile), false);
  tree.acceptTile(tile, bytes(tile));
  assert.deepEqual(Uint8Array.from(tree.leafHashAt(3 * 256 + 7)), leaves[3 * 256 + 7]);
});

test("what is no full tile of the tree has no parent and is not taken", () => {
  const log = source(600);
  acceptEdge(log);
  for (const tile of [
    { level: 0, index: 2, width: 88 },
    { level: 0, index: 2, width: 256 },
    { level: 0, index: 0, width: 255 },
    { level: 0, index: -1, width: 256 },
    { level: 1, index: 0, width: 256 },
    { level: 9, index: 0, width: 256 },
  ]) {
    throwsCode(() => log.tree.parentOf(tile), "merkle.tile");
    throwsCode(() => log.tree.acceptTile(tile, new Uint8Array(8192)), "merkle.tile");
  }
});

test("bytes changed after they were accepted change nothing", () => {
  const log = source(600);
  const edge = log.tree.neededEdge().map(log.bytes);
  log.tree.acceptEdge(edge);
  for (const bytes of edge) bytes.fill(0);
  assert.deepEqual(Uint8Array.from(log.tree.leafHashAt(599)), leaves[599]);
});

test("a missing hash names the tile to take in next, from the top down", () => {
  const log = source(SIZE);
  assert.throws(
    () => log.tree.hashAt(0, 1000),
    (error) => error instanceof MissingTileError && error.tile.level === 2,
  );
  acceptEdge(log);
  const fetched: TileRef[] = [];
  const hash = fetching(log, () => log.tree.leafHashAt(1000), fetched);
  assert.deepEqual(Uint8Array.from(hash), leaves[1000]);
  assert.deepEqual(fetched, [
    { level: 1, index: 0, width: 256 },
    { level: 0, index: 3, width: 256 },
  ]);
  throwsCode(() => log.tree.leafHashAt(SIZE), "merkle.range");
  throwsCode(() => log.tree.hashAt(17, 0), "merkle.range");
});

test("a tile let go must be taken in again, an edge tile stays", () => {
  const log = source(600);
  acceptEdge(log);
  const tile = { level: 0, index: 0, width: 256 };
  log.tree.acceptTile(tile, log.bytes(tile));
  log.tree.release(tile);
  throwsCode(() => log.tree.leafHashAt(0), "merkle.missing");
  for (const edge of edgeTiles(600)) log.tree.release(edge);
  assert.deepEqual(log.tree.neededEdge(), []);
});

test("proofs come out of authenticated tiles, and the plan names exactly the tiles they read", () => {
  const { root } = contentsOf(SIZE);
  const indexes = [0, 255, 256, 40_000, 65_535, 65_536, SIZE - 1];
  for (const index of indexes) {
    const log = source(SIZE);
    acceptEdge(log);
    const fetched: TileRef[] = [];
    const proof = fetching(log, () => proveInclusion(index, SIZE, log.tree.hashAt), fetched);
    verifyInclusion({ index, size: SIZE, leafHash: leaves[index]!, proof, root });
    const planned = tilesForInclusion(index, SIZE);
    assert.deepEqual(sorted(planned), sorted([...edgeTiles(SIZE), ...fetched]));
  }
  for (const from of [1, 255, 256, 512, 65_536, SIZE]) {
    const log = source(SIZE);
    acceptEdge(log);
    const fetched: TileRef[] = [];
    const proof = fetching(log, () => proveConsistency(from, SIZE, log.tree.hashAt), fetched);
    verifyConsistency({ from, to: SIZE, fromRoot: contentsOf(from).root, toRoot: root, proof });
    const planned = tilesForConsistency(from, SIZE);
    assert.deepEqual(sorted(planned), sorted([...edgeTiles(SIZE), ...fetched]));
  }
});

function sorted(tiles: readonly TileRef[]): string[] {
  return tiles.map(({ level, index, width }) => `${level}/${index}.${width}`).sort();
}

test("a plan can be taken in as it stands: edge first, then the full tiles in order", () => {
  const log = source(SIZE);
  acceptEdge(log);
  for (const tile of tilesForInclusion(12_345, SIZE).filter(({ width }) => width === 256)) {
    log.tree.acceptTile(tile, log.bytes(tile));
  }
  assert.equal(proveInclusion(12_345, SIZE, log.tree.hashAt).length, 17);
  throwsCode(() => tilesForInclusion(SIZE, SIZE), "merkle.index");
  throwsCode(() => tilesForConsistency(5, 4), "merkle.size");
});

test("a bundle is good only leaf by leaf, in its place and width", () => {
  const log = source(600);
  const data = (first: number, count: number): Uint8Array[] =>
    Array.from({ length: count }, (_, i) => new TextEncoder().encode(`leaf ${first + i}`));
  assert.deepEqual(referenceLeaf(data(5, 1)[0]!), leaves[5]);
  throwsCode(() => log.tree.checkBundle(2, 88, data(512, 88)), "merkle.missing");
  acceptEdge(log);
  log.tree.checkBundle(2, 88, data(512, 88));
  fetching(log, () => log.tree.checkBundle(1, 256, data(256, 256)));
  throwsCode(() => log.tree.checkBundle(2, 88, data(511, 88)), "merkle.leaf_mismatch");
  throwsCode(
    () => log.tree.checkBundle(2, 88, data(512, 88).with(87, new Uint8Array(0))),
    "merkle.leaf_mismatch",
  );
  throwsCode(() => log.tree.checkBundle(2, 87, data(512, 87)), "merkle.bundle");
  throwsCode(() => log.tree.checkBundle(2, 88, data(512, 87)), "merkle.bundle");
  throwsCode(() => log.tree.checkBundle(3, 1, data(600, 1)), "merkle.tile");
});

test("a tree needs a size and a root that can be", () => {
  throwsCode(() => new TileTree(1.5, leaves[0]!), "merkle.size");
  throwsCode(() => new TileTree(2 ** 53, leaves[0]!), "merkle.size");
  throwsCode(() => new TileTree(1, new Uint8Array(31)), "merkle.hash_length");
});
