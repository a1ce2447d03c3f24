import { fromBase64Url, toBase64Url } from "../../bytes/base64.ts";
import { concat, utf8 } from "../../bytes/bytes.ts";
import { admitEd25519Key, verifyEd25519 } from "../../crypto/ed25519.ts";
import { CryptoError } from "../../crypto/error.ts";
import type { Ed25519Signer, Primitives, Sha256 } from "../../crypto/ports.ts";
import { canonicalJson } from "../../json/canonical.ts";
import type { CredentialRecord, TypeRecord } from "../state/records.ts";
import { isOfficer } from "./signers.ts";
import type { State } from "../state/state.ts";
import type { ViolationCode } from "./kinds/violation.ts";

/** What an owner agrees to: this credential in place of that one. Commitments are base64url. */
export interface ConsentTerms {
  /** Of the new credential, POSIX seconds. */
  readonly expires: number;
  readonly new: string;
  /** The office that replaces. */
  readonly office: string;
  readonly old: string;
  readonly type: string;
}

export interface Consent {
  /** Ed25519 public key, base64url. */
  readonly key: string;
  readonly sig: string;
}

export interface PartyConsent extends Consent {
  readonly office: string;
}

const DOMAIN = utf8("sealfolio/consent/v1\n");

/** What a consent key signs (docs/registry-format.md, "Consent"). */
export function consentBytes(registryId: Uint8Array, terms: ConsentTerms): Uint8Array<ArrayBuffer> {
  const { expires, new: next, office, old, type } = terms;
  return concat(DOMAIN, registryId, utf8(canonicalJson({ expires, new: next, office, old, type })));
}

export function signConsent(registryId: Uint8Array, terms: ConsentTerms, signer: Ed25519Signer): Consent {
  const sig = toBase64Url(signer.sign(consentBytes(registryId, terms)));
  return { key: toBase64Url(signer.publicKey), sig };
}

/** How a credential names an owner's consent key before it is used: SHA-256 of its 32 bytes, base64url. */
export function consentKeyHash(publicKey: Uint8Array, sha256: Sha256): string {
  return toBase64Url(sha256(publicKey));
}

/** Who must agree, and what they gave. Both lists are free of repetition. */
export interface ConsentCase {
  readonly old: CredentialRecord;
  readonly type: TypeRecord;
  readonly terms: ConsentTerms;
  readonly consents: readonly Consent[];
  readonly parties: readonly PartyConsent[];
}

interface Where {
  readonly registryId: Uint8Array;
  readonly time: number;
  readonly primitives: Primitives;
  readonly signatures?: "verify" | "trusted";
}

function checkOwners({ old, type, consents }: ConsentCase, sha256: Sha256): ViolationCode | undefined {
  // Issued before its type asked for owners: nobody can consent, so it takes an order.
  if (type.consent.mode === "owners" && old.consent === undefined) return "consent.missing";
  const owners = new Set(old.consent?.keys ?? []);
  for (const { key } of consents) {
    if (!owners.has(consentKeyHash(fromBase64Url(key), sha256))) return "consent.unknown_key";
  }
  return consents.length < (old.consent?.need ?? 0) ? "consent.too_few" : undefined;
}

/** Every party that the type names signs, by one officer, and nobody else. */
function checkParties(state: State, { type, parties }: ConsentCase, time: number): ViolationCode | undefined {
  const named = type.consent.parties;
  if (parties.length !== named.length) return "consent.parties";
  for (const [i, { office: id, key }] of parties.entries()) {
    const office = state.office(id);
    if (id !== named[i] || office === undefined || office.withdrawn !== undefined) return "consent.parties";
    if (!isOfficer(office, key, time)) return "consent.parties";
  }
  return undefined;
}

function verifies(consent: Consent, message: Uint8Array, primitives: Primitives): boolean {
  const key = fromBase64Url(consent.key);
  try {
    // An owner's key is seen here for the first time.
    admitEd25519Key(key);
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
  return verifyEd25519(primitives, key, message, fromBase64Url(consent.sig));
}

/** Whether the owners, m of n, and every third party that the type names agreed to exactly these terms. */
export function verifyConsents(state: State, given: ConsentCase, where: Where): ViolationCode | undefined {
  const refusal = checkOwners(given, where.primitives.sha256) ?? checkParties(state, given, where.time);
  if (refusal !== undefined || where.signatures === "trusted") return refusal;
  const message = consentBytes(where.registryId, given.terms);
  const all = [...given.consents, ...given.parties];
  return all.every((consent) => verifies(consent, message, where.primitives)) ? undefined : "consent.invalid";
}

/** Whether this is one owner's consent to exactly these terms; how many are needed is not asked. */
export function isOwnersConsent(
  { old, terms, consent }: Pick<ConsentCase, "old" | "terms"> & { readonly consent: Consent },
  registryId: Uint8Array,
  primitives: Primitives,
): boolean {
  const hash = consentKeyHash(fromBase64Url(consent.key), primitives.sha256);
  if (old.consent?.keys.includes(hash) !== true) return false;
  return verifies(consent, consentBytes(registryId, terms), primitives);
}
