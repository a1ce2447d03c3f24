import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { effectiveQuorum } from "../../src/chain/blocks/authority-set.ts";
import { addEntrySignature, buildEntry, ZERO_HASH } from "../../src/chain/entries/entry.ts";
import { Ledger, registryIdOf } from "../../src/chain/blocks/ledger.ts";
import { isId } from "../../src/chain/entries/ids.ts";
import type { LangMap } from "../../src/chain/state/records.ts";
import type { Ed25519Signer, Primitives } from "../../src/crypto/ports.ts";
import { codeOf } from "../../src/error.ts";
import { ed25519Signer, newEd25519Secret } from "../crypto/keys.ts";
import { ensureFolder } from "../doors/file.ts";
import type { RandomBytes } from "../doors/random.ts";
import { RegistryError } from "./error.ts";
import { homePath, type SoloConfig, writeHome } from "./home.ts";
import { writeKeyFile } from "./key-file.ts";

export interface FoundOptions {
  /** Of the registry, by language. */
  readonly name: LangMap;
  /** Origin of the log: its URL without the scheme, as a rule. */
  readonly origin: string;
  /** Founders; a number makes `authority-1` and so on. 1 to 15. */
  readonly authorities: number | readonly { readonly id: string; readonly name: LangMap }[];
  /** Default: the least that is allowed. */
  readonly quorum?: number;
  /** Where the node will listen; default a free port of loopback. */
  readonly listen?: { readonly host: string; readonly port: number };
  readonly random: RandomBytes;
  readonly primitives: Primitives;
}

export interface Founded {
  /** base64url; what wallets pin. */
  readonly registry: string;
  /** Home of the node that orders entries. */
  readonly node: string;
  /** Each authority's home, with its two keys. */
  readonly authorities: readonly { readonly id: string; readonly home: string }[];
  /** Leaf 0. */
  readonly genesis: Uint8Array;
}

interface Key {
  readonly secret: Uint8Array;
  readonly signer: Ed25519Signer;
}

interface Founder {
  readonly id: string;
  readonly name: LangMap;
  readonly entry: Key;
  readonly cosign: Key;
}

const MAX_AUTHORITIES = 15;

function makeKey(random: RandomBytes): Key {
  const secret = newEd25519Secret(random);
  return { secret, signer: ed25519Signer(secret) };
}

function makeFounders({ authorities, random }: FoundOptions): Founder[] {
  const named =
    typeof authorities === "number"
      ? Array.from({ length: Math.min(authorities, MAX_AUTHORITIES + 1) }, (_, at) => ({
          id: `authority-${at + 1}`,
          name: { en: `Authority ${at + 1}` } as LangMap,
        }))
      : authorities;
  // Ids become names of folders, so they are looked at before anything is made.
  const ids = new Set(named.map(({ id }) => id).filter(isId));
  if (ids.size !== named.length || ids.size === 0 || ids.size > MAX_AUTHORITIES) {
    throw new RegistryError("registry.authorities");
  }
  return named.map(({ id, name }) => ({ id, name, entry: makeKey(random), cosign: makeKey(random) }));
}

/** Leaf 0: each founder signs the entry that names them all. Throws EntryError. */
function buildGenesis(options: FoundOptions, log: Ed25519Signer, founders: readonly Founder[]): Uint8Array {
  const authorities = founders
    .map(({ id, name, entry, cosign }) => ({
      id,
      name: { ...name },
      entry: toBase64Url(entry.signer.publicKey),
      cosign: toBase64Url(cosign.signer.publicKey),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const body = {
    name: { ...options.name },
    origin: options.origin,
    log: toBase64Url(log.publicKey),
    authorities,
    quorum: options.quorum ?? effectiveQuorum(founders.length, 1),
    rules: 1,
    engine: "solo",
  };
  const unsigned = { kind: "registry.genesis", by: "founders", after: ZERO_HASH, body } as const;
  // The registry has no id yet, so genesis is signed with 32 zero bytes in its place.
  const noId = new Uint8Array(32);
  const [first, ...rest] = founders.map(({ entry }) => entry.signer);
  const leaf = buildEntry(noId, unsigned, first === undefined ? [] : [first]);
  return rest.reduce((signed: Uint8Array, signer) => addEntrySignature(noId, signed, signer), leaf);
}

/** The genesis entry, if it is one that every node will take. Throws `registry.genesis`. */
function makeGenesis(options: FoundOptions, log: Ed25519Signer, founders: readonly Founder[]): Uint8Array {
  try {
    const leaf = buildGenesis(options, log, founders);
    // Throws unless the rules accept it.
    new Ledger(registryIdOf(leaf, options.primitives), options.primitives, { genesis: leaf }).sealPolicy();
    return leaf;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw new RegistryError("registry.genesis", { cause: error });
  }
}

function checkFolder(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new RegistryError("registry.exists");
}

function writeAuthority(home: string, founder: Founder, registry: string, genesis: Uint8Array): void {
  const { id, entry, cosign } = founder;
  ensureFolder(home);
  writeKeyFile(homePath(home, "entryKey"), entry.secret);
  writeKeyFile(homePath(home, "cosignKey"), cosign.secret);
  writeHome(home, { role: "cosigner", registry, id, listen: { host: "127.0.0.1", port: 0 } }, genesis);
}

/**
 * Founds a registry in an empty folder: keys of all authorities, the genesis entry signed by each, a
 * home for the node that orders entries (`node`) and one for each authority's cosigner
 * (`authorities/<id>`), which that node runs in its own process until it is told a URL instead. Throws
 * `registry.exists`, `registry.authorities`, `registry.genesis` (name, origin or quorum that no node
 * would take) or FileError.
 */
export function initRegistry(folder: string, options: FoundOptions): Founded {
  checkFolder(folder);
  const founders = makeFounders(options);
  const log = makeKey(options.random);
  try {
    const genesis = makeGenesis(options, log.signer, founders);
    const registry = toBase64Url(registryIdOf(genesis, options.primitives));
    const authorities = founders.map((founder) => {
      const home = join(folder, "authorities", founder.id);
      writeAuthority(home, founder, registry, genesis);
      return { id: founder.id, home };
    });
    const node = join(folder, "node");
    ensureFolder(node);
    writeKeyFile(homePath(node, "logKey"), log.secret);
    const config: SoloConfig = {
      role: "solo",
      registry,
      listen: { ...(options.listen ?? { host: "127.0.0.1", port: 0 }) },
      cosigners: founders.map(({ id }) => ({ id, home: `../authorities/${id}` })),
    };
    writeHome(node, config, genesis);
    return { registry, node, authorities, genesis };
  } finally {
    for (const { secret } of [log, ...founders.flatMap(({ entry, cosign }) => [entry, cosign])])
      secret.fill(0);
  }
}
