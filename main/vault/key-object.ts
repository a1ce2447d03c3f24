import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { fromBase64UrlOf } from "../../src/bytes/base64.ts";
import { concat } from "../../src/bytes/bytes.ts";
import { fromHex } from "../../src/bytes/hex.ts";
import { p256Compress, parseP256Jwk } from "../../src/crypto/p256.ts";
import { fromDerSignature } from "../crypto/der-signature.ts";

export type Algorithm = "Ed25519" | "ES256";

/** PKCS #8 (RFC 5958) up to the 32 secret bytes: of RFC 8410, and of RFC 5915 without the public key. */
const HEADS: Readonly<Record<Algorithm, Uint8Array>> = {
  Ed25519: fromHex("302e020100300506032b657004220420"),
  ES256: fromHex("3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420"),
};

/** The secret as the library's own object, without passing through text that nobody can wipe. */
export function privateKeyObject(algorithm: Algorithm, secret: Uint8Array): KeyObject {
  const der = concat(HEADS[algorithm], secret);
  try {
    return createPrivateKey({ key: Buffer.from(der.buffer), format: "der", type: "pkcs8" });
  } finally {
    der.fill(0);
  }
}

/** 32 bytes (Ed25519) or a compressed point of 33 (P-256). */
export function publicKeyOf(algorithm: Algorithm, key: KeyObject): Uint8Array {
  const jwk = createPublicKey(key).export({ format: "jwk" });
  return algorithm === "Ed25519" ? fromBase64UrlOf(String(jwk.x), 32) : p256Compress(parseP256Jwk(jwk));
}

/** Ed25519 as RFC 8032, ES256 as RFC 7518 section 3.4; 64 bytes. */
export function signWith(algorithm: Algorithm, key: KeyObject, message: Uint8Array): Uint8Array {
  return algorithm === "Ed25519" ? sign(null, message, key) : fromDerSignature(sign("sha256", message, key));
}
