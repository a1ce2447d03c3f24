import { p256 } from "@noble/curves/nist.js";
import { fromBase64UrlOf, isBase64UrlOf, toBase64Url } from "../bytes/base64.ts";
import { concat, utf8 } from "../bytes/bytes.ts";
import { isJsonObject } from "../json/value.ts";
import { CryptoError } from "./error.ts";
import type { P256Jwk } from "./p256-jwk.ts";
import type { Sha256 } from "./ports.ts";

/** Admits a compressed SEC1 point of P-256 (33 bytes) that is on the curve. Throws `crypto.key`. */
export function admitP256Key(key: Uint8Array): void {
  if (key.length !== 33) throw new CryptoError("crypto.key");
  try {
    p256.Point.fromBytes(key);
  } catch {
    throw new CryptoError("crypto.key");
  }
}

/** Compressed SEC1 point (33 bytes) to JWK. Throws `crypto.key` when it is not on the curve. */
export function p256ToJwk(key: Uint8Array): P256Jwk {
  if (key.length !== 33) throw new CryptoError("crypto.key");
  let raw: Uint8Array;
  try {
    raw = p256.Point.fromBytes(key).toBytes(false);
  } catch {
    throw new CryptoError("crypto.key");
  }
  return { kty: "EC", crv: "P-256", x: toBase64Url(raw.subarray(1, 33)), y: toBase64Url(raw.subarray(33)) };
}

/**
 * Reads the public members of a P-256 JWK from outside; other public members (`kid`, `use`) are
 * dropped, a private member is refused. That the point is on the curve is the verifier's to check.
 * Throws `crypto.jwk`.
 */
export function parseP256Jwk(value: unknown): P256Jwk {
  if (!isJsonObject(value) || value["kty"] !== "EC" || value["crv"] !== "P-256" || "d" in value) {
    throw new CryptoError("crypto.jwk");
  }
  const { x, y } = value;
  if (typeof x !== "string" || typeof y !== "string") throw new CryptoError("crypto.jwk");
  if (!isBase64UrlOf(x, 32) || !isBase64UrlOf(y, 32)) throw new CryptoError("crypto.jwk");
  return { kty: "EC", crv: "P-256", x, y };
}

/** Compressed SEC1 point (33 bytes) of a JWK, as the registry writes keys. Throws `crypto.jwk` off the curve. */
export function p256Compress(jwk: P256Jwk): Uint8Array {
  try {
    const raw = concat(Uint8Array.of(4), fromBase64UrlOf(jwk.x, 32), fromBase64UrlOf(jwk.y, 32));
    return p256.Point.fromBytes(raw).toBytes(true);
  } catch {
    throw new CryptoError("crypto.jwk");
  }
}

/** JWK thumbprint (RFC 7638) of a P-256 key, base64url: what a credential's `kid` says. */
export function p256Thumbprint(jwk: P256Jwk, sha256: Sha256): string {
  return toBase64Url(sha256(utf8(`{"crv":"P-256","kty":"EC","x":"${jwk.x}","y":"${jwk.y}"}`)));
}
