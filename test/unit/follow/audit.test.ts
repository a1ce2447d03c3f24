import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { Database } from "../../../main/doors/database.ts";
import { auditCopy, type AuditReport } from "../../../main/follow/audit-copy.ts";
import { FollowError } from "../../../main/follow/error.ts";
import { LOG_SCHEMA } from "../../../main/log/rows.ts";
import { FollowWorld, type FullWallet, fullWallet } from "../../support/follow-world.ts";

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
): Promise<AuditReport> {
  return auditCopy(wallet.follower.copy, {
    registryId: world.kit.registryId,
    primitives: nodePrimitives,
    clock: () => 0,
    signal,
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
  assert.deepEqual(await audit(all), {
    blocks: 3,
    leaves: all.world.chain.size,
    badBundles: [],
    repairedTiles: [],
    sealed: true,
  });
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

test("verifies the signatures that a sync trusts the seal for", async (t) => {
  const all = await synced(t);
  let verified = 0;
  const primitives = {
    ...nodePrimitives,
    verifyEd25519: (...parts: Parameters<typeof nodePrimitives.verifyEd25519>) => {
      verified++;
      return nodePrimitives.verifyEd25519(...parts);
    },
  };
  await auditCopy(all.wallet.follower.copy, {
    registryId: all.world.kit.registryId,
    primitives,
    clock: () => 0,
  });
  assert.ok(verified > 600);
});

test("can be cancelled", async (t) => {
  const all = await synced(t);
  await assert.rejects(
    audit(all, AbortSignal.abort()),
    (error) => error instanceof FollowError && error.code === "follow.cancelled",
  );
});
