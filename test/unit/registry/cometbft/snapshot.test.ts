import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import {
  ResponseApplySnapshotChunk_Result as Applied,
  ResponseOfferSnapshot_Result as Offer,
  type Response,
} from "cosmjs-types/tendermint/abci/types";
import { sleep } from "../../../../main/doors/clock.ts";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { SourceError } from "../../../../main/follow/error.ts";
import { CatchUp } from "../../../../main/registry/cometbft/catch-up.ts";
import { appHashOf } from "../../../../main/registry/cometbft/decided-chain.ts";
import { buildChunk, parseChunk } from "../../../../main/registry/cometbft/snapshots.ts";
import { toBase64Url } from "../../../../src/bytes/base64.ts";
import { equal } from "../../../../src/bytes/bytes.ts";
import { changed, FollowWorld } from "../../../support/follow-world.ts";
import { TestNode } from "../../../support/network-kit.ts";
import { RegistryKit } from "../../../support/registry-kit.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { throwsCode } from "../../../support/throws-code.ts";

const { sha256 } = nodePrimitives;

/** A node that has nothing, beside a registry of some sealed blocks that another node serves. */
async function newcomer(
  t: TestContext,
  blocks = 3,
): Promise<{ world: FollowWorld; node: TestNode; catchUp: CatchUp }> {
  const world = new FollowWorld(t);
  world.grow(blocks);
  const folder = tempFolder(t);
  const path = join(folder, "following.db");
  const catchUp = await CatchUp.open({
    path,
    registryId: world.kit.registryId,
    sources: [await world.serve()],
    clock: () => world.kit.time,
    primitives: nodePrimitives,
  });
  t.after(async () => {
    await catchUp.close();
    assert.equal(existsSync(path), false);
  });
  const authority = world.kit.authority("authority-1");
  const node = new TestNode(world.kit, authority, join(folder, "node"), (decided, head, appHash) =>
    catchUp.restore(decided, head, appHash),
  );
  t.after(() => node.close());
  return { world, node, catchUp };
}

interface Snapshot {
  readonly chunk: Uint8Array;
  readonly appHash: Uint8Array;
}

/** What an honest node would offer of the newest block. */
function honest({ chain }: FollowWorld): Snapshot {
  const head = chain.ledger.head!;
  const { height, size, root } = head;
  return { chunk: buildChunk({ height, size, root: toBase64Url(root) }), appHash: appHashOf(head, sha256) };
}

async function offer(
  node: TestNode,
  { chunk, appHash }: Snapshot,
  change: object = {},
): Promise<Offer | undefined> {
  const snapshot = { height: 40n, format: 1, chunks: 1, hash: sha256(chunk), ...change };
  const answer = await node.ask({ offerSnapshot: { snapshot, appHash } } as never);
  return answer.offerSnapshot?.result;
}

async function apply(node: TestNode, chunk: Uint8Array): Promise<Response["applySnapshotChunk"]> {
  return (await node.ask({ applySnapshotChunk: { index: 0, chunk, sender: "peer" } } as never))
    .applySnapshotChunk;
}

test("a new node begins out of a snapshot: history from the others' tiles, each block under its seal", async (t) => {
  const { world, node } = await newcomer(t);
  const snapshot = honest(world);
  assert.equal(await offer(node, snapshot), Offer.ACCEPT);
  assert.equal((await apply(node, snapshot.chunk))?.result, Applied.ACCEPT);
  const { info } = await node.ask({ info: {} } as never);
  assert.equal(info?.lastBlockHeight, 40n);
  assert.ok(equal(info?.lastBlockAppHash ?? new Uint8Array(0), snapshot.appHash));
  assert.equal(node.decided.sealed.size, world.chain.size);
  // What it took over is on disk, under the seals that the others gathered, and it goes on from there.
  node.restart();
  assert.deepEqual(node.decided.ledger.head, world.chain.ledger.head);
  for (const { height, checkpoint } of world.chain.store.blocks(0, 4)) {
    assert.equal(node.decided.sealed.store.seal(height)?.checkpoint, checkpoint);
  }
  const next = world.kit.deposit(world.offices.archive, toBase64Url(sha256(new Uint8Array(1))));
  await node.decide([next], 41);
  assert.equal(node.decided.ledger.head?.height, 4);
  assert.equal(await offer(node, snapshot), Offer.ABORT);
});

