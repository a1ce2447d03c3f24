import { NETWORK_FILE } from "../../../../main/registry/cometbft/network-file.ts";
import { NODE_FILE } from "../../../../main/registry/solo/node-file.ts";
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test, type TestContext } from "node:test";
import { Request } from "cosmjs-types/tendermint/abci/types";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { systemClock } from "../../../../main/doors/clock.ts";
import { systemRandom } from "../../../../main/doors/random.ts";
import { RegistryApplication } from "../../../../main/registry/cometbft/application.ts";
import { DecidedChain } from "../../../../main/registry/cometbft/decided-chain.ts";
import { DecidedStore } from "../../../../main/registry/cometbft/decided-store.ts";
import type { FoundedNetwork } from "../../../../main/registry/cometbft/found-network.ts";
import { migrateRegistry } from "../../../../main/registry/cometbft/migrate.ts";
import { SnapshotStore } from "../../../../main/registry/cometbft/snapshots.ts";
import {
  type Home,
  homePath,
  isRole,
  type NetworkConfig,
  readHome,
} from "../../../../main/registry/home/home.ts";
import { readKeyFile } from "../../../../main/registry/home/key-file.ts";
import { openCopy } from "../../../../main/registry/home/open-copy.ts";
import { openCosigner } from "../../../../main/registry/cosigning/open-cosigner.ts";
import { PendingStore } from "../../../../main/registry/home/pending-store.ts";
import { serveNode } from "../../../../main/registry/serve.ts";
import { fromBase64, fromBase64Url, toBase64Url } from "../../../../src/bytes/base64.ts";
import { fromUtf8, utf8 } from "../../../../src/bytes/bytes.ts";
import { formatCheckpoint } from "../../../../src/note/checkpoint.ts";
import type { Primitives } from "../../../../src/crypto/ports.ts";
import { codeOf } from "../../../../src/error.ts";
import { signAsLog } from "../../../../src/note/log-signature.ts";
import { addSignatures } from "../../../../src/note/note.ts";
import { ask, FoundedRegistry, postEntry, untilSealed } from "../../../support/node-process.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const folder = tempFolder({ after });
const registry = new FoundedRegistry(join(folder, "solo"));
/** Acknowledged, and the node was stopped before its block. */
const waiting = registry.deposit("waits");

function move(primitives: Primitives = nodePrimitives): Promise<FoundedNetwork> {
  return migrateRegistry({
    node: registry.founded.node,
    to: join(folder, "network"),
    address: (at) => ({ host: "127.0.0.1", port: 8_800 + at, enginePort: 26_656 + at }),
    clock: systemClock,
    random: systemRandom,
    primitives,
  });
}

/** Ends everything at the given hash, as a power cut does. */
function cutAt(count: number): Primitives {
  let left = count;
  const sha256 = (bytes: Uint8Array): Uint8Array => {
    if (--left < 0) throw new Error("power cut");
    return nodePrimitives.sha256(bytes);
  };
  return { ...nodePrimitives, sha256 };
}

function networkHome(path: string): Home<NetworkConfig> {
  const home = readHome(path, nodePrimitives);
  assert.ok(isRole(home, "cometbft"));
  return home;
}

interface EngineGenesis {
  readonly genesis_time: string;
  readonly app_state: { readonly from: { height: number; size: number; root: string } };
  readonly validators: readonly { readonly pub_key: { readonly value: string } }[];
}

function engineGenesis(home: string): EngineGenesis {
  return JSON.parse(readFileSync(join(home, "engine", "config", "genesis.json"), "utf8")) as EngineGenesis;
}

/** The application of a moved authority, without its engine. */
async function openApplication(
  t: TestContext,
  home: Home<NetworkConfig>,
): Promise<{ application: RegistryApplication; decided: DecidedChain }> {
  const { genesis, registryId } = home;
  const { db, chain, close } = await openCopy(home, NETWORK_FILE, nodePrimitives);
  t.after(close);
  const decided = new DecidedChain({
    chain,
    store: new DecidedStore(db),
    genesis,
    registryId,
    primitives: nodePrimitives,
    sign: ({ size, root }) => formatCheckpoint({ origin: chain.epochs.origin, size, root }),
  });
  const application = new RegistryApplication({
    decided,
    genesis,
    registryId,
    clock: systemClock,
    primitives: nodePrimitives,
    prepare: () => Promise.resolve(),
    snapshots: new SnapshotStore(db, chain.store),
    also: () => {},
    onCommit: () => {},
  });
  return { application, decided };
}

function initChain(genesis: EngineGenesis, change: { time?: number; state?: object } = {}): Request {
  const seconds = change.time ?? Math.floor(Date.parse(genesis.genesis_time) / 1000);
  return Request.fromPartial({
    initChain: {
      time: { seconds: BigInt(seconds), nanos: 0 },
      chainId: "test",
      initialHeight: 1n,
      validators: genesis.validators.map(({ pub_key: { value } }) => {
        return { pubKey: { ed25519: fromBase64(value) }, power: 1n };
      }),
      appStateBytes: utf8(JSON.stringify(change.state ?? genesis.app_state)),
    },
  } as never);
}

async function codeOfRejection(work: Promise<unknown>): Promise<string | undefined> {
  return await work.then(
    () => undefined,
    (error: unknown) => codeOf(error),
  );
}

