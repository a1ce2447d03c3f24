import assert from "node:assert/strict";
import { readdirSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { flipped, startLyingProxy } from "../support/lying-proxy.ts";
import { noEngine, TestNetwork } from "../support/network.ts";
import { Oracle } from "../support/network-oracle.ts";
import { SmallDisk } from "../support/small-disk.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { fromBase64Url } from "../../src/bytes/base64.ts";

// The long form of test/e2e/network: every authority is hurt in turn under load, and a wallet follows
// all the time. After each, all honest nodes are at the same block within twenty seconds, and the
// wallet, which verifies every signature, finds each acknowledged entry once.

const skip = noEngine() ?? false;
const SETTLE_SECONDS = 20;
const ENTER_SECONDS = 60;
const IDLE = 5 * 3_600;

type Harm = (network: TestNetwork, folder: string, t: TestContext) => Promise<void>;

interface Case {
  readonly name: string;
  readonly harm: Harm;
  /** Nodes that are asked to take entries meanwhile. */
  readonly nodes?: readonly number[];
}

const each = [0, 1, 2, 3].flatMap((at): Case[] => [
  {
    name: `authority ${at + 1} is killed and comes back`,
    harm: async (network) => {
      await network.kill(at);
      await network.grows(network.others(at));
      await network.up(at);
    },
  },
  {
    name: `authority ${at + 1} stands still and goes on`,
    harm: async (network) => {
      network.freeze(at, true);
      await network.grows(network.others(at));
      network.freeze(at, false);
    },
  },
  {
    name: `the engine of authority ${at + 1} is killed and started again`,
    harm: async (network) => {
      network.killEngine(at);
      await network.grows(network.others(at));
    },
  },
]);

async function halts(network: TestNetwork, hurt: (at: number, is: boolean) => void): Promise<void> {
  hurt(2, true);
  hurt(3, true);
  const halted = await network.settledBelowQuorum([0, 1]);
  hurt(2, false);
  await network.until("goes on", async () => ((await network.health(0))?.height ?? 0) > halted);
  hurt(3, false);
}

/** A wallet that also has a node's lies among its sources sees what the others see, and who lied. */
async function lies(network: TestNetwork, folder: string, t: TestContext, part: string): Promise<void> {
  const liar = await startLyingProxy(t, network.url(0), (path, body) =>
    path.includes(part) ? flipped(body) : body,
  );
  const registryId = fromBase64Url(network.founded.registry);
  const name = part.replaceAll("/", "");
  const alone = await Oracle.open(join(folder, `alone-${name}.db`), registryId, [liar]);
  const reached = await alone.sync();
  // A wallet that has others to ask may never ask this one again.
  const isNamed = alone.findings.some(({ source }) => source.includes(new URL(liar).host));
  await alone.close();
  assert.ok(isNamed, "nobody is named");
  assert.ok(reached < ((await network.health(1))?.height ?? 0), "believed a liar");
  const urls = [liar, network.url(1), network.url(2)];
  const wallet = await Oracle.open(join(folder, `wallet-${name}.db`), registryId, urls);
  await network.until("follows the honest", async () => {
    return (await wallet.sync()) >= ((await network.health(1))?.height ?? 0) - 20;
  });
  const others = urls.slice(1).map((url) => new URL(url).host);
  assert.ok(!wallet.findings.some(({ source }) => others.some((host) => source.includes(host))));
  await wallet.close();
}

const CASES: readonly Case[] = [
  ...each,
  {
    name: "one is disconnected: the others go on, and it comes after them",
    harm: async (network) => {
      network.cut(3, true);
      await network.grows(network.others(3));
      await network.grows(network.others(3));
      network.cut(3, false);
    },
  },
  {
    name: "two are disconnected: nothing is sealed, and it goes on when one is back",
    harm: async (network) => await halts(network, (at, is) => network.cut(at, is)),
  },
  {
    name: "two stand still: nothing is sealed, and it goes on when one is back",
    harm: async (network) => await halts(network, (at, is) => network.freeze(at, is)),
  },
  {
    name: "all are killed at once and come back",
    harm: async (network) => {
      await Promise.all(network.all.map((at) => network.kill(at)));
      await Promise.all(network.all.map((at) => network.up(at)));
    },
  },
  {
    name: "a node changes tiles: a wallet takes none of it, and names it",
    harm: async (network, folder, t) => await lies(network, folder, t, "/tile/"),
  },
  {
    name: "a node forges block records: a wallet takes none of it, and names it",
    harm: async (network, folder, t) => await lies(network, folder, t, "/block/"),
  },
  {
    name: "a node's application gives another app hash: it stands alone, and comes back without its data",
    nodes: [0, 1, 2],
    harm: async (network) => {
      await network.kill(3);
      await network.upAsLiar(3);
      await network.grows(network.others(3));
      await network.grows(network.others(3));
      const liar = (await network.health(3))?.height ?? 0;
      await network.grows(network.others(3));
      assert.ok(((await network.health(3))?.height ?? 0) <= liar + 2, "the liar goes on");
      await network.kill(3);
      network.forget(3);
      await network.up(3);
    },
  },
  {
    name: "two nodes with one key: evidence is made, and every node names the authority",
    nodes: [0, 1, 2],
    harm: async (network, folder) => {
      await network.kill(3);
      const end = await network.twin(3, join(folder, "twin"));
      await network.up(3);
      await network.until("evidence", async () => {
        const all = await Promise.all([0, 1, 2].map((at) => network.health(at)));
        return all.every((health) => health?.accused?.includes("authority-4") === true);
      });
      await end();
    },
  },
  {
    name: "the engine's write-ahead log is torn",
    harm: async (network) => {
      await network.kill(1);
      const wal = join(network.home(1), "engine", "data", "cs.wal");
      const newest = readdirSync(wal).sort().at(-1) as string;
      const { size } = statSync(join(wal, newest));
      truncateSync(join(wal, newest), Math.max(0, size - 7));
      await network.up(1);
    },
  },
  {
    name: "the disk of one is full, and has room again",
    nodes: [0, 1, 3],
    harm: async (network, _folder, t) => {
      await network.kill(2);
      const disk = SmallDisk.under(t, network.home(2));
      if (disk === undefined) {
        t.diagnostic("no disk of its own can be had here");
        await network.up(2);
        return;
      }
      await network.up(2);
      await network.grows(network.all);
      disk.fill();
      await network.grows(network.others(2));
      await network.grows(network.others(2));
      disk.free();
    },
  },
  {
    name: "a new authority enters: within a minute it is in step, out of the others' snapshots",
    harm: async (network, folder) => {
      const began = performance.now();
      const url = await network.enter("authority-5", join(folder, "authority-5"));
      await network.until("in step", async () => {
        const { height = 0 } = (await network.health(0)) ?? {};
        const own = (await (await fetch(`${url}/health`)).json()) as { height: number | null };
        return own.height !== null && own.height >= height - 5;
      });
      const seconds = (performance.now() - began) / 1000;
      assert.ok(seconds <= ENTER_SECONDS, `in step after ${seconds} s`);
      // It did not replay what came before the snapshot; log signatures are each node's own.
      const [block, record] = await Promise.all(
        [network.url(0), url].map(async (base) =>
          (await (await fetch(`${base}/block/1`)).text()).split("\n\n"),
        ),
      );
      assert.deepEqual(record?.slice(0, 2), block?.slice(0, 2));
    },
  },
];

test("a network of four under load, hurt in every way", { skip }, async (t) => {
  const folder = tempFolder(t);
  // Nothing happened for hours after it was founded: the first entries still get a time of today.
  const network = await TestNetwork.start(t, folder, { lanes: true, idle: IDLE });
  t.diagnostic(network.isInLanes ? "each in a network namespace of its own" : "on loopback ports");
  const only = process.env["SEALFOLIO_HARM"];
  await t.test("after idle hours a block has fresh time", async () => {
    const block = await (await fetch(`${network.url(0)}/block/1`)).text();
    const extra = /^extra ([A-Za-z0-9+/=]+)$/m.exec(block)?.[1] ?? "";
    const { time } = (JSON.parse(Buffer.from(extra, "base64").toString()) as { body: { time: number } }).body;
    assert.ok(time > Date.now() / 1000 - 300, "an old time");
  });
  for (const { name, harm, nodes = network.all } of CASES) {
    if (only !== undefined && !name.includes(only)) continue;
    await t.test(name, async (sub) => {
      const [began, before] = [performance.now(), network.acknowledged.size];
      const stop = network.load(nodes);
      await network.grows(nodes);
      try {
        await harm(network, folder, t);
      } finally {
        await stop();
      }
      const seconds = (performance.now() - began) / 1000;
      const rate = (network.acknowledged.size - before) / seconds;
      const settling = await network.settled();
      sub.diagnostic(
        `${Math.round(rate)} entries a second for ${Math.round(seconds)} s; settled after ${settling.toFixed(1)} s`,
      );
      await network.checked();
      assert.ok(settling <= SETTLE_SECONDS, `settled after ${settling} s`);
    });
  }
  await t.test("told to end, every node ends in order, and a wallet's audit passes", async () => {
    await network.oracle.audit();
    for (const at of network.all) await network.stop(at);
  });
});
