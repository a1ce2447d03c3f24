import assert from "node:assert/strict";
import { readdirSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { noEngine, TestNetwork } from "../support/network.ts";
import { tempFolder } from "../support/temp-folder.ts";

// The long form of test/e2e/network: every authority is taken down in turn under load. After each,
// all are at the same block again, and a wallet that verifies every signature finds each acknowledged
// entry once.

const skip = noEngine() ?? false;
const folder = tempFolder({ after });
let network: TestNetwork;
let stop: () => Promise<void>;

before(async () => {
  if (skip !== false) return;
  network = await TestNetwork.start({ after } as never, join(folder, "network"));
});

function load(): void {
  stop = network.load(network.all);
}

async function settleAndAudit(): Promise<void> {
  await stop();
  await network.settled();
  await network.audit(folder);
}

for (const at of [0, 1, 2, 3]) {
  test(`authority ${at + 1} is killed and comes back`, { skip }, async () => {
    load();
    await network.grows(network.others(at));
    await network.kill(at);
    await network.grows(network.others(at));
    await network.up(at);
    await settleAndAudit();
  });

  test(`authority ${at + 1} stands still and goes on`, { skip }, async () => {
    load();
    network.freeze(at, true);
    await network.grows(network.others(at));
    network.freeze(at, false);
    await settleAndAudit();
  });

  test(`the engine of authority ${at + 1} is killed and started again`, { skip }, async () => {
    load();
    await network.grows(network.all);
    network.killEngine(at);
    await network.grows(network.others(at));
    await settleAndAudit();
  });
}

test("two stand still: nothing is sealed, and it goes on when one is back", { skip }, async () => {
  load();
  network.freeze(2, true);
  network.freeze(3, true);
  const halted = await network.settledBelowQuorum([0, 1]);
  network.freeze(2, false);
  await network.until("goes on", async () => ((await network.health(0))?.height ?? 0) > halted);
  network.freeze(3, false);
  await settleAndAudit();
});

test("all are killed at once and come back", { skip }, async () => {
  load();
  await network.grows(network.all);
  await Promise.all(network.all.map((at) => network.kill(at)));
  await Promise.all(network.all.map((at) => network.up(at)));
  await settleAndAudit();
});

test("the engine's write-ahead log is torn", { skip }, async () => {
  load();
  await network.grows(network.all);
  await network.kill(1);
  const wal = join(network.founded.authorities[1]?.home as string, "engine", "data", "cs.wal");
  const newest = readdirSync(wal).sort().at(-1) as string;
  const { size } = statSync(join(wal, newest));
  truncateSync(join(wal, newest), Math.max(0, size - 7));
  await network.up(1);
  await settleAndAudit();
});

test("told to end, every node ends in order", { skip }, async () => {
  for (const at of network.all) await network.stop(at);
  assert.ok(network.acknowledged.size > 1_000);
});
