import { join } from "node:path";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { toHex } from "../../../src/bytes/hex.ts";
import { registryIdOf } from "../../../src/chain/blocks/ledger.ts";
import type { Clock } from "../../doors/clock.ts";
import { ensureFolder } from "../../doors/file.ts";
import { checkFolder } from "../founding/found.ts";
import {
  type Charter,
  type Founder,
  type Key,
  makeFounders,
  makeGenesis,
  makeKey,
  wipe,
} from "../founding/founders.ts";
import { homePath, type NetworkConfig, writeHome } from "../home/home.ts";
import { writeKeyFile } from "../home/key-file.ts";
import { engineAddress, type Network, writeEngineHome } from "./engine-home.ts";

/** Where an authority's node is reached. */
export interface NodeAddress {
  readonly host: string;
  /** By readers, submitters and the other nodes, over HTTP. */
  readonly port: number;
  /** By the other nodes' engines. */
  readonly enginePort: number;
}

export interface FoundNetworkOptions extends Charter {
  /** One for each authority, in order. */
  readonly addresses: readonly NodeAddress[];
  readonly clock: Clock;
}

export interface FoundedNetwork {
  /** base64url; what wallets pin. */
  readonly registry: string;
  /** Each authority's home, with everything its node needs. */
  readonly authorities: readonly { readonly id: string; readonly home: string; readonly url: string }[];
  /** Leaf 0. */
  readonly genesis: Uint8Array;
}

/** A name for the engine's own chain; its nodes talk to nobody of another one. */
export function chainIdOf(registryId: Uint8Array): string {
  return `sealfolio-${toHex(registryId.subarray(0, 10))}`;
}

/** A founder with its place in the network. */
export interface Member {
  readonly id: string;
  readonly address: NodeAddress;
  readonly log: Key;
  readonly consensus: Key;
  readonly node: Key;
}

export function urlOf({ host, port }: NodeAddress): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Writes what a member's home needs of the network beside its keys: engine, peers. Throws FileError or RegistryError. */
export function writeNode(
  home: string,
  member: Member,
  members: readonly Member[],
  network: Network,
  {
    registry,
    genesis,
    primitives,
  }: { registry: string; genesis: Uint8Array; primitives: Charter["primitives"] },
): void {
  const { sha256 } = primitives;
  const others = members.filter(({ id }) => id !== member.id);
  writeEngineHome({
    folder: homePath(home, "engine"),
    network,
    consensus: member.consensus,
    node: member.node,
    listen: `${member.address.host}:${member.address.enginePort}`,
    peers: others.map(({ node, address }) => {
      return `${engineAddress(node.signer.publicKey, sha256)}@${address.host}:${address.enginePort}`;
    }),
    sha256,
  });
  const { host, port } = member.address;
  const config: NetworkConfig = {
    role: "cometbft",
    registry,
    id: member.id,
    listen: { host, port },
    peers: others.map(({ id, address }) => ({ id, url: urlOf(address) })),
  };
  writeHome(home, config, genesis);
}

function memberOf(founder: Founder, address: NodeAddress, node: Key): Member {
  if (founder.node === undefined) throw new TypeError("a founder of a network has the keys of a node");
  return { id: founder.id, address, node, ...founder.node };
}

/**
 * Founds a registry whose authorities run a node each, in an empty folder: `authorities/<id>` is the
 * home of one, with its keys, its engine's folder and the same genesis on both sides. Throws
 * `registry.exists`, `registry.authorities`, `registry.genesis` or FileError.
 */
export function initNetwork(folder: string, options: FoundNetworkOptions): FoundedNetwork {
  checkFolder(folder);
  const { primitives, addresses, random } = options;
  const founders = makeFounders(options, true);
  const nodeKeys = founders.map(() => makeKey(random));
  try {
    const genesis = makeGenesis(options, undefined, founders);
    const registryId = registryIdOf(genesis, primitives);
    const registry = toBase64Url(registryId);
    const members = founders.map((founder, at) =>
      memberOf(founder, addresses[at] as NodeAddress, nodeKeys[at] as Key),
    );
    const network: Network = {
      chainId: chainIdOf(registryId),
      time: options.clock(),
      state: { registry },
      voters: members.map(({ id, consensus }) => ({ name: id, publicKey: consensus.signer.publicKey })),
    };
    const authorities = members.map((member, at) => {
      const home = join(folder, "authorities", member.id);
      ensureFolder(home);
      const { entry, cosign } = founders[at] as Founder;
      writeKeyFile(homePath(home, "entryKey"), entry.secret);
      writeKeyFile(homePath(home, "cosignKey"), cosign.secret);
      writeKeyFile(homePath(home, "logKey"), member.log.secret);
      writeNode(home, member, members, network, { registry, genesis, primitives });
      return { id: member.id, home, url: urlOf(member.address) };
    });
    return { registry, authorities, genesis };
  } finally {
    wipe(nodeKeys, founders);
  }
}