test("a malicious snapshot is refused with its sender, nothing of it stays, and an honest one is taken after it", async (t) => {
  const { world, node } = await newcomer(t);
  const good = honest(world);
  const head = parseChunk(good.chunk);
  const zeros = new Uint8Array(32);
  const lies: [string, Snapshot][] = [
    ["another root", { ...good, chunk: buildChunk({ ...head, root: toBase64Url(zeros) }) }],
    ["another size", { ...good, chunk: buildChunk({ ...head, size: head.size - 1 }) }],
    ["an earlier block", { ...good, chunk: buildChunk({ ...head, height: head.height - 1 }) }],
    ["a block that nobody sealed", { ...good, chunk: buildChunk({ ...head, height: head.height + 9 }) }],
    ["another app hash than the engine knows", { ...good, appHash: zeros }],
  ];
  for (const [what, lie] of lies) {
    assert.equal(await offer(node, lie), Offer.ACCEPT, what);
    const answer = await apply(node, lie.chunk);
    assert.equal(answer?.result, Applied.REJECT_SNAPSHOT, what);
    assert.deepEqual(answer?.rejectSenders, ["peer"], what);
    assert.equal(node.decided.sealed.size, 0, what);
    assert.equal(node.decided.position, undefined, what);
  }
  // Bytes that are not those offered are asked of somebody else; those that are no snapshot are refused.
  assert.equal(await offer(node, good), Offer.ACCEPT);
  const other = await apply(node, new Uint8Array(9));
  assert.deepEqual(
    [other?.result, other?.refetchChunks, other?.rejectSenders],
    [Applied.RETRY, [0], ["peer"]],
  );
  const junk = new Uint8Array(9);
  assert.equal(await offer(node, { ...good, chunk: junk }), Offer.ACCEPT);
  assert.equal((await apply(node, junk))?.result, Applied.REJECT_SNAPSHOT);
  assert.equal(await offer(node, good, { format: 2 }), Offer.REJECT_FORMAT);
  assert.equal(await offer(node, good, { chunks: 1_000_000 }), Offer.REJECT);
  assert.equal(await offer(node, good, { height: 0n }), Offer.REJECT);
  assert.equal(await offer(node, { ...good, appHash: new Uint8Array(3) }), Offer.REJECT);
  assert.equal((await apply(node, good.chunk))?.result, Applied.ABORT);
  assert.equal(await offer(node, good), Offer.ACCEPT);
  assert.equal((await apply(node, good.chunk))?.result, Applied.ACCEPT);
});

test("who was shown a part of the history and then nobody in time goes on from there", async (t) => {
  const world = new FollowWorld(t);
  for (const salt of ["a", "b", "c"]) world.fill(300, salt);
  const source = await world.serve();
  let asked = 0;
  const busy = changed(source, "busy", {
    bundle: async (index, width, signal) => {
      if (index > 1 && asked++ < 4) throw new SourceError("source.timeout");
      return await source.bundle(index, width, signal);
    },
  });
  const catchUp = await CatchUp.open({
    path: join(tempFolder(t), "following.db"),
    registryId: world.kit.registryId,
    sources: [busy],
    clock: () => world.kit.time,
    primitives: nodePrimitives,
  });
  assert.ok(asked > 4);
  assert.ok(catchUp.state.office("archive"));
  await catchUp.close();
});

