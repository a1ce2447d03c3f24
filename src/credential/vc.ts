import type { ClaimDefinition, TypeRecord } from "../chain/records.ts";
import type { P256Jwk } from "../crypto/p256.ts";
import type { JsonObject } from "../json/value.ts";
import type { ClaimsPointer } from "./sd-jwt/pointer.ts";
import type { ProcessedSdJwt } from "./sd-jwt/process.ts";

export interface CredentialDraft {
  /** base64url registry id. */
  readonly registryId: string;
  readonly office: string;
  readonly type: TypeRecord;
  /** Values nested as the type's claim paths say. */
  readonly values: JsonObject;
  /** POSIX seconds. */
  readonly issuedAt: number;
  readonly expires: number;
  /** Place in the office's status list. */
  readonly index: number;
  readonly holder: P256Jwk;
}

/** Claims of a credential ready for `issueSdJwt`. Throws CredentialError `vc.*`. */
export function buildCredential(_draft: CredentialDraft): {
  readonly claims: JsonObject;
  readonly disclosable: readonly ClaimsPointer[];
} {
  throw new Error("not built yet");
}

/** A key that may present the credential. Other roles (guardian) may join. */
export interface Holder {
  readonly role: "holder";
  readonly key: P256Jwk;
}

/** What a processed SD-JWT VC of our profile says. */
export interface Credential {
  readonly registryId: string;
  readonly office: string;
  readonly vct: string;
  readonly issuedAt: number;
  readonly expires: number;
  readonly index: number;
  readonly holders: readonly Holder[];
  /** What is said of the person or thing, without the members above. */
  readonly claims: JsonObject;
}

/** Reads our profile strictly. Throws CredentialError `vc.*`. */
export function readCredential(_processed: ProcessedSdJwt): Credential {
  throw new Error("not built yet");
}

/**
 * Values against the type's definitions: kinds, no unknown claim, and with `whole` also that no
 * required one is missing (a presentation holds only some). Throws `vc.claim_*`.
 */
export function checkClaims(
  _definitions: readonly ClaimDefinition[],
  _claims: JsonObject,
  _whole: boolean,
): void {
  throw new Error("not built yet");
}
