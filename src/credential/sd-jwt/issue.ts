import type { Es256Signer, Sha256 } from "../../crypto/ports.ts";
import type { JsonObject } from "../../json/value.ts";

/** A place in claims that may be withheld; null stands for every element of an array. */
export type ClaimsPointer = readonly (string | number | null)[];

export interface SdJwtDraft {
  readonly claims: JsonObject;
  /** Each gets a disclosure of its own; one inside another makes recursive disclosures. */
  readonly disclosable: readonly ClaimsPointer[];
  /** Decoy digests (RFC 9901 section 4.2.5) added at the top level. */
  readonly decoys?: number;
  readonly kid: string;
  /** Certificate chain, base64 DER, for programs that know only X.509. */
  readonly x5c?: readonly string[];
}

export interface IssuePorts {
  readonly sha256: Sha256;
  /** Unpredictable bytes for salts and decoys. */
  readonly random: (length: number) => Uint8Array;
}

/** Signs an SD-JWT (`<jwt>~<disclosure>~...~`). Throws `sdjwt.draft` or `sdjwt.path`. */
export function issueSdJwt(_draft: SdJwtDraft, _signer: Es256Signer, _ports: IssuePorts): string {
  throw new Error("not built yet");
}
