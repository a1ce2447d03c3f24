import { fromBase64, fromBase64UrlOf, toBase64Url } from "../../../src/bytes/base64.ts";
import { BytesError } from "../../../src/bytes/error.ts";
import { equal } from "../../../src/bytes/bytes.ts";
import { registryIdOf } from "../../../src/chain/blocks/ledger.ts";
import { isId } from "../../../src/chain/ids.ts";
import type { LangMap } from "../../../src/chain/state/records.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { canonicalJson } from "../../../src/json/canonical.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../src/json/value.ts";
import { ensureFolder } from "../../doors/file.ts";
import { HttpClient } from "../../doors/http-client.ts";
import type { RandomBytes } from "../../doors/random.ts";
import { HttpSource } from "../../follow/sources/http-source.ts";
import { RegistryError } from "../error.ts";
import { checkFolder } from "../founding/found.ts";
import { type Key, makeKey } from "../founding/founders.ts";
import { homePath, type NetworkConfig, writeHome } from "../home/home.ts";
import { writeKeyFile } from "../home/key-file.ts";
import { type Network, writeEngineHome } from "./engine-home.ts";
import { CometError } from "./error.ts";
import { chainIdOf, type NodeAddress, urlOf } from "./found-network.ts";
import { askNode } from "./light-relay.ts";

export interface EnterOptions {
  /** base64url; pinned. */
  readonly registry: string;
  /** Nodes of the network's authorities; at least two. */
  readonly nodes: readonly string[];
  readonly id: string;
  readonly name: LangMap;
  readonly address: NodeAddress;
  readonly random: RandomBytes;
  readonly primitives: Pick<Primitives, "sha256">;
}

export interface Entered {
  readonly home: string;
  readonly url: string;
  /** Body of the `authority.admit` that a quorum of today's authorities has to sign. */
  readonly admit: JsonObject & { readonly id: string };
}

interface Peer {
  readonly id: string;
  readonly url: string;
  /** `id@host:port` of its engine. */
  readonly engine: string;
  readonly genesis: JsonValue;
}

/** Everywhere, which is no address to dial. */
const EVERYWHERE = /@(?:0\.0\.0\.0|\[::\]|::):(\d+)$/;

async function askPeer(http: HttpClient, node: string): Promise<Peer> {
  const url = node.replace(/\/+$/, "");
  const [engine, health] = await Promise.all([
    askNode(http, `${url}/engine`),
    askNode(http, `${url}/health`),
  ]);
  const { peer, genesis } = engine ?? {};
  const id = health?.["authority"];
  if (typeof peer !== "string" || genesis === undefined || typeof id !== "string" || !isId(id))
    throw new CometError("comet.no_start");
  const dialled = peer.replace(EVERYWHERE, `@${new URL(url).hostname}:$1`);
  return { id, url, engine: dialled, genesis };
}

/** The engine's genesis again, out of what the others say it is. Throws `comet.genesis`. */
function readNetwork(genesis: JsonValue, registry: string, registryId: Uint8Array): Network {
  const refused = (): CometError => new CometError("comet.genesis");
  if (!isJsonObject(genesis)) throw refused();
  const { chain_id: chainId, genesis_time: time, validators, app_state: state } = genesis;
  if (chainId !== chainIdOf(registryId) || typeof time !== "string" || !Array.isArray(validators))
    throw refused();
  if (state === undefined || !isJsonObject(state) || state["registry"] !== registry) throw refused();
  const voters = (validators as readonly JsonValue[]).map((each) => {
    const key = isJsonObject(each) ? each["pub_key"] : undefined;
    const value = key !== undefined && isJsonObject(key) ? key["value"] : undefined;
    const name = isJsonObject(each) ? each["name"] : undefined;
    if (typeof value !== "string" || typeof name !== "string") throw refused();
    return { name, publicKey: fromBase64(value) };
  });
  const seconds = Date.parse(time) / 1000;
  if (!Number.isSafeInteger(seconds)) throw refused();
  return { chainId, time: seconds, state: state as unknown as Network["state"], voters };
}

function parseRegistry(text: string): Uint8Array {
  try {
    return fromBase64UrlOf(text, 32);
  } catch (error) {
    if (error instanceof BytesError) throw new RegistryError("registry.config");
    throw error;
  }
}

function keyText({ signer }: Key): string {
  return toBase64Url(signer.publicKey);
}

/**
 * Makes the home of an authority that comes to a network after the others: its keys, and what it needs
 * to begin out of their history. It votes when a quorum has admitted it. Throws `registry.exists`,
 * `registry.config`, `registry.authorities` (an id that is none), `registry.foreign`, `comet.no_start`
 * (a node that does not answer, or is none), `comet.genesis`, SourceError, HttpError or FileError.
 */
export async function enterNetwork(folder: string, options: EnterOptions): Promise<Entered> {
  const { registry, nodes, id, name, address, random, primitives } = options;
  checkFolder(folder);
  if (!isId(id)) throw new RegistryError("registry.authorities");
  const registryId = parseRegistry(registry);
  const http = new HttpClient();
  const keys = {
    entry: makeKey(random),
    cosign: makeKey(random),
    log: makeKey(random),
    consensus: makeKey(random),
  };
  const node = makeKey(random);
  try {
    const peers = await Promise.all(nodes.map((url) => askPeer(http, url)));
    const [first] = peers;
    if (first === undefined || peers.length < 2) throw new CometError("comet.no_start");
    const genesis = await new HttpSource(http, first.url).genesis();
    if (!equal(registryIdOf(genesis, primitives), registryId)) throw new RegistryError("registry.foreign");
    if (new Set(peers.map((peer) => canonicalJson(peer.genesis))).size > 1)
      throw new CometError("comet.genesis");
    ensureFolder(folder);
    writeKeyFile(homePath(folder, "entryKey"), keys.entry.secret);
    writeKeyFile(homePath(folder, "cosignKey"), keys.cosign.secret);
    writeKeyFile(homePath(folder, "logKey"), keys.log.secret);
    writeEngineHome({
      folder: homePath(folder, "engine"),
      network: readNetwork(first.genesis, registry, registryId),
      consensus: keys.consensus,
      node,
      listen: `${address.host}:${address.enginePort}`,
      peers: peers.map(({ engine }) => engine),
      sha256: primitives.sha256,
    });
    const config: NetworkConfig = {
      role: "cometbft",
      registry,
      id,
      listen: { host: address.host, port: address.port },
      peers: peers.map((peer) => ({ id: peer.id, url: peer.url })),
      late: true,
    };
    writeHome(folder, config, genesis);
    const admit = {
      id,
      name: { ...name },
      entry: keyText(keys.entry),
      cosign: keyText(keys.cosign),
      log: keyText(keys.log),
      consensus: keyText(keys.consensus),
    };
    return { home: folder, url: urlOf(address), admit };
  } finally {
    for (const { secret } of [...Object.values(keys), node]) secret.fill(0);
    http.close();
  }
}
