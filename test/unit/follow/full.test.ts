import assert from "node:assert/strict";
import { test } from "node:test";
import { FollowError } from "../../../main/follow/error.ts";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { type BlockRecord, buildBlockRecord } from "../../../src/chain/blocks/block-record.ts";
import { Frontier } from "../../../src/merkle/frontier.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { commitmentOf } from "../../support/registry-kit.ts";
import { changed, FollowWorld, fullWallet, sealBody } from "../../support/follow-world.ts";

function coded(code: string): (error: unknown) => boolean {
  return (error) => error instanceof FollowError && error.code === code;
}

test("follows from nothing, goes on, and is up to date", async (t) => {
  const world = new FollowWorld(t);
  world.grow(3);
  const { follower } = await fullWallet(t, world, [await world.serve()]);
  assert.equal(follower.view.age(), undefined);
  assert.equal(follower.view.office("civil"), "unknown");
  const first = await follower.sync();
  assert.equal(first.newBlocks, 4);
  assert.equal(first.size, world.chain.size);
  assert.deepEqual(follower.copy.ledger.head?.root, world.chain.root);
  assert.deepEqual(first.findings, []);
  world.fill(700);
  world.grow(2);
  const progress: number[] = [];
  const second = await follower.sync({ onProgress: ({ done, total }) => progress.push(done / total) });
  assert.equal(second.newBlocks, 3);
  assert.equal(progress.at(-1), 1);
  assert.deepEqual(follower.copy.ledger.head?.root, world.chain.root);
  assert.equal((await follower.sync()).newBlocks, 0);
  assert.deepEqual(follower.journal.findings(), []);
});

test("its view answers from the state", async (t) => {
  const world = new FollowWorld(t);
  const { identity } = world.offices;
  const leaf = world.kit.issue(identity, "id-card", { index: 5 });
  const commitment = commitmentOf(leaf);
  world.seal([leaf]);
  const { follower } = await fullWallet(t, world, [await world.serve()]);
  const { view } = follower;
  const at = { office: "identity", index: 5, commitment };
  assert.deepEqual(view.anchored(commitment), { state: "unknown" });
  await follower.sync();
  const anchoring = view.anchored(commitment);
  assert.ok(anchoring.state === "sealed");
  assert.equal(anchoring.height, 1);
  assert.equal(anchoring.office, "identity");
  assert.equal(anchoring.index, 5);
  assert.equal(anchoring.entry, world.kit.hash(leaf));
  assert.deepEqual(view.anchored(world.kit.hash(leaf)), { state: "absent" });
  assert.deepEqual(view.status(at), { state: "known", status: 0 });
  assert.equal(view.office("nobody"), "absent");
  assert.equal((view.typeByVct("https://types.test/id-card") as { id: string }).id, "id-card");
  assert.equal(view.typeByVct("https://types.test/none"), "absent");

  world.seal([world.kit.suspend(identity, commitment)]);
  await follower.sync();
  const finding = view.status(at);
  assert.ok(finding.state === "known");
  assert.equal(finding.status, 2);
  assert.equal(finding.reason, "lost");
  assert.equal(finding.changed?.height, 2);
});

test("a receipt of a block not followed yet is unknown, not absent", async (t) => {
  const world = new FollowWorld(t);
  const source = await world.serve();
  const { follower } = await fullWallet(t, world, [source]);
  await follower.sync();
  const leaf = world.kit.issue(world.offices.identity, "id-card");
  world.seal([leaf]);
  const receipt = await source.receipt(world.kit.hash(leaf));
  const commitment = commitmentOf(leaf);
  assert.deepEqual(follower.view.anchored(commitment, receipt), { state: "unknown" });
  assert.deepEqual(follower.view.anchored(commitment, "no receipt"), { state: "absent" });
  await follower.sync();
  assert.equal(follower.view.anchored(commitment, receipt).state, "sealed");
});

test("is as old as the k-th newest cosignature, and younger once it was cosigned again", async (t) => {
  const world = new FollowWorld(t);
  const { follower } = await fullWallet(t, world, [await world.serve()]);
  await follower.sync();
  assert.deepEqual(follower.view.age(), { height: 0, time: world.kit.time });
  world.recosign(world.kit.time + 500);
  assert.equal((await follower.sync()).newBlocks, 0);
  assert.deepEqual(follower.view.age(), { height: 0, time: world.kit.time + 500 });
  world.recosign(world.kit.time + 100);
  await follower.sync();
  assert.deepEqual(follower.view.age(), { height: 0, time: world.kit.time + 500 });
});

