import type { Sha256 } from "../../crypto/ports.ts";
import type { JsonObject } from "../../json/value.ts";
import type { Disclosure, SdJwt } from "./parse.ts";

/** Where a claim stands: names of members and indexes of elements. */
export type ClaimsPath = readonly (string | number)[];

/** One disclosure with its place in the processed claims. */
export interface Disclosed {
  readonly path: ClaimsPath;
  readonly disclosure: Disclosure;
}

export interface ProcessedSdJwt {
  /** The processed payload (RFC 9901 section 7.1): what is disclosed put in, all else dropped. */
  readonly claims: JsonObject;
  /** In the order of the claims; parents before what stands inside them. */
  readonly disclosed: readonly Disclosed[];
}

/**
 * RFC 9901 section 7.1 steps 3 to 5: every disclosure referenced exactly once, no digest twice,
 * nothing overwritten. SHA-256 only. Throws CredentialError `sdjwt.*`.
 */
export function processSdJwt(_sdJwt: SdJwt, _sha256: Sha256): ProcessedSdJwt {
  throw new Error("not built yet");
}
