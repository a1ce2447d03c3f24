import assert from "node:assert/strict";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { FollowError } from "../../../main/follow/error.ts";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { changed, FollowWorld, fullWallet } from "../../support/follow-world.ts";
import { startScript } from "../../support/child.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** Some 2,600 leaves: more than are asked for ahead, in blocks that a transaction holds many of. */
function longWorld(t: TestContext): FollowWorld {
  const world = new FollowWorld(t);
  for (let i = 0; i < 20; i++) world.fill(130);
  return world;
}

function isCancelled(error: unknown): boolean {
  return error instanceof FollowError && error.code === "follow.cancelled";
}

test("a cancelled sync keeps whole blocks and the next one goes on there", async (t) => {
  const world = longWorld(t);
  const good = await world.serve();
  const stop = new AbortController();
  let bundles = 0;
  const counted = changed(good, "node", {
    bundle: async (index, width, signal) => {
      bundles++;
      if (index === 7) stop.abort();
      return await good.bundle(index, width, signal);
    },
  });
  const { follower, path } = await fullWallet(t, world, [counted]);
  await assert.rejects(follower.sync({ signal: stop.signal }), isCancelled);
  const { head } = follower.copy.ledger;
  assert.ok(head !== undefined && head.height > 2 && head.height < 20);
  // Not sealed as a whole: as old as its last block.
  assert.equal(follower.copy.seal, undefined);
  assert.deepEqual(follower.view.age(), { height: head.height, time: head.time });
  follower.close();

  const again = await fullWallet(t, world, [counted], { path });
  assert.equal(again.follower.copy.ledger.head?.height, head.height);
  assert.deepEqual(again.journal.findings(), []);
  bundles = 0;
  await again.follower.sync();
  assert.ok(bundles <= 11 - Math.floor(head.size / 256));
  assert.deepEqual(again.follower.copy.ledger.head?.root, world.chain.root);
});

test("a sync is cancelled before it asked anybody", async (t) => {
  const world = new FollowWorld(t);
  const { follower } = await fullWallet(t, world, [await world.serve()]);
  await assert.rejects(follower.sync({ signal: AbortSignal.abort() }), isCancelled);
  assert.equal((await follower.sync()).height, 0);
});

test("the sources go away in the middle: what was taken in stays", async (t) => {
  const world = longWorld(t);
  const good = await world.serve();
  const dying = changed(good, "dying", {
    bundle: (index, width) =>
      index > 5 ? (good.receipt("A".repeat(43)) as never) : good.bundle(index, width),
  });
  const { follower, path } = await fullWallet(t, world, [dying]);
  await assert.rejects(
    follower.sync(),
    (error) => error instanceof FollowError && error.code === "follow.no_source",
  );
  const height = follower.copy.ledger.head?.height ?? 0;
  assert.ok(height > 2);
  follower.close();
  const again = await fullWallet(t, world, [good], { path });
  assert.equal(again.follower.copy.ledger.head?.height, height);
  await again.follower.sync();
  assert.equal(again.follower.copy.ledger.head?.height, 20);
});

test("an older data folder put back catches up", async (t) => {
  const world = new FollowWorld(t);
  const source = await world.serve();
  const { follower, path } = await fullWallet(t, world, [source]);
  await follower.sync();
  follower.close();
  world.fill(500);
  const later = await fullWallet(t, world, [source], { path });
  const outcome = await later.follower.sync();
  assert.deepEqual([outcome.height, outcome.findings, outcome.alarm], [1, [], undefined]);
});

const CHILD = join(import.meta.dirname, "..", "..", "support", "follow-child.ts");

test("killed at any moment of a sync, the copy is the old or a whole newer one", async (t) => {
  const world = longWorld(t);
  const source = await world.serve();
  const path = join(tempFolder(t), "chain.db");
  const args = [path, toBase64Url(world.kit.registryId), source.name];
  for (const delay of [0, 30, 150, 400]) {
    const child = startScript(t, CHILD, { args });
    assert.equal(await child.line(), "open");
    await new Promise((done) => setTimeout(done, delay));
    await child.kill();
    const { follower, journal } = await fullWallet(t, world, [source], { path });
    assert.deepEqual(journal.findings(), []);
    assert.deepEqual(follower.copy.damaged, []);
    follower.close();
  }
  const { follower } = await fullWallet(t, world, [source], { path });
  await follower.sync();
  assert.deepEqual(follower.copy.ledger.head?.root, world.chain.root);
});

test("a full disk leaves the old copy", async (t) => {
  const world = new FollowWorld(t);
  const source = await world.serve();
  const path = join(tempFolder(t), "chain.db");
  const args = [path, toBase64Url(world.kit.registryId), source.name];
  const first = startScript(t, CHILD, { args });
  assert.deepEqual(await first.rest(), ["open", "done"]);
  for (let i = 0; i < 5; i++) world.fill(200);
  const second = startScript(t, CHILD, { args, fileBlocks: 400 });
  const said = await second.rest();
  assert.deepEqual([said[0], said[1]?.startsWith("database.")], ["open", true]);
  const { follower, journal } = await fullWallet(t, world, [source], { path });
  assert.equal(follower.copy.ledger.head?.height, 0);
  assert.deepEqual(journal.findings(), []);
  await follower.sync();
  assert.deepEqual(follower.copy.ledger.head?.root, world.chain.root);
});
