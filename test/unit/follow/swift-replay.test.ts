import assert from "node:assert/strict";
import { test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { Database } from "../../../main/doors/database.ts";
import { replayLog } from "../../../main/follow/replay.ts";
import { swiftReplay } from "../../../main/follow/swift-replay.ts";
import { LogStore } from "../../../main/log/log-store.ts";
import { LOG_SCHEMA } from "../../../main/log/rows.ts";
import { FollowWorld, fullWallet } from "../../support/follow-world.ts";

const FILE = { applicationId: 0x5366_6c67, migrations: [LOG_SCHEMA] };
const options = { primitives: nodePrimitives };

test("folds a stored log in on two threads as on one, and leaves what is damaged to the plain way", async (t) => {
  const world = new FollowWorld(t);
  for (let block = 0; block < 4; block++) world.fill(300);
  const wallet = await fullWallet(t, world, [await world.serve()]);
  await wallet.follower.sync();
  const { root } = world.chain;
  assert.ok(root !== undefined);
  const db = new Database(wallet.path, FILE);
  t.after(() => db.close());
  const { registryId } = world.kit;
  const log = new LogStore(db, nodePrimitives.sha256);
  const plain = await replayLog(log, root, registryId, options);
  const seen: number[] = [];
  const swift = await swiftReplay(log, root, registryId, {
    ...options,
    onProgress: (done) => seen.push(done),
  });
  assert.deepEqual(swift?.ledger.head, plain.folder.ledger.head);
  assert.deepEqual(swift?.epochs?.newest, plain.folder.epochs?.newest);
  assert.equal(seen.at(-1), log.size);

  const cancelled = AbortSignal.abort();
  await assert.rejects(swiftReplay(log, root, registryId, { ...options, signal: cancelled }), {
    code: "follow.cancelled",
  });
  assert.equal(await swiftReplay(log, new Uint8Array(32), registryId, options), undefined);
  const damages = [
    "UPDATE tile SET bytes = zeroblob(8192) WHERE level = 0 AND idx = 1",
    "UPDATE bundle SET bytes = zeroblob(length(bytes)) WHERE idx = 2",
    "DELETE FROM bundle WHERE idx = 3",
  ];
  for (const damage of damages) {
    db.run(damage);
    assert.equal(await swiftReplay(log, root, registryId, options), undefined, damage);
  }
  const found = await replayLog(log, root, registryId, { ...options, swiftFrom: 0 });
  assert.deepEqual(found.badBundles, [1, 2, 3]);
});
