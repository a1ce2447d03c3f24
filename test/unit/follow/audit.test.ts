import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { parseEntry } from "../../../src/chain/entries/entry.ts";
import { canonicalBytes } from "../../../src/json/canonical.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { hashOf } from "../../support/test-keys.ts";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { Database } from "../../../main/doors/database.ts";
import { auditCopy } from "../../../main/follow/audit/audit-copy.ts";
import type { AuditReport } from "../../../main/follow/audit/audit-options.ts";
import { FollowError } from "../../../main/follow/error.ts";
import { swiftAudit } from "../../../main/follow/audit/swift-audit.ts";
import { LOG_SCHEMA } from "../../../main/log/rows.ts";
import { FollowWorld, type FullWallet, fullWallet, sealBody } from "../../support/follow-world.ts";

/** Credentials in the plainest form, which are read from their bytes. */
function issued(world: FollowWorld, count: number): Uint8Array[] {
  const { kit, offices } = world;
  return Array.from({ length: count }, (_, i) =>
    kit.issue(offices.identity, "id-card", { commitment: hashOf(`plain ${i}`), index: i }),
  );
}

/** The plain way, and the one that is taken for many leaves, where other threads read ahead. */
const WAYS = [Number.POSITIVE_INFINITY, 0];

async function synced(t: TestContext): Promise<{ world: FollowWorld; wallet: FullWallet }> {
  const world = new FollowWorld(t);
  world.fill(300);
  world.seal([...issued(world, 280), world.kit.deposit(world.offices.archive, hashOf("last"))]);
  world.fill(19);
  const wallet = await fullWallet(t, world, [await world.serve()]);
  await wallet.follower.sync();
  return { world, wallet };
}

function audit(
  { world, wallet }: Awaited<ReturnType<typeof synced>>,
  signal?: AbortSignal,
  more: {
    readonly fresh?: boolean;
    readonly onProgress?: (done: number, total: number) => void;
    readonly rememberEvery?: number;
    readonly swiftFrom?: number;
  } = {},
): Promise<AuditReport> {
  return auditCopy(wallet.follower.copy, {
    registryId: world.kit.registryId,
    primitives: nodePrimitives,
    clock: () => 0,
    signal,
    threads: 2,
    ...more,
  });
}

/** Changes the file of an open copy behind its back. */
function change(path: string, sql: string): void {
  const db = new Database(path, { applicationId: 0x5366_6c67, migrations: [LOG_SCHEMA] });
  db.run(sql);
  db.close();
}

test("finds a sound copy sound", async (t) => {
  const all = await synced(t);
  for (const swiftFrom of WAYS) {
    const { signatures, ...report } = await audit(all, undefined, { swiftFrom, fresh: true });
    assert.deepEqual(report, {
      blocks: 4,
      leaves: all.world.chain.size,
      knownTo: 0,
      badBundles: [],
      repairedTiles: [],
      sealed: true,
    });
    assert.equal(signatures, all.world.chain.size - 4 + 3, "the founders' four, then one for each entry");
  }
});

test("goes through a sound copy with other threads ahead, and through no other", async (t) => {
  const { world, wallet } = await synced(t);
  const { copy } = wallet.follower;
  const { size, root } = copy.ledger.head ?? { size: 0, root: new Uint8Array(0) };
  const options = {
    registryId: world.kit.registryId,
    primitives: nodePrimitives,
    clock: () => 0,
    threads: 1,
    fresh: true,
  };
  const swift = await swiftAudit(copy, { size, root }, options);
  assert.equal(swift?.signatures, size - 4 + 3);
  assert.deepEqual(swift.folder.ledger.head, copy.ledger.head);
  assert.equal(await swiftAudit(copy, { size, root: new Uint8Array(32) }, options), undefined);
  change(wallet.path, "UPDATE bundle SET bytes = zeroblob(length(bytes)) WHERE idx = 1");
  assert.equal(await swiftAudit(copy, { size, root }, options), undefined);
});

test("finds leaves and tiles that were changed since", async (t) => {
  const all = await synced(t);
  for (const swiftFrom of WAYS) {
    for (const [level, index] of [
      [0, 1],
      [0, 2],
      [1, 0],
    ]) {
      change(
        all.wallet.path,
        `UPDATE tile SET bytes = zeroblob(length(bytes)) WHERE level = ${level} AND idx = ${index}`,
      );
      assert.deepEqual((await audit(all, undefined, { swiftFrom })).repairedTiles, [
        `tile ${level}/${index}`,
      ]);
      const again = await audit(all, undefined, { swiftFrom });
      assert.deepEqual([again.sealed, again.repairedTiles], [true, []]);
    }
  }
  change(all.wallet.path, "UPDATE bundle SET bytes = zeroblob(length(bytes)) WHERE idx = 2");
  for (const swiftFrom of WAYS) {
    const report = await audit(all, undefined, { swiftFrom });
    assert.deepEqual([report.badBundles, report.blocks, report.sealed], [[2], 2, false]);
  }
});

