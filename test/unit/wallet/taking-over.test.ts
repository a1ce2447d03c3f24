import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { exportFullCopy } from "../../../main/follow/bundle/export-copy.ts";
import { HttpSource } from "../../../main/follow/sources/http-source.ts";
import { openFullRegistry } from "../../../main/wallet/registry/full-registry.ts";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { client, FollowWorld, fullWallet } from "../../support/follow-world.ts";
import { tempFolder } from "../../support/temp-folder.ts";

test("what is followed while a file is taken over is not gone with the copy that it replaces", async (t) => {
  const world = new FollowWorld(t);
  world.grow(2);
  const node = await world.serve();
  const other = await fullWallet(t, world, [node]);
  await other.follower.sync();
  const bundle = join(tempFolder(t), "registry.tar");
  await exportFullCopy(other.follower.copy, bundle, "full");
  world.fill(400);
  const http = client(t);
  const registry = await openFullRegistry(join(tempFolder(t), "chain.db"), {
    registry: toBase64Url(world.kit.registryId),
    sources: [node.name],
    toSource: (url) => new HttpSource(http, url),
    primitives: nodePrimitives,
    clock: () => world.kit.time,
  });
  t.after(() => registry.close());

  // Begun before, in the middle of it, and a second file at the same time.
  const following = [registry.sync()];
  const taking = registry.importFrom(bundle, {
    onProgress: () => {
      if (following.length === 1) following.push(registry.sync());
    },
  });
  const again = registry.importFrom(bundle);
  const [taken] = await Promise.all([taking, again]);
  assert.equal(taken.age?.height, 2);
  const views = await Promise.all(following);
  assert.deepEqual(
    views.map((view) => view.age?.height),
    [3, 3],
  );
  assert.equal(registry.status().age?.height, 3);
  assert.equal((await registry.sync()).newBlocks, 0);
});
