import type { JsonObject, JsonValue } from "../../json/value.ts";

/** A JWS in compact form (RFC 7515 section 7.1), read but not verified. */
export interface Jws {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  /** ASCII bytes of the whole compact form. */
  readonly bytes: Uint8Array;
  /** ASCII bytes of header and payload with the dot between them. */
  readonly signingInput: Uint8Array;
  /** 64 bytes, r || s. */
  readonly signature: Uint8Array;
}

/** RFC 9901 section 4.2. */
export interface Disclosure {
  /** As sent: what the digest is computed over. */
  readonly encoded: string;
  /** ASCII bytes of `encoded`. */
  readonly bytes: Uint8Array;
  readonly salt: string;
  /** Name of an object's member; undefined for an element of an array. */
  readonly name: string | undefined;
  readonly value: JsonValue;
}

/** An SD-JWT, or SD-JWT+KB when `keyBinding` is there (RFC 9901 section 4), read but not verified. */
export interface SdJwt {
  /** Issuer-signed JWT. */
  readonly jwt: Jws;
  readonly disclosures: readonly Disclosure[];
  readonly keyBinding: Jws | undefined;
  /** ASCII bytes up to and with the last `~`: what `sd_hash` covers (section 4.3.1). */
  readonly bound: Uint8Array;
}

/**
 * Splits and reads an SD-JWT in compact form, strictly; nothing is verified yet. At most 256 KiB,
 * 512 disclosures of 64 KiB, JSON 16 deep. Throws CredentialError `sdjwt.*`.
 */
export function parseSdJwt(_text: string): SdJwt {
  throw new Error("not built yet");
}