/** Seals an entry whose signature is wrong, as only a quorum that breaks its own rules would. */
function sealBroken(world: FollowWorld, leaf: Uint8Array): void {
  const entry = parseEntry(leaf);
  const [sig] = entry.sigs;
  const bytes = fromBase64Url(sig?.sig ?? "");
  bytes[2] = (bytes[2] as number) ^ 1;
  const broken = canonicalBytes({
    ...(entry as unknown as JsonObject),
    sigs: [{ key: sig?.key ?? "", sig: toBase64Url(bytes) }],
  });
  // Its roots are those of the sound one, since no signature is part of them.
  const draft = world.draft([leaf]);
  const hash = leafHash(broken, nodePrimitives.sha256);
  const checked = world.chain.ledger.check([broken, draft.leaves[1] as Uint8Array], {
    signatures: "trusted",
    leafHashes: [hash, draft.leafHashes[1] as Uint8Array],
  });
  assert.ok(checked.ok);
  const note = sealBody(world.kit, world.body(checked.value), world.authorities(), world.kit.time);
  world.chain.append(checked.value, note);
}

test("finds the signature that a quorum sealed although it is wrong, where a sync trusts the seal", async (t) => {
  const { kit, offices } = new FollowWorld(t);
  for (const leaf of [
    kit.deposit(offices.archive, hashOf("broken")),
    kit.issue(offices.identity, "id-card", { commitment: hashOf("broken"), index: 9 }),
  ]) {
    const world = new FollowWorld(t);
    world.fill(30);
    sealBroken(world, leaf);
    world.fill(30);
    const wallet = await fullWallet(t, world, [await world.serve()]);
    await wallet.follower.sync();
    assert.equal(wallet.follower.copy.ledger.head?.size, world.chain.size);
    // It is found again, however often one asks.
    for (const swiftFrom of [...WAYS, ...WAYS]) {
      const report = await audit({ world, wallet }, undefined, { swiftFrom });
      assert.deepEqual(report.fault, { height: 2, code: "sig.invalid" });
      assert.deepEqual([report.blocks, report.sealed, report.badBundles], [2, false, []]);
      assert.equal(report.leaves, world.chain.store.seal(1)?.size);
    }
  }
});

test("goes on after what an earlier one verified, unless it is to believe nothing", async (t) => {
  const all = await synced(t);
  let before = await audit(all);
  for (const swiftFrom of WAYS) {
    all.world.fill(20);
    await all.wallet.follower.sync();
    const second = await audit(all, undefined, { swiftFrom });
    assert.deepEqual([second.knownTo, second.signatures, second.sealed], [before.leaves, 20, true]);
    const third = await audit(all, undefined, { swiftFrom, fresh: true });
    assert.deepEqual([third.knownTo, third.signatures], [0, before.signatures + 20]);
    assert.equal(all.wallet.follower.copy.audited?.size, all.world.chain.size);
    before = third;
  }
});

test("believes an earlier one only of the very same leaves", async (t) => {
  const all = await synced(t);
  const { copy } = all.wallet.follower;
  const { size } = all.world.chain;
  for (const swiftFrom of WAYS) {
    for (const within of [0, 1]) {
      copy.putAudited({ size: size - within, root: new Uint8Array(32), height: 3, at: 0 });
      const report = await audit(all, undefined, { swiftFrom });
      assert.deepEqual([report.knownTo, report.sealed], [0, true]);
      assert.equal(report.signatures, size - 4 + 3);
    }
  }
});

test("cancelled on the way, it goes on where it was", async (t) => {
  const world = new FollowWorld(t);
  for (let i = 0; i < 6; i++) world.fill(500, `part ${i}`);
  const wallet = await fullWallet(t, world, [await world.serve()]);
  await wallet.follower.sync();
  const stop = new AbortController();
  const onProgress = (done: number, total: number): void => {
    if (done > 0.3 * total) stop.abort();
  };
  const more = { onProgress, rememberEvery: 600 };
  await assert.rejects(audit({ world, wallet }, stop.signal, more), { code: "follow.cancelled" });
  const known = wallet.follower.copy.audited?.size ?? 0;
  assert.ok(known > 600);
  const report = await audit({ world, wallet }, undefined, { swiftFrom: 0 });
  assert.deepEqual([report.knownTo, report.sealed], [known, true]);
  assert.ok(report.signatures <= world.chain.size - known);
});

test("with other threads ahead, what is verified before it is cancelled is remembered as well", async (t) => {
  const world = new FollowWorld(t);
  for (let i = 0; i < 12; i++) world.fill(500, `part ${i}`);
  const wallet = await fullWallet(t, world, [await world.serve()]);
  await wallet.follower.sync();
  const stop = new AbortController();
  // Those threads may be behind: how much is read says nothing of how much they have verified.
  const onProgress = (): void => {
    if (wallet.follower.copy.audited !== undefined) stop.abort();
  };
  // One, since of several the first may begin so late that nothing is done from the start on.
  const more = { onProgress, rememberEvery: 600, swiftFrom: 0, threads: 1 };
  await assert.rejects(audit({ world, wallet }, stop.signal, more), { code: "follow.cancelled" });
  const known = wallet.follower.copy.audited?.size ?? 0;
  assert.ok(known > 600 && known < world.chain.size, String(known));
  const report = await audit({ world, wallet });
  assert.deepEqual([report.knownTo, report.sealed], [known, true]);
  assert.ok(report.signatures <= world.chain.size - known);
});

test("can be cancelled", async (t) => {
  const all = await synced(t);
  await assert.rejects(
    audit(all, AbortSignal.abort()),
    (error) => error instanceof FollowError && error.code === "follow.cancelled",
  );
});
