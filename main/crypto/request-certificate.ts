import { X509Certificate } from "node:crypto";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { parseP256Jwk } from "../../src/crypto/p256.ts";
import type { P256Jwk } from "../../src/crypto/p256-jwk.ts";
import type { RequestCertificate } from "../../src/presentation/stranger/judge.ts";
import type { TrustAnchors } from "../../src/trust/anchors.ts";

const MAX_CERTIFICATE = 16_384;
/** Object identifiers of the extensions that name keys (RFC 5280 sections 4.2.1.1 and 4.2.1.2), DER. */
const AUTHORITY_KEY = Buffer.from("0603551d23", "hex");
const SUBJECT_KEY = Buffer.from("0603551d0e", "hex");

/** Its key, if it is one of P-256. */
export function keyOfCertificate(certificate: X509Certificate): P256Jwk | undefined {
  try {
    return parseP256Jwk(certificate.publicKey.export({ format: "jwk" }));
  } catch {
    // Other curves, other kinds, points off the curve: OpenSSL and Node have errors of their own for each.
    return undefined;
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
  const key = keyOfCertificate(certificate);
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

/**
 * The identifier inside an extension: `tags` are what it is wrapped in, each of one byte of length, since
 * identifiers are short. Base64url; undefined where it is not there.
 */
function keyIdIn(der: Uint8Array, extension: Buffer, tags: readonly number[]): string | undefined {
  const bytes = Buffer.from(der.buffer, der.byteOffset, Math.min(der.length, MAX_CERTIFICATE));
  const at = bytes.indexOf(extension);
  if (at < 0) return undefined;
  const inner = bytes.subarray(at + extension.length);
  const begin = 2 * tags.length;
  const length = inner[begin - 1] ?? 0;
  const id = inner.subarray(begin, begin + length);
  const isSound = tags.every((tag, i) => inner[2 * i] === tag) && length > 0 && length < 0x80;
  return isSound && id.length === length ? toBase64Url(Uint8Array.from(id)) : undefined;
}

/** `keyIdentifier` of the authority that signed a certificate, base64url; undefined where it names none. */
export function authorityKeyOf(der: Uint8Array): string | undefined {
  return keyIdIn(der, AUTHORITY_KEY, [0x04, 0x30, 0x80]);
}

/** The identifier by which certificates that this one signs name it, base64url. */
export function subjectKeyOf(der: Uint8Array): string | undefined {
  return keyIdIn(der, SUBJECT_KEY, [0x04, 0x04]);
}
