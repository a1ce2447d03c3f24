import { createPublicKey, type KeyObject } from "node:crypto";
import { fromBase64UrlOf } from "../../src/bytes/base64.ts";
import type { P256Jwk } from "../../src/crypto/p256-jwk.ts";

/**
 * Public keys for node:crypto, always handed over as PEM: with an options object (JWK, DER) Node throws
 * and catches two exceptions on the way, and OpenSSL multiplies the point of a JWK by the order of the
 * curve, which on P-256, of cofactor 1, says nothing that being on the curve does not. A holder's key
 * is imported for every verdict, so this is a sixth of its time.
 */

// base64 of what stands before the key in a SubjectPublicKeyInfo: RFC 8410 section 4; RFC 5480
// section 2, with the 0x04 of an uncompressed point. Both are whole groups of three bytes.
const ED25519_HEAD = "MCowBQYDK2VwAyEA";
const P256_HEAD = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE";

/** Of a line of PEM, RFC 7468 section 2. */
const LINE = 64;

const point = Buffer.alloc(64);

function fromPem(spki: string): KeyObject {
  const rest = spki.length > LINE ? `\n${spki.slice(LINE)}` : "";
  return createPublicKey(
    `-----BEGIN PUBLIC KEY-----\n${spki.slice(0, LINE)}${rest}\n-----END PUBLIC KEY-----\n`,
  );
}

/** 32 bytes; whether they are a point is for the verification to find out. Throws unless they are 32. */
export function ed25519KeyObject(publicKey: Uint8Array): KeyObject {
  const { buffer, byteOffset, byteLength } = publicKey;
  if (byteLength !== 32) throw new RangeError("not an Ed25519 key");
  return fromPem(`${ED25519_HEAD}${Buffer.from(buffer, byteOffset, byteLength).toString("base64")}`);
}

/** Throws for what is not the one form of a point on P-256. */
export function p256KeyObject({ x, y }: P256Jwk): KeyObject {
  point.set(fromBase64UrlOf(x, 32), 0);
  point.set(fromBase64UrlOf(y, 32), 32);
  return fromPem(`${P256_HEAD}${point.toString("base64")}`);
}
