import assert from "node:assert/strict";
import { closeSync, openSync, readdirSync, statSync, writeSync } from "node:fs";
import { basename, dirname } from "node:path";
import { test, type TestContext } from "node:test";
import { Database, type SqlValue } from "../../../main/doors/database.ts";
import { DatabaseError } from "../../../main/doors/error.ts";
import { FollowError } from "../../../main/follow/error.ts";
import type { Source } from "../../../main/follow/sources/source.ts";
import { LOG_SCHEMA } from "../../../main/log/rows.ts";
import { FollowWorld, type FullWallet, fullWallet } from "../../support/follow-world.ts";

const APPLICATION_ID = 0x5366_6c67;

/** Changes a copy's file behind its back. */
function change(path: string, sql: string, ...values: readonly SqlValue[]): void {
  const db = new Database(path, { applicationId: APPLICATION_ID, migrations: [LOG_SCHEMA] });
  db.run(sql, ...values);
  db.close();
}

/** One bit of a blob. */
function flipBlob(path: string, table: string, where: string, at: number): void {
  const db = new Database(path, { applicationId: APPLICATION_ID, migrations: [LOG_SCHEMA] });
  const bytes = Uint8Array.from(db.get(`SELECT bytes FROM ${table} WHERE ${where}`)?.["bytes"] as Uint8Array);
  bytes[at] = (bytes[at] as number) ^ 4;
  db.run(`UPDATE ${table} SET bytes = ? WHERE ${where}`, bytes);
  db.close();
}

interface Synced {
  readonly world: FollowWorld;
  readonly source: Source;
  readonly path: string;
}

/** A copy of some 700 leaves in 5 blocks, closed. */
async function syncedCopy(t: TestContext): Promise<Synced> {
  const world = new FollowWorld(t);
  world.grow(1);
  world.fill(400);
  world.fill(290);
  world.grow(1);
  const source = await world.serve();
  const { follower, path } = await fullWallet(t, world, [source]);
  await follower.sync();
  follower.close();
  return { world, source, path };
}

async function reopen(t: TestContext, { world, source, path }: Synced): Promise<FullWallet> {
  return await fullWallet(t, world, [source], { path });
}

function places({ journal }: FullWallet): readonly string[] {
  return journal.findings().map(({ code, source, place }) => `${code} ${source}: ${place}`);
}

async function assertRepaired(t: TestContext, synced: Synced, wallet: FullWallet): Promise<void> {
  await wallet.follower.sync();
  const { chain } = synced.world;
  assert.deepEqual(wallet.follower.copy.ledger.head?.root, chain.root);
  const { log } = wallet.follower.copy;
  for (let level = 0; level < 2; level++) {
    for (let index = 0; index < 3; index++) {
      const width = Math.min(256, Math.floor(chain.size / 256 ** (level + 1)) > index ? 256 : 0);
      if (width > 0) assert.deepEqual(log.tile(level, index, width), chain.store.tile(level, index, width));
    }
  }
  wallet.follower.close();
  const again = await reopen(t, synced);
  assert.deepEqual(places(again), places(wallet));
  assert.deepEqual(again.follower.copy.ledger.head?.root, chain.root);
}

test("a changed leaf is noticed at start and fetched again", async (t) => {
  const synced = await syncedCopy(t);
  flipBlob(synced.path, "bundle", "idx = 1", 2000);
  const wallet = await reopen(t, synced);
  assert.deepEqual(places(wallet), ["copy.damaged own copy: bundle 1"]);
  // Until then it answers as of the last good block, and says how old that is.
  assert.deepEqual(wallet.follower.view.age(), { height: 1, time: synced.world.kit.time });
  assert.equal(wallet.follower.view.alarm(), undefined);
  await assertRepaired(t, synced, wallet);
});

test("a lost and a cut bundle are fetched again", async (t) => {
  const synced = await syncedCopy(t);
  change(synced.path, "DELETE FROM bundle WHERE idx = 0");
  change(synced.path, "UPDATE bundle SET bytes = substr(bytes, 1, 100) WHERE idx = 2");
  const wallet = await reopen(t, synced);
  assert.deepEqual(places(wallet), ["copy.damaged own copy: bundle 0", "copy.damaged own copy: bundle 2"]);
  assert.equal(wallet.follower.view.age(), undefined);
  await assertRepaired(t, synced, wallet);
});

