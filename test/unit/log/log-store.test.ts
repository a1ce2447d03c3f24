import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { Database } from "../../../main/doors/database.ts";
import { LogError } from "../../../main/log/error.ts";
import { LogStore, type NewBlock } from "../../../main/log/log-store.ts";
import { LOG_SCHEMA } from "../../../main/log/rows.ts";
import { concat, utf8 } from "../../../src/bytes/bytes.ts";
import { parseBundle } from "../../../src/merkle/bundle.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { proveInclusion, verifyInclusion } from "../../../src/merkle/proof.ts";
import { SmallTree } from "../../../src/merkle/small-tree.ts";
import { tileWidth } from "../../../src/merkle/tile.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const { sha256 } = nodePrimitives;
const folder = tempFolder({ after });
const SCHEMA = { applicationId: 0x5345414c, migrations: [LOG_SCHEMA] };

function open(name: string): { db: Database; store: LogStore } {
  const db = new Database(join(folder, name), SCHEMA);
  return { db, store: new LogStore(db, sha256) };
}

function leafAt(index: number): Uint8Array {
  return utf8(`leaf ${index} ${"x".repeat(index % 50)}`);
}

function block(height: number, first: number, count: number): NewBlock {
  const leaves = Array.from({ length: count }, (_, at) => leafAt(first + at));
  const leafHashes = leaves.map((leaf) => leafHash(leaf, sha256));
  return { height, first, leaves, leafHashes, checkpoint: `seal ${height}` };
}

/** Blocks of growing size until the log has `size` leaves. */
function blocksTo(size: number): NewBlock[] {
  const blocks: NewBlock[] = [];
  for (let first = 0; first < size;) {
    let count = Math.min(2 + 7 * blocks.length, size - first);
    if (size - first - count === 1) count++;
    blocks.push(block(blocks.length, first, count));
    first += count;
  }
  return blocks;
}

function bruteTile(level: number, index: number, width: number): Uint8Array {
  const span = 256 ** level;
  const hashes = Array.from({ length: width }, (_, at) => {
    const start = (index * 256 + at) * span;
    const leaves = Array.from({ length: span }, (_leaf, i) => leafHash(leafAt(start + i), sha256));
    return new SmallTree(leaves, sha256).root();
  });
  return concat(...hashes);
}

test("tiles and bundles are those of tlog-tiles at each size on the way", () => {
  const { db, store } = open("tiles.db");
  for (const each of blocksTo(1400)) {
    store.append([each]);
    for (let level = 0; level < 3; level++) {
      for (let index = 0; tileWidth(level, index, store.size) > 0; index++) {
        const width = tileWidth(level, index, store.size);
        const last = tileWidth(level, index + 1, store.size) === 0;
        // Full tiles never change again, so comparing the rightmost of each level is comparing all.
        if (last) assert.deepEqual(store.tile(level, index, width), bruteTile(level, index, width));
      }
    }
  }
  assert.equal(store.size, 1400);
  for (let index = 0; index < 6; index++) {
    const width = tileWidth(0, index, store.size);
    const leaves = parseBundle(store.bundle(index, width) as Uint8Array, width);
    leaves.forEach((leaf, at) => assert.deepEqual(leaf, leafAt(index * 256 + at)));
  }
  db.close();
});

test("a narrower tile or bundle is a prefix of the stored one; beyond the tree there is none", () => {
  const { db, store } = open("partial.db");
  store.append(blocksTo(300));
  for (const width of [1, 43, 44, 255, 256]) {
    assert.deepEqual(store.tile(0, 0, width), bruteTile(0, 0, width));
    assert.equal(parseBundle(store.bundle(0, width) as Uint8Array, width).length, width);
  }
  assert.equal(store.tile(0, 1, 45), undefined);
  assert.equal(store.bundle(1, 45), undefined);
  assert.equal(store.tile(2, 0, 1), undefined);
  assert.equal(store.tile(0, 0, 0), undefined);
  db.close();
});

test("appending in one go or in many, with restarts between, stores the same bytes", () => {
  const once = open("once.db");
  once.store.append(blocksTo(800));
  let many = open("many.db");
  for (const each of blocksTo(800)) {
    many.store.append([each]);
    many.db.close();
    many = open("many.db");
  }
  for (const table of ["bundle", "tile", "seal"]) {
    const columns = table === "seal" ? "height" : table === "tile" ? "level, idx" : "idx";
    const all = `SELECT * FROM ${table} ORDER BY ${columns}`;
    assert.deepEqual(many.db.all(all), once.db.all(all));
  }
  once.db.close();
  many.db.close();
});

