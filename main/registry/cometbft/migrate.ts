import { NODE_FILE } from "../solo/node-file.ts";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import type { Head } from "../../../src/chain/blocks/ledger.ts";
import type { Ed25519Signer, Primitives } from "../../../src/crypto/ports.ts";
import { ed25519Signer } from "../../crypto/keys.ts";
import type { Clock } from "../../doors/clock.ts";
import { ensureFolder } from "../../doors/file.ts";
import { HttpClient } from "../../doors/http-client.ts";
import type { RandomBytes } from "../../doors/random.ts";
import { HttpSource } from "../../follow/sources/http-source.ts";
import { RegistryError } from "../error.ts";
import { type Key, makeKey } from "../founding/founders.ts";
import { type CosignerConfig, type Home, homePath, isRole, readHome, type SoloConfig } from "../home/home.ts";
import { readKeyFile, readSecretFile, writeKeyFile } from "../home/key-file.ts";
import { openCopy } from "../home/open-copy.ts";
import { openCosigner } from "../cosigning/open-cosigner.ts";
import { PendingStore } from "../home/pending-store.ts";
import { QuorumDesk } from "../founding/quorum-desk.ts";
import { serveNode } from "../serve.ts";
import { carryOver } from "./carry-over.ts";
import type { Network } from "./engine-home.ts";
import {
  chainIdOf,
  type FoundedNetwork,
  type Member,
  type NodeAddress,
  urlOf,
  writeNode,
} from "./found-network.ts";

export interface MigrateOptions {
  /** Home of the node that orders entries today; its cosigners' homes are where it names them. */
  readonly node: string;
  /** Where `authorities/<id>` will be the home of each authority's node. */
  readonly to: string;
  /** One for each authority, in the order of the node's configuration. */
  readonly address: (at: number) => NodeAddress;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly primitives: Primitives;
}

/** An authority on its way: its home of today, and the one to come. */
interface Mover {
  readonly home: Home<CosignerConfig>;
  readonly entry: Ed25519Signer;
  readonly member: Member;
  readonly folder: string;
}

/** How often the change of engine is decided anew, because other entries came before it. */
const ROUNDS = 8;

/** What was made is on disk before anything names it, so that a second run goes on with the same keys. */
function keepKey(folder: string, name: string, random: RandomBytes): Key {
  const path = join(folder, name);
  if (!existsSync(path)) {
    const key = makeKey(random);
    writeKeyFile(path, key.secret);
    key.secret.fill(0);
  }
  const secret = readSecretFile(path);
  return { secret, signer: ed25519Signer(secret) };
}

function openMovers(node: Home<SoloConfig>, options: MigrateOptions): readonly Mover[] {
  const { to, address, random, primitives } = options;
  return node.config.cosigners.map((config, at) => {
    if (!("home" in config)) throw new RegistryError("registry.immovable");
    const home = readHome(resolve(node.folder, config.home), primitives);
    if (!isRole(home, "cosigner") || home.config.id !== config.id) throw new RegistryError("registry.config");
    if (home.config.registry !== node.config.registry) throw new RegistryError("registry.foreign");
    const folder = join(to, "authorities", config.id);
    ensureFolder(folder);
    const member: Member = {
      id: config.id,
      address: address(at),
      log: keepKey(folder, "log.key", random),
      consensus: keepKey(folder, "consensus.key", random),
      node: keepKey(folder, "node.key", random),
    };
    return { home, entry: readKeyFile(homePath(home.folder, "entryKey")), member, folder };
  });
}

function keyText({ signer }: Key): string {
  return toBase64Url(signer.publicKey);
}

/** Each authority's keys of its node, then the change of engine; what stands already is left as it is. */
async function decideMove(desk: QuorumDesk, movers: readonly Mover[]): Promise<void> {
  for (const { member } of movers) {
    const keys = { log: keyText(member.log), consensus: keyText(member.consensus) };
    const { record } = await desk.record(`authority/${member.id}`);
    if (record?.["log"] === keys.log && record["consensus"] === keys.consensus) continue;
    const decided = await desk.decide("authority.amend", { id: member.id, ...keys });
    if (!decided.ok) throw new RegistryError("registry.immovable");
  }
  for (let round = 0; round < ROUNDS; round++) {
    const { record, height } = await desk.record("registry/registry");
    if (record?.["engine"] === "cometbft") return;
    // In force when the block it stands in has ended: the next one is the network's.
    const decided = await desk.decide("registry.amend", { from: height + 2, engine: "cometbft" });
    if (!decided.ok && decided.code !== "registry.from") throw new RegistryError("registry.immovable");
  }
  throw new RegistryError("registry.immovable");
}

