import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { equal } from "../../../src/bytes/bytes.ts";
import { verifySeal } from "../../../src/note/seal.ts";
import { RegistryKit } from "../../support/registry-kit.ts";
import { SoloNetwork, QUICK } from "../../support/solo-network.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { hashOf } from "../../support/test-keys.ts";

const folder = tempFolder({ after });
let count = 0;

function network(tuning = QUICK): SoloNetwork {
  const made = new SoloNetwork(new RegistryKit(), join(folder, `network-${count++}`), tuning);
  after(() => made.close());
  return made;
}

test("entries are sealed in order, each block with a quorum, and every copy holds the same log", async () => {
  const net = network();
  const { kit } = net;
  await net.seal(kit.genesis);
  const archive = kit.office("archive");
  await net.seal(kit.accredit(archive, { deposits: true }));
  for (let i = 0; i < 5; i++) await net.seal(kit.deposit(archive, hashOf(`document ${i}`)));
  const { chain } = net;
  for (const block of chain.store.blocks(0, 100)) {
    const seal = verifySeal(block.checkpoint, chain.epochs.policyFor(block.size), nodePrimitives);
    assert.equal(seal.checkpoint.size, block.size);
    assert.ok(seal.cosigners.length >= 3);
  }
  for (let i = 0; i < 4; i++) {
    assert.ok(equal(net.copyOf(i).root as Uint8Array, chain.root as Uint8Array));
  }
});
