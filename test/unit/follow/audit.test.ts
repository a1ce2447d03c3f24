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
import { auditCopy, type AuditReport } from "../../../main/follow/audit-copy.ts";
import { FollowError } from "../../../main/follow/error.ts";
import { LOG_SCHEMA } from "../../../main/log/rows.ts";
import { FollowWorld, type FullWallet, fullWallet, sealBody } from "../../support/follow-world.ts";

async function synced(t: TestContext): Promise<{ world: FollowWorld; wallet: FullWallet }> {
  const world = new FollowWorld(t);
  world.fill(300);
  world.fill(300);
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
  const { signatures, ...report } = await audit(all);
  assert.deepEqual(report, {
    blocks: 3,
    leaves: all.world.chain.size,
    knownTo: 0,
    badBundles: [],
    repairedTiles: [],
    sealed: true,
  });
  assert.equal(signatures, all.world.chain.size - 3 + 3, "the founders' four, then one for each entry");
});

test("finds leaves and tiles that were changed since", async (t) => {
  const all = await synced(t);
  change(all.wallet.path, "UPDATE tile SET bytes = zeroblob(8192) WHERE level = 0 AND idx = 1");
  assert.deepEqual((await audit(all)).repairedTiles, ["tile 0/1"]);
  assert.equal((await audit(all)).sealed, true);
  change(all.wallet.path, "UPDATE bundle SET bytes = zeroblob(length(bytes)) WHERE idx = 2");
  const report = await audit(all);
  assert.deepEqual([report.badBundles, report.blocks, report.sealed], [[2], 2, false]);
});

/** Seals an entry whose signature is wrong, as only a quorum that breaks its own rules would. */
function sealBroken(world: FollowWorld): void {
  const leaf = world.kit.deposit(world.offices.archive, hashOf("broken"));
  const entry = parseEntry(leaf);
  const [sig] = entry.sigs;
  const bytes = fromBase64Url(sig?.sig ?? "");
  bytes[2] = (bytes[2] as number) ^ 1;
  const broken = canonicalBytes({
    ...(entry as unknown as JsonObject),
    sigs: [{ key: sig?.key ?? "", sig: toBase64Url(bytes) }],
  });
  // Its roots are those of the sound one: a deposit changes neither.
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
  const world = new FollowWorld(t);
  world.fill(30);
  sealBroken(world);
  world.fill(30);
  const wallet = await fullWallet(t, world, [await world.serve()]);
  await wallet.follower.sync();
  assert.equal(wallet.follower.copy.ledger.head?.size, world.chain.size);
  const report = await audit({ world, wallet });
  assert.deepEqual(report.fault, { height: 2, code: "sig.invalid" });
  assert.deepEqual([report.blocks, report.sealed, report.badBundles], [2, false, []]);
  assert.equal(report.leaves, world.chain.store.seal(1)?.size);
  // It is found again, however often one asks.
  assert.deepEqual((await audit({ world, wallet })).fault, { height: 2, code: "sig.invalid" });
});

test("goes on after what an earlier one verified, unless it is to believe nothing", async (t) => {
  const all = await synced(t);
  const first = await audit(all);
  all.world.fill(20);
  await all.wallet.follower.sync();
  const second = await audit(all);
  assert.deepEqual([second.knownTo, second.signatures, second.sealed], [first.leaves, 20, true]);
  const third = await audit(all, undefined, { fresh: true });
  assert.deepEqual([third.knownTo, third.signatures], [0, first.signatures + 20]);
  assert.equal(all.wallet.follower.copy.audited?.size, all.world.chain.size);
});

test("believes an earlier one only of the very same leaves", async (t) => {
  const all = await synced(t);
  const { copy } = all.wallet.follower;
  copy.putAudited({ size: all.world.chain.size, root: new Uint8Array(32), height: 2, at: 0 });
  assert.equal((await audit(all)).knownTo, 0);
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