test("follows across changes of the authorities, also several at once", async (t) => {
  const world = new FollowWorld(t);
  const source = await world.serve();
  const early = await fullWallet(t, world, [source]);
  await early.follower.sync();
  world.seal([world.kit.admit("authority-5")]);
  world.grow(1);
  world.seal([world.kit.admit("authority-6")]);
  world.seal([world.kit.retire("authority-1")]);
  world.seal([world.kit.retire("authority-2")]);
  world.grow(2);
  world.seal([world.kit.admit("authority-7")]);
  const late = await fullWallet(t, world, [source]);
  for (const { follower } of [early, late]) {
    await follower.sync();
    assert.deepEqual(follower.copy.ledger.head?.root, world.chain.root);
    assert.equal(follower.copy.epochs?.newest.epoch, 5);
    assert.deepEqual(follower.journal.findings(), []);
  }
});

test("reads a plain tlog-tiles mirror that is no node of ours", async (t) => {
  const world = new FollowWorld(t);
  world.fill(600);
  const node = await world.serve();
  const none = () => node.receipt("A".repeat(43)) as Promise<never>;
  const mirror = changed(node, "mirror", {
    block: none,
    genesis: none,
    epochs: none,
    trust: none,
    status: none,
  });
  const { follower } = await fullWallet(t, world, [mirror]);
  await follower.sync();
  assert.deepEqual(follower.copy.ledger.head?.root, world.chain.root);
  world.fill(300);
  await follower.sync();
  assert.deepEqual(follower.copy.ledger.head?.root, world.chain.root);
});

test("says so when nobody serves, and keeps what it has", async (t) => {
  const world = new FollowWorld(t);
  const source = await world.serve();
  const { follower } = await fullWallet(t, world, [source]);
  await follower.sync();
  const down = () => Promise.reject(new FollowError("follow.offline"));
  const offline = await fullWallet(t, world, [changed(source, "down", { block: down })]);
  await assert.rejects(offline.follower.sync(), coded("follow.offline"));
  const empty = await fullWallet(t, world, []);
  await assert.rejects(empty.follower.sync(), coded("follow.no_source"));
  assert.equal(follower.view.age()?.height, 0);
});

test("opens again where it was, with every entry's signature verified if asked", async (t) => {
  const world = new FollowWorld(t);
  world.grow(4);
  const source = await world.serve();
  const first = await fullWallet(t, world, [source]);
  await first.follower.sync({ signatures: "verify" });
  first.follower.close();
  const again = await fullWallet(t, world, [], { path: first.path });
  assert.deepEqual(again.follower.copy.ledger.head?.root, world.chain.root);
  assert.deepEqual(again.follower.view.age(), { height: 4, time: world.kit.time });
  assert.deepEqual(again.journal.findings(), []);
});

/** Seals entries, and a record that says these things otherwise, without asking whether any rule takes them. */
function sealUnjudged(
  world: FollowWorld,
  entries: readonly Uint8Array[],
  change: Partial<BlockRecord> = {},
): void {
  const { kit, chain } = world;
  const { head } = chain.ledger;
  assert.ok(head);
  const { recordHash: after, size: first, record: before } = head;
  const record = { ...before, after, height: head.height + 1, first, count: entries.length, ...change };
  const leaves = [...entries, buildBlockRecord(record)];
  const leafHashes = leaves.map((leaf) => leafHash(leaf, nodePrimitives.sha256));
  const frontier = new Frontier(nodePrimitives.sha256);
  for (const leaf of chain.store.leaves(0, first)) frontier.append(leafHash(leaf, nodePrimitives.sha256));
  for (const hash of leafHashes) frontier.append(hash);
  const body = world.body({ size: frontier.size, root: frontier.root() });
  const checkpoint = sealBody(kit, body, world.authorities(), kit.time);
  chain.store.append([{ height: record.height, first, leaves, leafHashes, checkpoint }]);
}

test("says that the registry has gone on to rules that it does not know, whatever comes under them", async (t) => {
  const issue = (world: FollowWorld): Uint8Array => world.kit.issue(world.offices.identity, "id-card");
  const unread = (): Uint8Array => Buffer.from('{"kind":"credential.whatever"}');
  for (const entry of [issue, unread]) {
    const world = new FollowWorld(t);
    world.seal([world.kit.byQuorum("registry.amend", { from: 3, rules: 2 })]);
    world.grow(1);
    sealUnjudged(world, [entry(world)], { rules: 2 });
    const { follower } = await fullWallet(t, world, [await world.serve()]);
    await assert.rejects(follower.sync(), coded("follow.newer_rules"));
    assert.equal(follower.copy.ledger.head?.height, 2);
    assert.deepEqual(follower.journal.findings(), []);
  }
});

test("says that a quorum broke its own rules, and who showed it", async (t) => {
  const world = new FollowWorld(t);
  sealUnjudged(world, [Buffer.from('{"kind":"credential.whatever"}')]);
  const { follower } = await fullWallet(t, world, [await world.serve()]);
  await assert.rejects(follower.sync(), coded("follow.rules_broken"));
  assert.deepEqual(
    follower.journal.findings().map(({ code }) => code),
    ["source.rules_broken"],
  );
});
