import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bundlePath,
  hashAtFromTiles,
  parseTilePath,
  tileEntry,
  tileHash,
  tilePath,
  tileWidth,
} from "../../../src/merkle/tile.ts";
import { referenceLeaves, referenceRoot, referenceTiles } from "../../support/reference-tree.ts";
import { throwsCode } from "../../support/throws-code.ts";

test("paths are those of C2SP tlog-tiles", () => {
  assert.equal(tilePath({ level: 0, index: 1234067, width: 256 }), "tile/0/x001/x234/067");
  assert.equal(tilePath({ level: 0, index: 1067, width: 5 }), "tile/0/x001/067.p/5");
  assert.equal(tilePath({ level: 63, index: 0, width: 255 }), "tile/63/000.p/255");
  assert.equal(bundlePath(67, 256), "tile/entries/067");
  assert.equal(bundlePath(999_999, 1), "tile/entries/x999/999.p/1");
  const last = Number.MAX_SAFE_INTEGER;
  assert.equal(bundlePath(last, 256), "tile/entries/x009/x007/x199/x254/x740/991");
});

test("a path is read back as what it was written for", () => {
  for (const index of [0, 1, 999, 1000, 1_234_067, 2 ** 32, Number.MAX_SAFE_INTEGER]) {
    for (const width of [1, 9, 10, 99, 100, 255, 256]) {
      for (const level of [0, 1, 9, 10, 63]) {
        const tile = { level, index, width };
        assert.deepEqual(parseTilePath(tilePath(tile)), { kind: "tile", tile });
      }
      assert.deepEqual(parseTilePath(bundlePath(index, width)), { kind: "bundle", index, width });
    }
  }
});

test("any other text is no path", () => {
  const none = [
    "",
    "tile",
    "tile/0",
    "tile/0/",
    "tile/0/67",
    "tile/0/0067",
    "tile/00/067",
    "tile/01/067",
    "tile/64/067",
    "tile/-1/067",
    "tile/entry/067",
    "tile/0/x000/067",
    "tile/0/001/067",
    "tile/0/x001",
    "tile/0/x001/x067",
    "tile/0/067.p/0",
    "tile/0/067.p/05",
    "tile/0/067.p/256",
    "tile/0/067.p/999",
    "tile/0/067.p/",
    "tile/0/067.p",
    "tile/0/067/",
    "tile/0/067\n",
    "/tile/0/067",
    "tile/0/../067",
    "tile/0/%30%36%37",
    "tile/0/x999/x999/x999/x999/x999/999",
    `tile/0/${"x001/".repeat(1000)}067`,
  ];
  for (const path of none) assert.equal(parseTilePath(path), undefined, path);
});

test("what cannot be a tile has no path", () => {
  for (const tile of [
    { level: 64, index: 0, width: 1 },
    { level: -1, index: 0, width: 1 },
    { level: 0.5, index: 0, width: 1 },
    { level: 0, index: -1, width: 1 },
    { level: 0, index: 2 ** 53, width: 1 },
    { level: 0, index: 0, width: 0 },
    { level: 0, index: 0, width: 257 },
    { level: 0, index: 0, width: Number.NaN },
  ]) {
    throwsCode(() => tilePath(tile), "merkle.tile");
    if (tile.level === 0) throwsCode(() => bundlePath(tile.index, tile.width), "merkle.tile");
  }
});

test("widths are those of the examples in tlog-tiles", () => {
  assert.equal(tileWidth(0, 272, 70_000), 256);
  assert.equal(tileWidth(0, 273, 70_000), 112);
  assert.equal(tileWidth(0, 274, 70_000), 0);
  assert.equal(tileWidth(1, 0, 70_000), 256);
  assert.equal(tileWidth(1, 1, 70_000), 17);
  assert.equal(tileWidth(2, 0, 70_000), 1);
  assert.equal(tileWidth(3, 0, 70_000), 0);
  assert.equal(tileWidth(0, 0, 256), 256);
  assert.equal(tileWidth(1, 0, 256), 1);
  assert.equal(tileWidth(0, 2 ** 45 - 1, Number.MAX_SAFE_INTEGER), 255);
  assert.equal(tileWidth(6, 0, Number.MAX_SAFE_INTEGER), 31);
  assert.equal(tileWidth(7, 0, Number.MAX_SAFE_INTEGER), 0);
});

test("a place that is none has no width", () => {
  assert.equal(tileWidth(0, -1, 1000), 0);
  assert.equal(tileWidth(-1, 0, 1000), 0);
  assert.equal(tileWidth(0, 0.5, 1000), 0);
  assert.equal(tileWidth(Number.NaN, 0, 1000), 0);
});

test("a full tile stands as one hash in its parent, a partial one has none", () => {
  const leaves = referenceLeaves(256);
  const bytes = referenceTiles(leaves).get("0/0")!;
  assert.deepEqual(tileHash(bytes), referenceRoot(leaves));
  throwsCode(() => tileHash(bytes.subarray(32)), "merkle.tile_length");
  throwsCode(() => tileHash(new Uint8Array(8193)), "merkle.tile_length");
  assert.deepEqual(tileEntry(bytes, 255), leaves[255]);
  throwsCode(() => tileEntry(bytes, 256), "merkle.tile_length");
});

test("every complete subtree is read out of the tiles", () => {
  const size = 600;
  const leaves = referenceLeaves(size);
  const tiles = referenceTiles(leaves);
  const read: string[] = [];
  const at = hashAtFromTiles(size, (level, index) => {
    read.push(`${level}/${index}`);
    return tiles.get(`${level}/${index}`)!;
  });
  for (let level = 0; 2 ** level <= size; level++) {
    const width = 2 ** level;
    for (let index = 0; (index + 1) * width <= size; index += level < 4 ? 37 : 1) {
      const expected = referenceRoot(leaves.slice(index * width, (index + 1) * width));
      assert.deepEqual(Uint8Array.from(at(level, index)), expected);
    }
    throwsCode(() => at(level, Math.floor(size / width)), "merkle.range");
  }
  assert.ok(read.includes("1/0"));
  const short = hashAtFromTiles(size, () => new Uint8Array(32));
  throwsCode(() => short(0, 5), "merkle.tile_length");
});
