import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { noEngine, TestNetwork } from "../../support/network.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const skip = noEngine() ?? false;

test(
  "a solo registry moved to four authorities on CometBFT: killed, frozen and below quorum, nothing acknowledged is lost and nobody differs",
  { skip },
  async (t) => {
    const folder = tempFolder(t);
    const network = await TestNetwork.start(t, folder, { solo: true });
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
    const urls = network.all.map((at) => network.url(at));
    const height = (await network.health(0))?.height ?? -1;
    await t.test("a light wallet goes on across the move, from any of the nodes", async () => {
      const { light } = network;
      assert.ok(light !== undefined);
      light.setSources(urls);
      const taken = await light.sync();
      assert.deepEqual([taken.height, taken.findings, taken.alarm], [height, [], undefined]);
      await light.learn({ offices: ["archive"], newest: true });
      assert.equal((light.view.office("archive") as { readonly id?: string }).id, "archive");
    });
    await t.test("what a wallet has of a network fits into one file, for who has no network", async () => {
      const full = await network.wallets.full(join(folder, "wallet.db"), urls);
      await full.sync();
      for (const mode of ["full", "audit"] as const) {
        const file = join(folder, `${mode}.bundle`);
        assert.equal((await full.exportTo(file, mode)).height, height);
        const away = await network.wallets.full(join(folder, `away-${mode}.db`), []);
        assert.equal((await away.importFrom(file)).height, height);
        assert.deepEqual(away.state?.office("archive"), full.state?.office("archive"));
      }
      await network.light?.exportTo(join(folder, "light.bundle"), "light");
      const away = network.wallets.light([]);
      assert.equal((await away.importFrom(join(folder, "light.bundle"))).height, height);
    });
    for (const at of network.all) await network.stop(at);
  },
);
