import { fromBase64Url } from "../bytes/base64.ts";
import { encodeCbor } from "../cbor/encode.ts";
import { p256Thumbprint } from "../crypto/p256.ts";
import type { P256Jwk } from "../crypto/p256-jwk.ts";
import type { Sha256 } from "../crypto/ports.ts";

export interface HandoverParts {
  readonly clientId: string;
  readonly nonce: string;
  /** The verifier's key that the response is encrypted to; undefined where it is not. */
  readonly encryptedTo: P256Jwk | undefined;
  /** Empty for a request of the registry that goes by file or code: its answer is posted nowhere. */
  readonly responseUri: string;
}

/** `OpenID4VPHandoverInfo` (OpenID4VP 1.0 appendix B.2.6.1). */
export function handoverInfo(parts: HandoverParts, sha256: Sha256): Uint8Array {
  const { clientId, nonce, encryptedTo, responseUri } = parts;
  const thumbprint = encryptedTo === undefined ? null : fromBase64Url(p256Thumbprint(encryptedTo, sha256));
  return encodeCbor([clientId, nonce, thumbprint, responseUri]);
}

/** The encoded SessionTranscript that the holder of an mdoc signs (ISO 18013-5 section 9.1.5.1). */
export function sessionTranscript(parts: HandoverParts, sha256: Sha256): Uint8Array {
  return encodeCbor([null, null, ["OpenID4VPHandover", sha256(handoverInfo(parts, sha256))]]);
}