/** Runs the old node for the last time, for nobody but us. */
async function sealMove(
  node: Home<SoloConfig>,
  movers: readonly Mover[],
  options: MigrateOptions,
): Promise<void> {
  const { clock, primitives } = options;
  const running = await serveNode(node.folder, { host: "127.0.0.1", port: 0, clock });
  const http = new HttpClient();
  try {
    const source = new HttpSource(http, running.url);
    const signers = movers.map(({ entry }) => entry);
    await decideMove(new QuorumDesk({ registryId: node.registryId, source, signers, primitives }), movers);
  } finally {
    http.close();
    await running.close();
  }
}

async function writeStores(
  node: Home<SoloConfig>,
  movers: readonly Mover[],
  options: MigrateOptions,
): Promise<Head> {
  const { clock, primitives } = options;
  const { db, chain: sealed, close } = await openCopy(node, NODE_FILE, primitives);
  try {
    const { head } = sealed.ledger;
    const pendingStore = new PendingStore(db);
    // A block that the log has signed and nobody sealed would be one of two for its size.
    if (head === undefined || pendingStore.proposal() !== undefined)
      throw new RegistryError("registry.immovable");
    const pending = pendingStore.all();
    const { genesis, registryId } = node;
    for (const { home, folder } of movers) {
      const { cosigner, close: closeOwn } = await openCosigner(home, clock, primitives);
      try {
        cosigner.putFence(sealed.size);
        const own = cosigner.chain;
        carryOver({ folder, genesis, registryId, primitives, own, sealed, pending });
      } finally {
        closeOwn();
      }
    }
    return head;
  } finally {
    close();
  }
}

function writeHomes(
  node: Home<SoloConfig>,
  movers: readonly Mover[],
  head: Head,
  primitives: Primitives,
): void {
  const { registry } = node.config;
  const members = movers.map(({ member }) => member);
  const network: Network = {
    chainId: chainIdOf(node.registryId),
    // Everybody's without asking, and so the same in a second run; the engine's first block is empty
    // where this is long ago, and gives the next one fresh time.
    time: head.time,
    state: { registry, from: { height: head.height, size: head.size, root: toBase64Url(head.root) } },
    voters: members.map(({ id, consensus }) => ({ name: id, publicKey: consensus.signer.publicKey })),
  };
  for (const { home, folder, member } of movers) {
    if (existsSync(homePath(folder, "config"))) continue;
    for (const name of ["entryKey", "cosignKey"] as const) {
      if (existsSync(homePath(folder, name))) continue;
      const secret = readSecretFile(homePath(home.folder, name));
      writeKeyFile(homePath(folder, name), secret);
      secret.fill(0);
    }
    for (const file of ["engine", "genesis"] as const)
      rmSync(homePath(folder, file), { recursive: true, force: true });
    writeNode(folder, member, members, network, { registry, genesis: node.genesis, primitives });
  }
  // Only now: a run that ended before this goes on with them.
  for (const { folder } of movers) {
    for (const name of ["consensus.key", "node.key"]) rmSync(join(folder, name), { force: true });
  }
}

/**
 * Moves a solo registry to a network of nodes: a quorum gives each authority the keys of a node and
 * decides the engine (`registry.amend`), the old cosigners put up a fence, and each authority's home is
 * written from its own copy, so that the tree goes on. Entries that wait are carried over. The old
 * homes stay as they are and seal nothing more. Interrupted, it is run again. Throws `registry.exists`
 * when it is done already, `registry.immovable`, `folder.in_use` while the node runs, RegistryError,
 * FileError, SourceError, LogError or DatabaseError.
 */
export async function migrateRegistry(options: MigrateOptions): Promise<FoundedNetwork> {
  const { primitives, to } = options;
  const node = readHome(options.node, primitives);
  if (!isRole(node, "solo")) throw new RegistryError("registry.config");
  const done = join(to, "authorities");
  const isDone = (id: string): boolean =>
    existsSync(homePath(join(done, id), "config")) && !existsSync(join(done, id, "consensus.key"));
  if (node.config.cosigners.some(({ id }) => isDone(id))) throw new RegistryError("registry.exists");
  if (existsSync(to) && readdirSync(to).some((name) => name !== "authorities"))
    throw new RegistryError("registry.exists");
  const movers = openMovers(node, options);
  await sealMove(node, movers, options);
  const head = await writeStores(node, movers, options);
  writeHomes(node, movers, head, primitives);
  for (const { member } of movers)
    for (const key of [member.log, member.consensus, member.node]) key.secret.fill(0);
  return {
    registry: node.config.registry,
    authorities: movers.map(({ member, folder }) => ({
      id: member.id,
      home: folder,
      url: urlOf(member.address),
    })),
    genesis: node.genesis,
  };
}