test("a node that runs cannot be moved; nor can one whose cosigner is elsewhere", async () => {
  const node = await serveNode(registry.founded.node);
  for (const leaf of [registry.accredit(), registry.deposit("one"), registry.deposit("two")]) {
    assert.equal((await postEntry(node.url, leaf)).status, 202);
    await untilSealed(node.url, registry.hash(leaf));
  }
  assert.equal(await codeOfRejection(move()), "folder.in_use");
  await node.close();
  const path = homePath(registry.founded.node, "config");
  const config = readFileSync(path, "utf8");
  writeFileSync(path, config.replace('"home": "../authorities/authority-2"', '"url": "http://127.0.0.1:1/"'));
  assert.equal(await codeOfRejection(move()), "registry.immovable");
  writeFileSync(path, config);
});

test("interrupted wherever it be, a move goes on with the same keys, and decides nothing twice", async () => {
  const solo = readHome(registry.founded.node, nodePrimitives);
  const before = await openCopy(solo, NODE_FILE, nodePrimitives);
  const height = before.chain.ledger.head?.height ?? 0;
  new PendingStore(before.db).add([{ seq: 9, hash: registry.hash(waiting), bytes: waiting }]);
  before.close();
  for (const count of [3, 30, 300, 520]) await assert.rejects(move(cutAt(count)), { message: "power cut" });
  const { authorities } = await move();
  assert.equal(await codeOfRejection(move()), "registry.exists");
  const { chain, close } = await openCopy(networkHome(authorities[0]!.home), NETWORK_FILE, nodePrimitives);
  // What waited came first; then a change for each authority, and the change of engine.
  assert.equal(chain.ledger.head?.height, height + 1 + 4 + 1);
  assert.ok(chain.store.indexOf(fromBase64Url(registry.hash(waiting))) !== undefined);
  for (const { id, home } of authorities) {
    const record = chain.ledger.state.authority(id);
    assert.equal(record?.past.length, 1);
    assert.equal(record.log, toBase64Url(readKeyFile(homePath(home, "logKey")).publicKey));
    assert.equal(existsSync(join(home, "consensus.key")), false);
  }
  close();
});

test("each authority's own copy is what its network begins with, and the tree goes on", async (t) => {
  const homes = [1, 2, 3, 4].map((at) => join(folder, "network", "authorities", `authority-${at}`));
  const texts = homes.map((home) => JSON.stringify(engineGenesis(home)));
  assert.equal(new Set(texts).size, 1);
  const genesis = engineGenesis(homes[0]!);
  const { application, decided } = await openApplication(t, networkHome(homes[0]!));
  const { head } = decided.ledger;
  assert.ok(head !== undefined);
  const { height, size } = head;
  assert.deepEqual(genesis.app_state.from, { height, size, root: toBase64Url(head.root) });
  assert.ok(Date.parse(genesis.genesis_time) / 1000 >= head.time);

  const wrongs = [{ height: height - 1 }, { size: size + 1 }, { root: toBase64Url(new Uint8Array(32)) }];
  for (const wrong of wrongs) {
    const state = { ...genesis.app_state, from: { ...genesis.app_state.from, ...wrong } };
    assert.equal(await codeOfRejection(application.handle(initChain(genesis, { state }))), "comet.genesis");
  }
  const early = application.handle(initChain(genesis, { time: head.time - 1 }));
  assert.equal(await codeOfRejection(early), "comet.genesis");
  const { initChain: begun } = await application.handle(initChain(genesis));
  assert.deepEqual(begun?.appHash, decided.appHash());

  const time = { seconds: BigInt(head.time + 5), nanos: 0 };
  const txs = [registry.deposit("three")];
  const block = { txs, height: 1n, hash: new Uint8Array(32), time };
  await application.handle(Request.fromPartial({ finalizeBlock: block } as never));
  await application.handle(Request.fromPartial({ commit: {} }));
  assert.equal(decided.ledger.head?.height, height + 1);
  assert.equal(decided.ledger.head?.record.after, head.recordHash);
});

test("the old engine has ended: its node takes nothing in, and no cosigner signs beyond the fence", async () => {
  const node = await serveNode(registry.founded.node);
  const refused = await postEntry(node.url, registry.deposit("late"));
  assert.deepEqual([refused.status, refused.code], [503, "registry.moved"]);
  const health = await ask<{ fault?: string; size: number }>(node.url, "health");
  await node.close();
  assert.equal(health?.fault, "registry.moved");
  const { size } = health;
  for (const { home: cosignerHome } of registry.founded.authorities) {
    const home = readHome(cosignerHome, nodePrimitives);
    assert.ok(isRole(home, "cosigner"));
    const { cosigner, close } = await openCosigner(home, systemClock, nodePrimitives);
    assert.equal(Number(fromUtf8(cosigner.chain.store.meta("solo-fence") as Uint8Array)), size);
    assert.equal(cosigner.fence, size);
    const { draft } = cosigner.chain.ledger.draft([registry.deposit("late")], systemClock());
    assert.ok(draft !== undefined);
    const text = formatCheckpoint({ origin: cosigner.origin, size: draft.size, root: draft.root });
    const byLog = signAsLog(text, cosigner.origin, readKeyFile(homePath(registry.founded.node, "logKey")));
    const { first, leaves } = draft;
    const answer = cosigner.judge({ first, leaves, checkpoint: addSignatures(text, [byLog]) });
    close();
    assert.deepEqual(answer, { ok: false, code: "cosigner.fenced", size });
  }
});
