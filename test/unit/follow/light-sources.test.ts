import assert from "node:assert/strict";
import { test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { LightCopy } from "../../../main/follow/light/light-copy.ts";
import { LightFollower } from "../../../main/follow/light/light-follower.ts";
import type { Source } from "../../../main/follow/sources/source.ts";
import { SourcePool } from "../../../main/follow/sources/source-pool.ts";
import { changed, FollowWorld, lightWallet, MemorySnapshots } from "../../support/follow-world.ts";

test("does not go back behind another follower of the same copy, such as one that reads a file", async (t) => {
  const world = new FollowWorld(t);
  const node = await world.serve();
  world.grow(1);
  const clock = () => world.kit.time;
  const { registryId } = world.kit;
  const copy = new LightCopy(new MemorySnapshots(), registryId, nodePrimitives, clock());
  const follow = (source: Source): LightFollower =>
    new LightFollower(copy, new SourcePool([source], copy.journal, clock, 100), {
      registryId,
      primitives: nodePrimitives,
      clock,
    });
  const keys = ["registry/registry", ...world.authorities().map((id) => `authority/${id}`)];
  const [block, trust] = [await node.block("newest"), await node.trust(1, keys)];
  world.grow(3);
  const newer = follow(node);
  const older = follow(
    changed(node, "older", {
      block: () => Promise.resolve(block),
      trust: async (height, wanted) => {
        if (height === 1) await newer.sync();
        return height === 1 ? trust : await node.trust(height, wanted);
      },
    }),
  );
  const { height } = await older.sync();
  assert.equal(height, 4);
  assert.equal(newer.view.age()?.height, 4);
});

test("what one source leaves out is asked of the others, and what none has is not there", async (t) => {
  const world = new FollowWorld(t);
  const source = await world.serve();
  const mute = changed(source, "mute", {
    trust: async (height, keys) => {
      const answer = await source.trust(height, keys);
      return { ...answer, leaves: answer.leaves.slice(0, 1) };
    },
  });
  const keys = ["office/identity", "type/id-card", "office/nobody"];
  const follower = lightWallet(world, [mute, source]);
  const { findings } = await follower.sync({ wants: { keys } });
  assert.deepEqual(follower.view.office("identity"), world.chain.ledger.state.office("identity"));
  assert.equal(follower.view.office("nobody"), "unknown");
  assert.deepEqual(findings, []);
  // Where there is nobody else to ask, what is proven still counts.
  const silent = lightWallet(world, [mute]);
  await silent.sync({ wants: { keys } });
  assert.equal(silent.view.office("identity"), "unknown");
  assert.equal(silent.view.age()?.height, 0);
});
