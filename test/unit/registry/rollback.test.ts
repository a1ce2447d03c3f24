import assert from "node:assert/strict";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { PendingStore } from "../../../main/registry/home/pending-store.ts";
import { digestOf } from "../../support/follow-world.ts";
import { SoloNetwork } from "../../support/solo-network.ts";
import { standardRegistry } from "../../support/standard-registry.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** A node that has been put back to where it was two blocks before, with an entry that waited there. */
async function putBack(t: TestContext, folder: string): Promise<SoloNetwork> {
  const { kit, leaves, archive } = standardRegistry();
  const network = new SoloNetwork(kit, folder);
  t.after(() => network.close());
  const deposit = (name: string): Uint8Array => kit.deposit(archive, digestOf(name));
  await network.seal(...leaves);
  const old = join(folder, "old");
  await network.restart(() => cpSync(join(folder, "node"), old, { recursive: true }));
  await network.seal(deposit("a"), deposit("b"));
  const sealed = network.chain.size;
  await network.restart(() => {
    rmSync(join(folder, "node"), { recursive: true });
    cpSync(old, join(folder, "node"), { recursive: true });
  });
  assert.ok(network.chain.size < sealed);
  await network.engine.submit(deposit("c")).catch(() => {});
  return network;
}

test("an older data folder put back: the node finds out from its cosigners, stops, and signs nothing", async (t) => {
  const network = await putBack(t, tempFolder(t));
  const { size } = network.chain;
  await network.until(() => network.engine.health().fault === "engine.rollback");
  assert.equal(network.chain.size, size);
  assert.equal(new PendingStore(network.db).proposal(), undefined);
  for (const port of network.ports) assert.ok(port.asked.every(({ leaves }) => leaves.length === 0));
  await assert.rejects(network.engine.submit(new Uint8Array(1)), { code: "registry.stopped" });
});

test("cosigners that cannot be asked after a start: entries wait, and nothing is signed before they answer", async (t) => {
  const { kit, leaves, archive } = standardRegistry();
  const network = new SoloNetwork(kit, tempFolder(t));
  t.after(() => network.close());
  await network.seal(...leaves);
  network.startsAlone = true;
  await network.restart();
  const answer = await network.engine.submit(kit.deposit(archive, digestOf("waits")));
  assert.ok(answer.ok);
  const [first] = network.ports;
  await network.until(() => (first?.asked.length ?? 0) > 2);
  assert.equal(network.engine.health().fault, "seal.no_quorum");
  for (const port of network.ports) assert.ok(port.asked.every((proposal) => proposal.leaves.length === 0));
  assert.equal(new PendingStore(network.db).proposal(), undefined);
  for (const port of network.ports) port.up = true;
  network.engine.retry();
  await network.until(() => network.engine.status(answer.value.hash)?.state === "sealed");
});
