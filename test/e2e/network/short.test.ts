import assert from "node:assert/strict";
import { test } from "node:test";
import { noEngine, TestNetwork } from "../../support/network.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const skip = noEngine() ?? false;

test(
  "a solo registry moved to four authorities on CometBFT: killed, frozen and below quorum, nothing acknowledged is lost and nobody differs",
  { skip },
  async (t) => {
    const network = await TestNetwork.start(t, tempFolder(t), { solo: true });
    const before = network.oracle.size;
    const stop = network.load([0, 1, 2], 60);
    await network.grows([0, 1, 2]);

    await network.kill(3);
    // All three are needed now, so nothing moves before the engine is back under the same node.
    network.killEngine(2);
    await network.grows([0, 1, 2]);
    await network.up(3);
    await stop();

    // With one that stands still and one whose engine is away, nothing can be sealed.
    network.freeze(3, true);
    await network.kill(2);
    const halted = await network.settledBelowQuorum([0, 1], 1);
    const more = network.load([0, 1], 50);
    await network.until("waits", async () => ((await network.health(0))?.pending ?? 0) > 5);
    await more();
    assert.equal((await network.health(0))?.height, halted, "sealed below quorum");
    network.freeze(3, false);
    await network.up(2);

    await network.settled();
    await network.checked();
    assert.ok(network.acknowledged.size > 100);
    assert.ok(network.oracle.size > before);
    // The wallet that followed the solo registry saw no change but the amendment.
    assert.deepEqual(
      network.oracle.findings.filter(
        ({ code }) => code.startsWith("source.seal") || code.startsWith("alarm"),
      ),
      [],
    );
    for (const at of network.all) await network.stop(at);
  },
);
