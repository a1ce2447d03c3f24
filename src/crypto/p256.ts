import { p256 } from "@noble/curves/nist.js";
import { fromBase64UrlOf, toBase64Url } from "../bytes/base64.ts";
import { utf8 } from "../bytes/bytes.ts";
import type { JsonValue } from "../json/value.ts";
import { isJsonObject } from "../json/value.ts";
import { CryptoError } from "./error.ts";
import type { Sha256 } from "./ports.ts";

/** Public members of a P-256 JSON Web Key, RFC 7518 section 6.2.1. */
export interface P256Jwk {
  readonly kty: "EC";
  readonly crv: "P-256";
  readonly x: string;
  readonly y: string;
}

/** Admits a compressed SEC1 point of P-256 (33 bytes) that is on the curve. Throws `crypto.key`. */
export function admitP256Key(key: Uint8Array): void {
  if (key.length !== 33) throw new CryptoError("crypto.key");
  try {
    p256.Point.fromBytes(key);
  } catch {
    throw new CryptoError("crypto.key");
  }
}

/** Compressed SEC1 point to JWK. Throws `crypto.key` when it is not on the curve. */
export function p256ToJwk(key: Uint8Array): P256Jwk {
  let raw: Uint8Array;
  try {
    raw = p256.Point.fromBytes(key).toBytes(false);
  } catch {
    throw new CryptoError("crypto.key");
  }
  return { kty: "EC", crv: "P-256", x: toBase64Url(raw.subarray(1, 33)), y: toBase64Url(raw.subarray(33)) };
}

/**
 * Compressed form of a P-256 JWK. A JWK with a private member is refused. Whether the point is on
 * the curve is left to `admitP256Key` or to the verifier. Throws `crypto.jwk`.
 */
export function p256FromJwk(jwk: JsonValue): Uint8Array {
  if (!isJsonObject(jwk) || jwk["kty"] !== "EC" || jwk["crv"] !== "P-256" || "d" in jwk) {
    throw new CryptoError("crypto.jwk");
  }
  const { x, y } = jwk;
  if (typeof x !== "string" || typeof y !== "string") throw new CryptoError("crypto.jwk");
  try {
    const out = new Uint8Array(33);
    out.set(fromBase64UrlOf(x, 32), 1);
    out[0] = 2 + ((fromBase64UrlOf(y, 32)[31] as number) & 1);
    return out;
  } catch {
    throw new CryptoError("crypto.jwk");
  }
}

/** JWK thumbprint (RFC 7638) of a P-256 key, base64url: what a credential's `kid` says. */
export function p256Thumbprint(jwk: P256Jwk, sha256: Sha256): string {
  return toBase64Url(sha256(utf8(`{"crv":"P-256","kty":"EC","x":"${jwk.x}","y":"${jwk.y}"}`)));
}