test("what is written beside a block is there with it or not at all", () => {
  const { db, store } = open("beside.db");
  store.append([block(0, 0, 3)], () => store.putMeta("signed", Uint8Array.of(1)));
  assert.throws(
    () =>
      store.append([block(1, 3, 260)], () => {
        store.putMeta("signed", Uint8Array.of(2));
        throw new Error("power cut");
      }),
    /power cut/,
  );
  assert.equal(store.size, 3);
  assert.deepEqual(store.meta("signed"), Uint8Array.of(1));
  store.append([block(1, 3, 260)]);
  assert.deepEqual(store.tile(0, 0, 256), bruteTile(0, 0, 256));
  assert.equal(store.indexOf(leafHash(leafAt(262), sha256)), 262);
  db.close();
});

test("blocks must follow each other", () => {
  const { db, store } = open("gap.db");
  const gap = { code: "log.gap" };
  assert.throws(() => store.append([block(1, 0, 3)]), gap);
  assert.throws(() => store.append([block(0, 1, 3)]), gap);
  assert.throws(() => store.append([block(0, 0, 1)]), gap);
  assert.throws(() => store.append([{ ...block(0, 0, 3), leafHashes: [] }]), gap);
  assert.throws(() => store.append([block(0, 0, 3), block(1, 4, 3)]), gap);
  store.append([block(0, 0, 3), block(1, 3, 3)]);
  assert.equal(store.size, 6);
  db.close();
});

test("leaves, hashes, blocks and proofs are found again", () => {
  const { db, store } = open("find.db");
  store.append(blocksTo(700));
  assert.deepEqual(
    [...store.leaves(250, 520)],
    Array.from({ length: 270 }, (_, at) => leafAt(250 + at)),
  );
  assert.equal(store.leaf(700), undefined);
  const hashes = Array.from({ length: 700 }, (_, at) => leafHash(leafAt(at), sha256));
  const tree = new SmallTree(hashes, sha256);
  for (const index of [0, 255, 256, 511, 699]) {
    assert.equal(store.indexOf(hashes[index] as Uint8Array), index);
    const proof = proveInclusion(index, 700, store.hashAt(), sha256);
    verifyInclusion({ index, size: 700, leafHash: hashes[index] as Uint8Array, proof, root: tree.root() });
    const found = store.blockOf(index);
    assert.ok(found !== undefined && found.first <= index && index <= found.recordIndex);
    assert.deepEqual(store.seal(found.height), found);
  }
  assert.equal(store.indexOf(leafHash(utf8("stranger"), sha256)), undefined);
  assert.equal(store.blockOf(700), undefined);
  assert.equal([...store.blocks(2, 5)].map(({ height }) => height).join(), "2,3,4");
  db.close();
});

test("a seal cosigned again stands beside the first one", () => {
  const { db, store } = open("fresh.db");
  store.append(blocksTo(20));
  const height = store.newest?.height as number;
  store.putSeal(height, "later");
  assert.equal(store.newest?.fresh, "later");
  assert.equal(store.newest?.checkpoint, `seal ${height}`);
  const again = new LogStore(db, sha256);
  assert.deepEqual(again.newest, store.newest);
  db.close();
});

test("a damaged row says where it is", () => {
  const { db, store } = open("damage.db");
  store.append(blocksTo(600));
  const placed = (table: string, index: number) => (error: unknown) =>
    error instanceof LogError &&
    error.code === "log.damaged" &&
    error.place?.table === table &&
    error.place.index === index;
  db.run("UPDATE bundle SET bytes = substr(bytes, 1, 100) WHERE idx = 1");
  assert.throws(() => store.leaf(300), placed("bundle", 1));
  assert.throws(() => store.bundle(1, 256), placed("bundle", 1));
  db.run("UPDATE bundle SET count = 3 WHERE idx = 0");
  assert.throws(() => store.leaf(4), placed("bundle", 0));
  db.run("UPDATE tile SET bytes = x'00' WHERE level = 0 AND idx = 1");
  assert.throws(() => store.tile(0, 1, 256), placed("tile", 1));
  db.run("DELETE FROM tile WHERE level = 0 AND idx = 0");
  assert.throws(() => store.leafHashAt(0), placed("tile", 0));
  db.run("UPDATE seal SET size = 7 WHERE height = 0");
  assert.throws(() => store.seal(0), placed("seal", 0));

  store.repairTile(0, 0, bruteTile(0, 0, 256));
  store.repairTile(0, 1, bruteTile(0, 1, 256));
  store.repairBundle(
    1,
    Array.from({ length: 256 }, (_, at) => leafAt(256 + at)),
  );
  assert.deepEqual(store.leaf(300), leafAt(300));
  assert.equal(store.indexOf(leafHash(leafAt(300), sha256)), 300);
  assert.throws(() => store.repairBundle(2, [leafAt(0)]), { code: "log.shape" });
  assert.throws(() => store.repairTile(1, 0, new Uint8Array(32)), { code: "log.shape" });
  db.close();
});
