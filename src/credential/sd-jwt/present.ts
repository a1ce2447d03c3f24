import type { Es256Signer, Sha256 } from "../../crypto/ports.ts";
import type { JsonObject } from "../../json/value.ts";
import type { ClaimsPointer } from "./issue.ts";
import type { SdJwt } from "./parse.ts";
import type { Disclosed } from "./process.ts";

/** What will leave when presented: made before the person is asked, used as it is afterwards. */
export interface Selection {
  readonly sdJwt: SdJwt;
  /** Exactly the disclosures that leave. */
  readonly disclosed: readonly Disclosed[];
  /** All that the verifier will read, the always visible claims included. */
  readonly claims: JsonObject;
}

/**
 * Chooses the disclosures that open the given places: each place itself, what stands inside it, and
 * the parents without which it cannot be read. Throws `sdjwt.path` for a place that is not there.
 */
export function selectDisclosures(
  _sdJwt: SdJwt,
  _paths: readonly ClaimsPointer[],
  _sha256: Sha256,
): Selection {
  throw new Error("not built yet");
}

export interface KeyBindingRequest {
  readonly nonce: string;
  readonly audience: string;
  /** POSIX seconds. */
  readonly issuedAt: number;
}

/** SD-JWT+KB of a selection, the Key Binding JWT signed by the holder (RFC 9901 section 4.3). */
export function presentSdJwt(
  _selection: Selection,
  _request: KeyBindingRequest,
  _holder: Es256Signer,
  _sha256: Sha256,
): string {
  throw new Error("not built yet");
}
