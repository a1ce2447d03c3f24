import { ed25519 } from "@noble/curves/ed25519.js";
import { p256 } from "@noble/curves/nist.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { fromBase64UrlOf } from "../../src/bytes/base64.ts";
import { concat, equal } from "../../src/bytes/bytes.ts";
import type { Primitives } from "../../src/crypto/ports.ts";

/** The domain's cryptography where there is no node:crypto: noble alone. Slow and not constant in time. */

/** The 32 bytes as a number, least significant first (RFC 8032 section 5.1.2). */
function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** RFC 8032 section 5.1.7 without the cofactor, as the port asks; noble's own `verify` multiplies by it. */
function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  const order = ed25519.Point.Fn.ORDER;
  const [r, s] = [signature.subarray(0, 32), littleEndian(signature.subarray(32))];
  if (s >= order) return false;
  try {
    const key = ed25519.Point.fromBytes(publicKey);
    const k = littleEndian(sha512(concat(r, publicKey, message))) % order;
    const left = ed25519.Point.BASE.multiplyUnsafe(s);
    return equal(left.subtract(key.multiplyUnsafe(k)).toBytes(), r);
  } catch {
    return false;
  }
}

export const noblePrimitives: Primitives = {
  sha256,
  verifyEd25519,
  verifyEs256: (publicKey, message, signature) => {
    if (signature.length !== 64) return false;
    try {
      const [x, y] = [fromBase64UrlOf(publicKey.x, 32), fromBase64UrlOf(publicKey.y, 32)];
      // RFC 7518 section 3.4 knows no rule of a low s.
      return p256.verify(signature, message, concat(Uint8Array.of(4), x, y), { lowS: false });
    } catch {
      return false;
    }
  },
};
