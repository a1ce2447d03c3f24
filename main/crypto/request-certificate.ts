import { X509Certificate } from "node:crypto";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { CryptoError } from "../../src/crypto/error.ts";
import { type P256Jwk, parseP256Jwk } from "../../src/crypto/p256.ts";
import type { RequestCertificate } from "../../src/presentation/stranger/judge.ts";
import type { TrustAnchors } from "../../src/verdict/anchors.ts";

const MAX_CERTIFICATE = 16_384;
/** Object identifier of the extension AuthorityKeyIdentifier (RFC 5280 section 4.2.1.1), DER. */
const AUTHORITY_KEY = Buffer.from("0603551d23", "hex");

function keyOf(certificate: X509Certificate): P256Jwk | undefined {
  try {
    return parseP256Jwk(certificate.publicKey.export({ format: "jwk" }));
  } catch (error) {
    if (error instanceof CryptoError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The certificate that a request came with, leaf first; undefined where it has no key that we check. */
export function readRequestCertificate(
  chain: readonly Uint8Array[],
  anchors: TrustAnchors,
  at: number,
): RequestCertificate | undefined {
  const [leaf] = chain;
  if (leaf === undefined || leaf.length > MAX_CERTIFICATE) return undefined;
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(leaf);
  } catch {
    return undefined;
  }
  const key = keyOf(certificate);
  if (key === undefined) return undefined;
  const tracing = anchors.trace(chain, at);
  return {
    key,
    hasDnsName: (name) => certificate.checkHost(name, { subject: "never", wildcards: false }) !== undefined,
    // A certificate of a web site says who that is, which is all that is asked here; but no anchor of
    // documents stands behind it.
    tracing: tracing.state === "invalid" && tracing.cause === "purpose" ? { state: "unknown" } : tracing,
  };
}

/** `keyIdentifier` of the authority that signed a certificate, base64url; undefined where it names none. */
export function authorityKeyOf(der: Uint8Array): string | undefined {
  const bytes = Buffer.from(der.buffer, der.byteOffset, Math.min(der.length, MAX_CERTIFICATE));
  const at = bytes.indexOf(AUTHORITY_KEY);
  if (at < 0) return undefined;
  // OCTET STRING, SEQUENCE, [0]: each of one byte of length, since identifiers are short.
  const [octets, , sequence, , tag, length = 0] = bytes.subarray(at + 5, at + 11);
  const id = bytes.subarray(at + 11, at + 11 + length);
  const isSound = octets === 0x04 && sequence === 0x30 && tag === 0x80 && length > 0 && length < 0x80;
  return isSound && id.length === length ? toBase64Url(Uint8Array.from(id)) : undefined;
}