test("while the engine looks for a snapshot a node takes over all but the newest blocks, and follows on", async (t) => {
  const { world, node, catchUp } = await newcomer(t, 40);
  const taken = (): number => node.decided.sealed.store.newest?.height ?? -1;
  assert.equal(node.decided.hasAdopted, false);
  const until = async (height: number): Promise<void> => {
    while (taken() < height) await sleep(10);
    assert.equal(taken(), height);
  };
  catchUp.run(node.decided);
  await until(24);
  const early = honest(world);
  world.grow(4);
  await until(28);
  assert.equal(node.decided.hasAdopted, true);
  assert.equal(node.decided.position, undefined);
  // The engine may have been offered an earlier block than the newest.
  assert.equal(await offer(node, early), Offer.ACCEPT);
  assert.equal((await apply(node, early.chunk))?.result, Applied.ACCEPT);
  node.restart();
  assert.equal(node.decided.ledger.head?.height, 40);
  assert.deepEqual(node.decided.position, { height: 40, changed: 0 });
});

test("a snapshot from before what was taken over is refused", async (t) => {
  const { world, node, catchUp } = await newcomer(t);
  const early = honest(world);
  world.grow(20);
  await catchUp.follow();
  catchUp.run(node.decided);
  while (node.decided.sealed.size === 0) await sleep(10);
  assert.ok((node.decided.sealed.store.newest?.height ?? -1) > 3);
  assert.equal(await offer(node, early), Offer.ACCEPT);
  assert.equal((await apply(node, early.chunk))?.result, Applied.REJECT_SNAPSHOT);
  const late = honest(world);
  assert.equal(await offer(node, late), Offer.ACCEPT);
  assert.equal((await apply(node, late.chunk))?.result, Applied.ACCEPT);
});

test("only sealed blocks are offered, two heights back, and never where the voters change", async (t) => {
  const kit = new RegistryKit({ network: true });
  const node = new TestNode(kit, kit.authorities[0]!, join(tempFolder(t), "node"));
  t.after(() => node.close());
  await node.begin();
  kit.take(kit.genesis);
  const heights = async (): Promise<readonly bigint[]> => {
    const { listSnapshots } = await node.ask({ listSnapshots: {} } as never);
    return (listSnapshots?.snapshots ?? []).map(({ height }) => height);
  };
  await node.decide([], 1);
  await node.decide([kit.take(kit.accredit(kit.office("land")))], 2);
  await node.decide([kit.take(kit.retire("authority-4"))], 3);
  for (const height of [4, 5, 6]) await node.decide([], height);
  assert.deepEqual(await heights(), []);
  const [genesis, land] = node.decided.waiting.map(({ checkpoint }) => checkpoint);
  node.decided.seal(genesis!);
  assert.deepEqual(await heights(), [1n]);
  node.decided.seal(land!);
  assert.deepEqual(await heights(), [2n, 1n]);
  node.decided.seal(node.decided.waiting[0]!.checkpoint);
  // At height 3 the voters change.
  assert.deepEqual(await heights(), [4n, 2n, 1n]);
  const load = async (height: bigint, format = 1): Promise<Uint8Array | undefined> =>
    (await node.ask({ loadSnapshotChunk: { height, format, chunk: 0 } } as never)).loadSnapshotChunk?.chunk;
  const { listSnapshots } = await node.ask({ listSnapshots: {} } as never);
  const chunk = await load(2n);
  assert.deepEqual(sha256(chunk!), listSnapshots?.snapshots[1]?.hash);
  assert.equal(parseChunk(chunk!).height, 1);
  assert.equal((await load(3n))?.length, 0);
  assert.equal((await load(2n, 7))?.length, 0);
  // A node that did not ask for one takes none.
  assert.equal(await offer(node, { chunk: chunk!, appHash: new Uint8Array(32) }), Offer.ABORT);
});

test("a chunk that is none has a code", () => {
  for (const text of ["", "{}", "[]", '{"height":1,"root":"x","size":1}', '{"height":1,"size":2}']) {
    throwsCode(() => parseChunk(new TextEncoder().encode(text)), "comet.snapshot");
  }
});