test("a damaged tile is made anew from the leaves, without any source", async (t) => {
  const synced = await syncedCopy(t);
  flipBlob(synced.path, "tile", "level = 0 AND idx = 1", 77);
  change(synced.path, "DELETE FROM tile WHERE level = 0 AND idx = 2");
  const wallet = await fullWallet(t, synced.world, [], { path: synced.path });
  assert.deepEqual(places(wallet), ["copy.damaged own copy: tile 0/1", "copy.damaged own copy: tile 0/2"]);
  assert.deepEqual(wallet.follower.copy.ledger.head?.root, synced.world.chain.root);
  wallet.follower.close();
  await assertRepaired(t, synced, await reopen(t, synced));
});

test("leaf and tile damaged together are noticed by the root", async (t) => {
  const synced = await syncedCopy(t);
  flipBlob(synced.path, "bundle", "idx = 1", 2000);
  flipBlob(synced.path, "tile", "level = 0 AND idx = 1", 5);
  await assertRepaired(t, synced, await reopen(t, synced));
});

test("damaged while the sources are behind: keeps waiting, accuses nobody", async (t) => {
  const synced = await syncedCopy(t);
  const { world, source } = synced;
  const behind = new FollowWorld(t);
  behind.grow(1);
  flipBlob(synced.path, "bundle", "idx = 1", 2000);
  const wallet = await fullWallet(t, world, [await behind.serve()], { path: synced.path });
  await assert.rejects(
    wallet.follower.sync(),
    (error) => error instanceof FollowError && error.code === "follow.no_source",
  );
  assert.equal(wallet.follower.view.alarm(), undefined);
  wallet.follower.close();
  const later = await fullWallet(t, world, [source], { path: synced.path });
  await later.follower.sync();
  assert.deepEqual(later.follower.copy.ledger.head?.root, world.chain.root);
});

test("damaged on disk and grown meanwhile at the sources", async (t) => {
  const synced = await syncedCopy(t);
  flipBlob(synced.path, "bundle", "idx = 2", 10);
  synced.world.fill(100);
  const wallet = await reopen(t, synced);
  await assertRepaired(t, synced, wallet);
  assert.equal(wallet.journal.findings().length, 1);
});

for (const [what, sql] of [
  ["seal", `UPDATE meta SET value = CAST(replace(CAST(value AS TEXT), 'authority-', 'authoritx-') AS BLOB)`],
  ["mark", `UPDATE meta SET value = x'7b7d' WHERE key = 'follow.mark'`],
  ["block table", "UPDATE seal SET size = size + 1 WHERE height = 4"],
] as const) {
  test(`a copy whose ${what} contradicts it is set aside and begun anew`, async (t) => {
    const synced = await syncedCopy(t);
    change(synced.path, sql);
    const wallet = await reopen(t, synced);
    assert.deepEqual(places(wallet), ["copy.unreadable own copy: file"]);
    assert.equal(wallet.follower.view.age(), undefined);
    await assertRepaired(t, synced, wallet);
  });
}

test("a file that SQLite calls corrupt is set aside and kept", async (t) => {
  const synced = await syncedCopy(t);
  const file = openSync(synced.path, "r+");
  writeSync(file, Buffer.alloc(statSync(synced.path).size - 200, 0xaa), 0, undefined, 100);
  closeSync(file);
  const wallet = await reopen(t, synced);
  assert.deepEqual(places(wallet), ["copy.unreadable own copy: file"]);
  const kept = readdirSync(dirname(synced.path)).filter((name) =>
    name.startsWith(`${basename(synced.path)}.damaged-`),
  );
  assert.ok(kept.length > 0);
  await assertRepaired(t, synced, wallet);
});

test("another registry's copy and a newer program's are left alone", async (t) => {
  const synced = await syncedCopy(t);
  const { path, world } = synced;
  const other = { kit: { registryId: new Uint8Array(32).fill(1), time: 1 } } as unknown as FollowWorld;
  await assert.rejects(
    fullWallet(t, other, [], { path }),
    (error) => error instanceof FollowError && error.code === "follow.registry_id",
  );
  change(path, "PRAGMA user_version = 99");
  await assert.rejects(
    fullWallet(t, world, [], { path }),
    (error) => error instanceof DatabaseError && error.code === "database.newer",
  );
});
