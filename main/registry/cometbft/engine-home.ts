import { join } from "node:path";
import { toBase64 } from "../../../src/bytes/base64.ts";
import { concat, utf8 } from "../../../src/bytes/bytes.ts";
import { toHex } from "../../../src/bytes/hex.ts";
import type { Ed25519Signer, Sha256 } from "../../../src/crypto/ports.ts";
import { ensureFolder, writeFileDurably } from "../../doors/file.ts";
import type { AppState } from "./app-state.ts";
import { MAX_TX_BYTES } from "./transaction.ts";

/** Bytes of a block at most; what our socket takes is well above. */
const MAX_BLOCK_BYTES = 4 << 20;
/** Calls in one request at most. */
export const MAX_CALLS = 256;

/** A key in the engine's own form: the seed, then the public key. */
export interface EngineKey {
  readonly secret: Uint8Array;
  readonly signer: Ed25519Signer;
}

/** A voter or peer by the first 20 bytes of its key's hash (CometBFT specification v0.38, "Address"). */
export function engineAddress(publicKey: Uint8Array, sha256: Sha256): string {
  return toHex(sha256(publicKey).subarray(0, 20));
}

export interface Network {
  /** At most 50 characters. */
  readonly chainId: string;
  /** POSIX seconds. */
  readonly time: number;
  readonly state: AppState;
  readonly voters: readonly { readonly name: string; readonly publicKey: Uint8Array }[];
}

export interface EngineHome {
  readonly folder: string;
  readonly network: Network;
  readonly consensus: EngineKey;
  /** Names this node to its peers. */
  readonly node: EngineKey;
  /** Where it listens for peers, `host:port`. */
  readonly listen: string;
  /** `id@host:port` of the others. */
  readonly peers: readonly string[];
  readonly sha256: Sha256;
}

function publicKeyJson(key: Uint8Array): object {
  return { type: "tendermint/PubKeyEd25519", value: toBase64(key) };
}

function privateKeyJson({ secret, signer }: EngineKey): object {
  return { type: "tendermint/PrivKeyEd25519", value: toBase64(concat(secret, signer.publicKey)) };
}

function genesisOf({ chainId, time, state, voters }: Network, sha256: Sha256): object {
  return {
    genesis_time: new Date(time * 1000).toISOString(),
    chain_id: chainId,
    initial_height: "1",
    consensus_params: {
      block: { max_bytes: String(MAX_BLOCK_BYTES), max_gas: "-1" },
      evidence: { max_age_num_blocks: "100000", max_age_duration: "172800000000000", max_bytes: "1048576" },
      validator: { pub_key_types: ["ed25519"] },
      version: { app: "1" },
      abci: { vote_extensions_enable_height: "0" },
    },
    validators: voters.map((voter) => ({
      address: engineAddress(voter.publicKey, sha256).toUpperCase(),
      pub_key: publicKeyJson(voter.publicKey),
      power: "1",
      name: voter.name,
    })),
    app_hash: "",
    app_state: state,
  };
}

function quote(text: string): string {
  return JSON.stringify(text);
}

/**
 * What differs from the engine's defaults. Blocks are made when there are entries; nobody but named
 * peers is dialled; its own calls are reached by a socket that `registry serve` names. Gossip rests a
 * fifth as long: a node behind the others in a network of four or five is given one block a rest, since
 * there the engine takes one voter for a third of them and leaves its fetching of blocks out.
 */
function configOf({ listen, peers }: EngineHome): string {
  return `abci = "socket"
log_level = "error"
[rpc]
max_request_batch_size = ${MAX_CALLS}
max_open_connections = 16
[p2p]
laddr = ${quote(`tcp://${listen}`)}
persistent_peers = ${quote(peers.join(","))}
pex = false
addr_book_strict = false
allow_duplicate_ip = true
max_num_inbound_peers = 32
max_num_outbound_peers = 16
persistent_peers_max_dial_period = "2s"
flush_throttle_timeout = "10ms"
[mempool]
recheck = true
size = 20000
max_txs_bytes = 268435456
max_tx_bytes = ${MAX_TX_BYTES}
cache_size = 50000
[consensus]
timeout_propose = "2s"
timeout_commit = "100ms"
create_empty_blocks = false
peer_gossip_sleep_duration = "20ms"
[statesync]
enable = false
rpc_servers = ""
trust_height = 0
trust_hash = ""
trust_period = "168h0m0s"
discovery_time = "5s"
[storage]
discard_abci_responses = true
[tx_index]
indexer = "null"
`;
}

/**
 * Writes the folder that the engine runs from: its configuration, the network's genesis and the two
 * keys, readable by their owner alone. Throws FileError, `file.exists` where one is.
 */
export function writeEngineHome(home: EngineHome): void {
  const { folder, network, consensus, node, sha256 } = home;
  const write = (path: string, text: string, mode: number): void => {
    writeFileDurably(join(folder, path), utf8(text), { mode, mustBeNew: true });
  };
  const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
  for (const name of ["", "config", "data"]) ensureFolder(join(folder, name));
  write("config/genesis.json", json(genesisOf(network, sha256)), 0o644);
  write("config/config.toml", configOf(home), 0o644);
  write("config/node_key.json", json({ priv_key: privateKeyJson(node) }), 0o600);
  const key = {
    address: engineAddress(consensus.signer.publicKey, sha256).toUpperCase(),
    pub_key: publicKeyJson(consensus.signer.publicKey),
    priv_key: privateKeyJson(consensus),
  };
  write("config/priv_validator_key.json", json(key), 0o600);
  write("data/priv_validator_state.json", json({ height: "0", round: 0, step: 0 }), 0o600);
}
