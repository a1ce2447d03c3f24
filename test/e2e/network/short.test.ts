import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { noEngine, TestNetwork } from "../../support/network.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const skip = noEngine() ?? false;

test(
  "four authorities on CometBFT: killed, frozen and below quorum, nothing acknowledged is lost and nobody differs",
  { skip },
  async (t) => {
    const folder = tempFolder(t);
    const network = await TestNetwork.start(t, join(folder, "network"));
    const stop = network.load([0, 1, 2]);

    await network.kill(3);
    const without = (await network.health(0))?.height ?? 0;
    await network.until(
      "goes on with three",
      async () => ((await network.health(0))?.height ?? 0) > without + 1,
    );
    await network.up(3);
    await network.until("back in step", async () => {
      const [one, four] = await Promise.all([network.health(0), network.health(3)]);
      return (
        four !== undefined && one !== undefined && four.height >= one.height - 3 && four.height > without
      );
    });

    network.killEngine(2);
    await stop();
    network.freeze(3, true);
    await network.kill(2);
    const halted = await network.settledBelowQuorum([0, 1]);
    const more = network.load([0, 1], 50);
    await new Promise((done) => setTimeout(done, 2_000));
    await more();
    assert.equal((await network.health(0))?.height, halted, "sealed below quorum");
    assert.ok(((await network.health(0))?.pending ?? 0) > 0);
    network.freeze(3, false);
    await network.up(2);

    await network.settled();
    assert.ok(network.acknowledged.size > 100);
    await network.audit(folder);
    for (const at of network.all) await network.stop(at);
  },
);
