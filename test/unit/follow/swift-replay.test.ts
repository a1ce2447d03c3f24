import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { Database } from "../../../main/doors/database.ts";
import { replayLog } from "../../../main/follow/replay/replay.ts";
import { swiftReplay } from "../../../main/follow/replay/swift-replay.ts";
import { LogStore } from "../../../main/log/log-store.ts";
import { LOG_SCHEMA } from "../../../main/log/rows.ts";
import { ChainCopy } from "../../../main/registry/home/chain-copy.ts";
import { digestOf, FollowWorld, fullWallet } from "../../support/follow-world.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const FILE = { applicationId: 0x5366_6c67, migrations: [LOG_SCHEMA] };
const options = { primitives: nodePrimitives };

const ON_MESSAGE = 'import { parentPort } from "node:worker_threads"; parentPort.on("message", ';
/** Threads that give up at once, on the first question, with a code or without, or answer nonsense. */
const FAILING = [
  "throw new Error('at once')",
  "process.exit(1)",
  `${ON_MESSAGE}() => process.exit(0))`,
  `${ON_MESSAGE}() => { throw new TypeError("no memory"); })`,
  `${ON_MESSAGE}() => { throw Object.assign(new Error(), { code: "ERR_WORKER_OUT_OF_MEMORY" }); })`,
  `${ON_MESSAGE}() => { throw null; })`,
  `${ON_MESSAGE}() => parentPort.postMessage(undefined))`,
  `${ON_MESSAGE}() => parentPort.postMessage({ blocks: [] }))`,
];

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
  for (const failing of FAILING) {
    const script = new URL(`data:text/javascript,${encodeURIComponent(failing)}`);
    assert.equal(await swiftReplay(log, root, registryId, { ...options, script }), undefined, failing);
  }
  const isSecond = ({ height }: { height: number }): boolean => height !== 2;
  assert.equal(await swiftReplay(log, root, registryId, { ...options, onBlock: isSecond }), undefined);

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

test("a node opens a large log on two threads to the same chain, and a damaged one not at all", async (t) => {
  const world = new FollowWorld(t);
  for (let block = 0; block < 3; block++) world.fill(200);
  world.seal([world.kit.admit("authority-5")]);
  world.grow(1);
  const { genesis, registryId } = world.kit;
  const { store } = world.chain;
  const open = (from: number) => ChainCopy.open(store, genesis, registryId, nodePrimitives, from);
  for (const chain of [await open(0), await open(1e6)]) {
    assert.deepEqual(chain.ledger.head, world.chain.ledger.head);
    assert.deepEqual(chain.epochs.all(), world.chain.epochs.all());
    assert.deepEqual(chain.policyOfNewest, world.chain.policyOfNewest);
  }
  // The chain that was opened that way goes on.
  const chain = await open(0);
  const leaf = world.kit.deposit(world.offices.archive, digestOf("next"));
  assert.ok(chain.ledger.draft([leaf], world.kit.time).draft !== undefined);
  const damages = [
    "UPDATE seal SET size = size - 1, record_index = record_index - 1 WHERE height = 1",
    "UPDATE bundle SET bytes = zeroblob(length(bytes)) WHERE idx = 1",
  ];
  for (const damage of damages) {
    world.db.run(damage);
    for (const from of [0, 1e6]) {
      await assert.rejects(open(from), ({ code }: { code: string }) =>
        ["registry.damaged", "log.damaged"].includes(code),
      );
    }
  }
});

test("a log that was opened on two threads does not keep what is written afterwards out of its file", async (t) => {
  const world = new FollowWorld(t);
  world.grow(3);
  const path = join(tempFolder(t), "registry.db");
  world.db.copyTo(path);
  const db = new Database(path, { applicationId: 1, migrations: [LOG_SCHEMA] });
  t.after(() => db.close());
  const store = new LogStore(db, nodePrimitives.sha256);
  const { genesis, registryId } = world.kit;
  const chain = await ChainCopy.open(store, genesis, registryId, nodePrimitives, 0);
  store.putMeta("any", new Uint8Array(1));
  db.checkpoint();
  assert.equal(statSync(`${path}-wal`).size, 0);
  assert.equal(chain.size, world.chain.size);
});
