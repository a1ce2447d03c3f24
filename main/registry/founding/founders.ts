import { toBase64Url } from "../../../src/bytes/base64.ts";
import { effectiveQuorum } from "../../../src/chain/state/authority-set.ts";
import { addEntrySignature, buildEntry, ZERO_HASH } from "../../../src/chain/entries/entry.ts";
import { Ledger, registryIdOf } from "../../../src/chain/blocks/ledger.ts";
import { isId } from "../../../src/chain/ids.ts";
import type { LangMap } from "../../../src/chain/state/records.ts";
import type { Ed25519Signer, Primitives } from "../../../src/crypto/ports.ts";
import { codeOf } from "../../../src/error.ts";
import { ed25519Signer, newEd25519Secret } from "../../crypto/keys.ts";
import type { RandomBytes } from "../../doors/random.ts";
import { RegistryError } from "../error.ts";

/** What the founders of a registry agree on. */
export interface Charter {
  /** Of the registry, by language. */
  readonly name: LangMap;
  /** Origin of the log: its URL without the scheme, as a rule. */
  readonly origin: string;
  /** Founders; a number makes `authority-1` and so on. 1 to 15. */
  readonly authorities: number | readonly { readonly id: string; readonly name: LangMap }[];
  /** Default: the least that is allowed. */
  readonly quorum?: number;
  readonly random: RandomBytes;
  readonly primitives: Primitives;
}

export interface Key {
  readonly secret: Uint8Array;
  readonly signer: Ed25519Signer;
}

export interface Founder {
  readonly id: string;
  readonly name: LangMap;
  readonly entry: Key;
  readonly cosign: Key;
  /** Of one that runs a node of a network. */
  readonly node?: { readonly log: Key; readonly consensus: Key };
}

const MAX_AUTHORITIES = 15;

export function makeKey(random: RandomBytes): Key {
  const secret = newEd25519Secret(random);
  return { secret, signer: ed25519Signer(secret) };
}

/** Keys of all founders; `nodes` gives each those of a node too. Throws `registry.authorities`. */
export function makeFounders({ authorities, random }: Charter, nodes: boolean): Founder[] {
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
  return named.map(({ id, name }) => ({
    id,
    name,
    entry: makeKey(random),
    cosign: makeKey(random),
    ...(nodes ? { node: { log: makeKey(random), consensus: makeKey(random) } } : {}),
  }));
}

function publicText({ signer }: Key): string {
  return toBase64Url(signer.publicKey);
}

/** Leaf 0: each founder signs the entry that names them all. Throws EntryError. */
function buildGenesis(charter: Charter, log: Key | undefined, founders: readonly Founder[]): Uint8Array {
  const authorities = founders
    .map(({ id, name, entry, cosign, node }) => ({
      id,
      name: { ...name },
      entry: publicText(entry),
      cosign: publicText(cosign),
      ...(node === undefined ? {} : { log: publicText(node.log), consensus: publicText(node.consensus) }),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const body = {
    name: { ...charter.name },
    origin: charter.origin,
    ...(log === undefined ? {} : { log: publicText(log) }),
    authorities,
    quorum: charter.quorum ?? effectiveQuorum(founders.length, 1),
    rules: 1,
    engine: log === undefined ? "cometbft" : "solo",
  };
  const unsigned = { kind: "registry.genesis", by: "founders", after: ZERO_HASH, body } as const;
  // The registry has no id yet, so genesis is signed with 32 zero bytes in its place.
  const noId = new Uint8Array(32);
  const [first, ...rest] = founders.map(({ entry }) => entry.signer);
  const leaf = buildEntry(noId, unsigned, first === undefined ? [] : [first]);
  return rest.reduce((signed: Uint8Array, signer) => addEntrySignature(noId, signed, signer), leaf);
}

/**
 * The genesis entry of a solo registry with this log key, of a network if there is none; one that every
 * node will take. Throws `registry.genesis`.
 */
export function makeGenesis(
  charter: Charter,
  log: Key | undefined,
  founders: readonly Founder[],
): Uint8Array {
  try {
    const leaf = buildGenesis(charter, log, founders);
    // Throws unless the rules accept it.
    new Ledger(registryIdOf(leaf, charter.primitives), charter.primitives, { genesis: leaf }).sealPolicy();
    return leaf;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw new RegistryError("registry.genesis", { cause: error });
  }
}

/** Wipes what was made for founders once it lies in their homes. */
export function wipe(keys: Iterable<Key>, founders: readonly Founder[]): void {
  for (const { secret } of keys) secret.fill(0);
  for (const { entry, cosign, node } of founders) {
    for (const key of [entry, cosign, node?.log, node?.consensus]) key?.secret.fill(0);
  }
}
