import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { effectiveQuorum } from "../../src/chain/blocks/authority-set.ts";
import { addEntrySignature, buildEntry, ZERO_HASH } from "../../src/chain/entries/entry.ts";
import { registryIdOf } from "../../src/chain/blocks/ledger.ts";
import type { LangMap } from "../../src/chain/state/records.ts";
import type { Ed25519Signer, Primitives } from "../../src/crypto/ports.ts";
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
  readonly primitives: Pick<Primitives, "sha256">;
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

interface Founder {
  readonly id: string;
  readonly name: LangMap;
  readonly home: string;
  readonly entry: Ed25519Signer;
  readonly cosign: Ed25519Signer;
}

function makeKey(
  folder: string,
  file: "logKey" | "entryKey" | "cosignKey",
  random: RandomBytes,
): Ed25519Signer {
  const secret = newEd25519Secret(random);
  writeKeyFile(homePath(folder, file), secret);
  const signer = ed25519Signer(secret);
  secret.fill(0);
  return signer;
}

function makeFounders(folder: string, options: FoundOptions): Founder[] {
  const { authorities, random } = options;
  const named =
    typeof authorities === "number"
      ? Array.from({ length: authorities }, (_, at) => ({
          id: `authority-${at + 1}`,
          name: { en: `Authority ${at + 1}` } as LangMap,
        }))
      : authorities;
  return named.map(({ id, name }) => {
    const home = join(folder, "authorities", id);
    ensureFolder(home);
    const entry = makeKey(home, "entryKey", random);
    return { id, name, home, entry, cosign: makeKey(home, "cosignKey", random) };
  });
}

/** Leaf 0: each founder signs the entry that names them all. Throws EntryError. */
function buildGenesis(options: FoundOptions, log: Ed25519Signer, founders: readonly Founder[]): Uint8Array {
  const authorities = founders
    .map(({ id, name, entry, cosign }) => ({
      id,
      name: { ...name },
      entry: toBase64Url(entry.publicKey),
      cosign: toBase64Url(cosign.publicKey),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const body = {
    name: { ...options.name },
    origin: options.origin,
    log: toBase64Url(log.publicKey),
    authorities,
    quorum: effectiveQuorum(founders.length, options.quorum ?? 1),
    rules: 1,
    engine: "solo",
  };
  const unsigned = { kind: "registry.genesis", by: "founders", after: ZERO_HASH, body } as const;
  const [first, ...rest] = founders as readonly [Founder, ...Founder[]];
  // The registry has no id yet, so genesis is signed with 32 zero bytes in its place.
  const noId = new Uint8Array(32);
  const leaf = buildEntry(noId, unsigned, [first.entry]);
  return rest.reduce((signed: Uint8Array, { entry }) => addEntrySignature(noId, signed, entry), leaf);
}

function checkFolder(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new RegistryError("registry.exists");
}

/**
 * Founds a registry in an empty folder: keys of all authorities, the genesis entry signed by each, a
 * home for the node that orders entries (`node`) and one for each authority's cosigner
 * (`authorities/<id>`), which that node runs in its own process until it is told a URL instead. Throws
 * `registry.exists`, FileError, or EntryError for names and origins that no node would read.
 */
export function initRegistry(folder: string, options: FoundOptions): Founded {
  checkFolder(folder);
  const node = join(folder, "node");
  ensureFolder(node);
  const founders = makeFounders(folder, options);
  const genesis = buildGenesis(options, makeKey(node, "logKey", options.random), founders);
  const registry = toBase64Url(registryIdOf(genesis, options.primitives));
  const listen = options.listen ?? { host: "127.0.0.1", port: 0 };
  for (const { id, home } of founders) {
    const cosigner = { host: "127.0.0.1", port: 0 };
    writeHome(home, { role: "cosigner", registry, id, listen: cosigner }, genesis);
  }
  const config: SoloConfig = {
    role: "solo",
    registry,
    listen: { ...listen },
    cosigners: founders.map(({ id }) => ({ id, home: `../authorities/${id}` })),
  };
  writeHome(node, config, genesis);
  return { registry, node, authorities: founders.map(({ id, home }) => ({ id, home })), genesis };
}
