import { X509Certificate } from "node:crypto";
import { parseP256Jwk } from "../../src/crypto/p256.ts";
import type { P256Jwk } from "../../src/crypto/p256-jwk.ts";
import type { RequestCertificate } from "../../src/presentation/stranger/judge.ts";
import type { TrustAnchors } from "../../src/trust/anchors.ts";

const MAX_CERTIFICATE = 16_384;

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
