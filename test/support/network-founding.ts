import assert from "node:assert/strict";
import { join } from "node:path";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { systemClock } from "../../main/doors/clock.ts";
import { systemRandom } from "../../main/doors/random.ts";
import {
  type FoundedNetwork,
  initNetwork,
  type NodeAddress,
} from "../../main/registry/cometbft/found-network.ts";
import { migrateRegistry } from "../../main/registry/cometbft/migrate.ts";
import { serveNode } from "../../main/registry/serve.ts";
import { fromBase64Url } from "../../src/bytes/base64.ts";
import type { OwnRegistry } from "../../main/wallet/registry/own-registry.ts";
import { Oracle } from "./network-oracle.ts";
import { NetworkWallets } from "./network-wallets.ts";
import { FoundedRegistry, postEntry, type startNode, untilSealed } from "./node-process.ts";

type Test = Parameters<typeof startNode>[0];

const ORIGIN = "registry.test/network";

/** A registry about to run as a network, and who has followed it so far. */
export interface Made {
  readonly founding: FoundedNetwork;
  readonly oracle: Oracle;
  readonly acknowledged: readonly string[];
  readonly wallets: NetworkWallets;
  /** Followed the registry before it was moved. */
  readonly light?: OwnRegistry;
}

export async function foundNetwork(
  folder: string,
  count: number,
  addressOf: (at: number) => NodeAddress,
  idle: number,
): Promise<Made> {
  const founding = initNetwork(folder, {
    name: { en: "Test network" },
    origin: ORIGIN,
    authorities: count,
    random: systemRandom,
    primitives: nodePrimitives,
    addresses: Array.from({ length: count }, (_, at) => addressOf(at)),
    clock: () => systemClock() - idle,
  });
  const path = join(folder, "oracle.db");
  const urls = founding.authorities.map(({ url }) => url);
  return {
    founding,
    oracle: await Oracle.open(path, fromBase64Url(founding.registry), urls),
    acknowledged: [],
    wallets: new NetworkWallets(founding.registry),
  };
}

/** A solo registry that an office has used and a wallet has followed, moved to four nodes. */
export async function moveNetwork(
  t: Test,
  folder: string,
  addressOf: (at: number) => NodeAddress,
): Promise<Made> {
  const registry = new FoundedRegistry(join(folder, "solo"));
  const { node, registry: id } = registry.founded;
  const running = await serveNode(node);
  t.after(() => running.close());
  const leaves = [registry.accredit(), ...[1, 2, 3].map((at) => registry.deposit(`solo ${at}`))];
  for (const leaf of leaves) {
    assert.equal((await postEntry(running.url, leaf)).status, 202);
    await untilSealed(running.url, registry.hash(leaf));
  }
  const oracle = await Oracle.open(join(folder, "oracle.db"), fromBase64Url(id), [running.url]);
  assert.ok((await oracle.sync()) > 0);
  const wallets = new NetworkWallets(id);
  const light = wallets.light([running.url]);
  await light.sync();
  await light.learn({ offices: ["archive"] });
  await running.close();
  const founding = await migrateRegistry({
    node,
    to: join(folder, "network"),
    address: addressOf,
    clock: systemClock,
    random: systemRandom,
    primitives: nodePrimitives,
  });
  return { founding, oracle, acknowledged: leaves.map((leaf) => registry.hash(leaf)), wallets, light };
}
