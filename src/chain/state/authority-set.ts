import { fromBase64Url, toBase64Url } from "../../bytes/base64.ts";
import { utf8 } from "../../bytes/bytes.ts";
import type { Sha256 } from "../../crypto/ports.ts";
import { canonicalJson } from "../../json/canonical.ts";
import { isJsonObject, type JsonValue } from "../../json/value.ts";
import type { SealPolicy } from "../../note/seal.ts";
import { isBytes32, isId } from "../ids.ts";
import { LedgerError } from "../ledger-error.ts";
import type { AuthorityRecord } from "./records.ts";
import type { State } from "./state.ts";

/** What the next seal is judged by, as docs/registry-format.md ("Authority set hash") writes it down. */
export interface AuthoritySet {
  /** Those not retired, sorted by id; `cosign` is a base64url key. */
  readonly authorities: readonly { readonly cosign: string; readonly id: string }[];
  /** Keys the log may sign checkpoints with, sorted, none twice. */
  readonly log: readonly string[];
  /** The effective one. */
  readonly quorum: number;
}

const MAX_AUTHORITIES = 15;
const MAX_LOG_KEYS = 256;

type AuthorityView = Pick<State, "registry" | "authorities">;

/**
 * Signers needed of `count` authorities when the registry asks for `asked`: never fewer than
 * 1 + floor(2n/3), never more than n, and never none, so that an empty set can seal nothing.
 */
export function effectiveQuorum(count: number, asked: number): number {
  const floor = 1 + Math.floor((2 * count) / 3);
  return Math.max(1, Math.min(count, Math.max(asked, floor)));
}

/** Sorted by id. */
export function liveAuthorities(state: Pick<State, "authorities">): readonly AuthorityRecord[] {
  return state.authorities().filter((authority) => authority.retired === undefined);
}

/** Undefined before genesis. */
export function authoritySet(state: AuthorityView): AuthoritySet | undefined {
  const registry = state.registry();
  if (registry === undefined) return undefined;
  const live = liveAuthorities(state);
  const log = new Set(registry.log);
  for (const authority of live) if (authority.log !== undefined) log.add(authority.log);
  return {
    authorities: live.map(({ cosign, id }) => ({ cosign, id })),
    log: [...log].sort(),
    quorum: effectiveQuorum(live.length, registry.quorum),
  };
}

/** base64url, as a block record carries it. */
export function authoritySetHash(set: AuthoritySet, sha256: Sha256): string {
  const text = canonicalJson({
    authorities: set.authorities.map(({ cosign, id }) => ({ cosign, id })),
    log: set.log,
    quorum: set.quorum,
  });
  return toBase64Url(sha256(utf8(`sealfolio/authorities/v1\n${text}`)));
}

function isAscending(texts: readonly string[]): boolean {
  return texts.every((text, i) => i === 0 || (texts[i - 1] as string) < text);
}

/**
 * Reads a set from outside. It says nothing until its hash is that of a sealed record. Throws
 * `authorities.set`.
 */
export function parseAuthoritySet(value: unknown): AuthoritySet {
  const refused = (): LedgerError => new LedgerError("authorities.set");
  if (!isJsonObject(value) || Object.keys(value).length !== 3) throw refused();
  const { authorities, log, quorum } = value;
  if (!Array.isArray(authorities) || authorities.length < 1 || authorities.length > MAX_AUTHORITIES) {
    throw refused();
  }
  const members = (authorities as readonly JsonValue[]).map((item) => {
    if (!isJsonObject(item) || Object.keys(item).length !== 2) throw refused();
    const { cosign, id } = item;
    if (typeof cosign !== "string" || !isBytes32(cosign)) throw refused();
    if (typeof id !== "string" || !isId(id)) throw refused();
    return { cosign, id };
  });
  if (!Array.isArray(log) || log.length < 1 || log.length > MAX_LOG_KEYS) throw refused();
  const keys = (log as readonly JsonValue[]).map((key) => {
    if (typeof key !== "string" || !isBytes32(key)) throw refused();
    return key;
  });
  if (!isAscending(members.map(({ id }) => id)) || !isAscending(keys)) throw refused();
  if (typeof quorum !== "number" || quorum !== effectiveQuorum(members.length, quorum)) throw refused();
  return { authorities: members, log: keys, quorum };
}

/** The set with its keys as bytes, for the checkpoints of the log named `origin`. */
export function toSealPolicy(origin: string, set: AuthoritySet): SealPolicy {
  return {
    origin,
    logKeys: set.log.map((key) => fromBase64Url(key)),
    authorities: set.authorities.map(({ id, cosign }) => ({ id, cosign: fromBase64Url(cosign) })),
    quorum: set.quorum,
  };
}

/** Judges the seal of the block after this state; undefined before genesis. */
export function sealPolicy(state: AuthorityView): SealPolicy | undefined {
  const set = authoritySet(state);
  const registry = state.registry();
  return set === undefined || registry === undefined ? undefined : toSealPolicy(registry.origin, set);
}
