import { ed25519 } from "@noble/curves/ed25519.js";
import { equal } from "../bytes/bytes.ts";
import { fromHex } from "../bytes/hex.ts";
import { CryptoError } from "./error.ts";
import type { Primitives } from "./ports.ts";

/** Order of the base point as 32 bytes, least significant first (RFC 8032 section 5.1). */
const L = fromHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

/**
 * Every encoding of a point of order 1, 2, 4 or 8, canonical or not, with either sign bit (the list
 * follows from the curve equation; see "Taming the many EdDSAs", Chalkias et al. 2020, table 6c).
 */
const SMALL_ORDER: readonly Uint8Array[] = [
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
].map(fromHex);

/** Whether the first 32 bytes name a point of small order, whatever their sign bit. */
export function isSmallOrder(point: Uint8Array): boolean {
  const last = (point[31] as number) & 0x7f;
  for (const known of SMALL_ORDER) {
    let at = 0;
    // The last byte first: with it nearly every other point is told apart.
    if (known[31] === last) while (at < 31 && known[at] === point[at]) at++;
    if (at === 31) return true;
  }
  return false;
}

/** Whether S, the second half of a signature, is below the order (RFC 8032 section 5.1.7). */
function scalarIsReduced(signature: Uint8Array): boolean {
  for (let i = 31; i >= 0; i--) {
    const difference = (signature[32 + i] as number) - (L[i] as number);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/**
 * Admits a public key: 32 bytes, canonical encoding of a point on the curve, in the sense of
 * RFC 8032 section 5.1.3, and not of small order. Throws `crypto.key` or `crypto.small_order`.
 */
export function admitEd25519Key(key: Uint8Array): void {
  if (key.length !== 32) throw new CryptoError("crypto.key");
  if (isSmallOrder(key)) throw new CryptoError("crypto.small_order");
  try {
    const point = ed25519.Point.fromBytes(key);
    if (!equal(point.toBytes(), key)) throw new CryptoError("crypto.key");
  } catch (error) {
    if (error instanceof CryptoError) throw error;
    throw new CryptoError("crypto.key");
  }
}

/**
 * One verdict on every machine: S < L and R not of small order are checked here, the equation by the
 * cofactorless check passed in. The key must have been admitted before.
 */
export function verifyEd25519(
  primitives: Pick<Primitives, "verifyEd25519">,
  key: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (key.length !== 32 || signature.length !== 64) return false;
  if (isSmallOrder(key) || isSmallOrder(signature)) return false;
  if (!scalarIsReduced(signature)) return false;
  return primitives.verifyEd25519(key, message, signature);
}
