import assert from "node:assert/strict";
import { test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { followWhole } from "../../../main/registry/mirror/follow-whole.ts";
import { fetchOwnSeal } from "../../../main/registry/mirror/own-seal.ts";
import { changed, FollowWorld, fullWallet } from "../../support/follow-world.ts";

test("a seal over other entries under the same record is no seal of ours, and is kept as evidence", async (t) => {
  const [world, other] = [new FollowWorld(t), new FollowWorld(t)];
  // No root shows a deposit: both blocks end with the same record.
  world.grow(1, "ours");
  other.grow(1, "theirs");
  assert.deepEqual(world.chain.ledger.head?.record, other.chain.ledger.head?.record);
  assert.notDeepEqual(world.chain.root, other.chain.root);
  world.grow(1, "next");
  const [node, liar] = [await world.serve(), await other.serve()];
  const options = { primitives: nodePrimitives, clock: () => world.kit.time };

  const { follower, journal } = await fullWallet(t, world, [node]);
  await follower.sync();
  const seal = world.chain.store.seal(1)?.checkpoint;
  assert.equal(await fetchOwnSeal(follower.copy, node, 1, options), seal);
  assert.equal(journal.alarm(), undefined);
  await assert.rejects(fetchOwnSeal(follower.copy, liar, 1, options), { code: "source.fork" });
  assert.equal(journal.alarm(), "alarm.fork");
  assert.equal(journal.evidence()[0]?.theirs, other.chain.store.seal(1)?.checkpoint);
  assert.deepEqual(journal.evidence()[0]?.signers, world.authorities());

  const { follower: whole } = await fullWallet(t, world, [node]);
  const both = changed(node, "both", {
    block: (height, signal) => (height === 1 ? liar.block(1, signal) : node.block(height, signal)),
  });
  const { registryId } = world.kit;
  await assert.rejects(followWhole(whole.copy, { ...options, registryId, sources: [both] }), {
    code: "registry.repair_fork",
  });
});
