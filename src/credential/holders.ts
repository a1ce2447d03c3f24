import { CryptoError } from "../crypto/error.ts";
import { parseP256Jwk } from "../crypto/p256.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/value.ts";
import { CredentialError } from "./error.ts";

/** In what capacity somebody holds a credential: their own, a guardian's for a child, a representative's for a body. */
export const HOLDER_ROLES = ["holder", "guardian", "representative"] as const;
export type HolderRole = (typeof HOLDER_ROLES)[number];

/** A key that may present the credential. */
export interface Holder {
  readonly role: HolderRole;
  readonly key: P256Jwk;
}

/**
 * Claim beside `cnf`, which RFC 7800 section 3.1 gives one key only: everybody who holds the credential, in
 * their capacity. The first is who `cnf` names, so it has no key of its own there; whoever knows only `cnf`
 * takes a presentation of that one. Absent where one holds it for themselves; never withheld.
 */
export const HOLDERS_CLAIM = "registry_holders";

/** As many as an entry of the chain has room for consent keys, and more than hold one thing together. */
export const MAX_HOLDERS = 16;

/** Throws `vc.holder`. */
export function readHolderKey(value: unknown): P256Jwk {
  try {
    return parseP256Jwk(value);
  } catch (cause) {
    if (cause instanceof CryptoError) throw new CredentialError("vc.holder", { cause });
    throw cause;
  }
}

function checkHolders(holders: readonly Holder[]): void {
  if (holders.length === 1) return;
  const keys = new Set(holders.map(({ key: { x, y } }) => `${x}.${y}`));
  const isFit = holders.length > 0 && holders.length <= MAX_HOLDERS && keys.size === holders.length;
  if (!isFit) throw new CredentialError("vc.holder");
}

/** `cnf`, and the claim beside it where one is needed. Throws `vc.holder`. */
export function holderClaims(holders: readonly Holder[]): JsonObject {
  const read = holders.map(({ role, key }) => ({ role, key: readHolderKey(key) }));
  checkHolders(read);
  const [first, ...others] = read as [Holder, ...Holder[]];
  const cnf = { jwk: { ...first.key } };
  if (others.length === 0 && first.role === "holder") return { cnf };
  const list = others.map(({ role, key }) => ({ role, jwk: { ...key } }));
  return { cnf, [HOLDERS_CLAIM]: [{ role: first.role }, ...list] };
}

function readRole(value: JsonValue | undefined): HolderRole {
  const role = HOLDER_ROLES.find((one) => one === value);
  if (role === undefined) throw new CredentialError("vc.holder");
  return role;
}

function readListed(value: JsonValue, first: P256Jwk | undefined): Holder {
  if (!isJsonObject(value) || Object.keys(value).length !== (first === undefined ? 2 : 1)) {
    throw new CredentialError("vc.holder");
  }
  return { role: readRole(value["role"]), key: first ?? readHolderKey(value["jwk"]) };
}

/** Everybody who may present it, the one of `cnf` first; each way to say it is one way only. Throws `vc.holder`. */
export function readHolders(cnf: JsonValue | undefined, listed: JsonValue | undefined): readonly Holder[] {
  if (!isJsonObject(cnf) || Object.keys(cnf).length !== 1) throw new CredentialError("vc.holder");
  const first = readHolderKey(cnf["jwk"]);
  if (listed === undefined) return [{ role: "holder", key: first }];
  if (!Array.isArray(listed) || listed.length === 0 || listed.length > MAX_HOLDERS) {
    throw new CredentialError("vc.holder");
  }
  const holders = (listed as readonly JsonValue[]).map((one, at) =>
    readListed(one, at === 0 ? first : undefined),
  );
  checkHolders(holders);
  if (holders.length === 1 && holders[0]?.role === "holder") throw new CredentialError("vc.holder");
  return holders;
}
