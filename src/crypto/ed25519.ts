import { ed25519 } from "@noble/curves/ed25519.js";
import { equal } from "../bytes/bytes.ts";
import { fromHex } from "../bytes/hex.ts";
import { CryptoError } from "./error.ts";
import type { Primitives } from "./ports.ts";

/** Order of the base point, RFC 8032 section 5.1. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

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

/** Whether the 32 bytes name a point of small order, whatever their sign bit. */
export function isSmallOrder(point: Uint8Array): boolean {
  const unsigned = Uint8Array.from(point);
  unsigned[31] = (unsigned[31] as number) & 0x7f;
  return SMALL_ORDER.some((known) => equal(known, unsigned));
}

function scalarIsReduced(signature: Uint8Array): boolean {
  let s = 0n;
  for (let i = 63; i >= 32; i--) s = (s << 8n) | BigInt(signature[i] as number);
  return s < L;
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
  if (isSmallOrder(key) || isSmallOrder(signature.subarray(0, 32))) return false;
  if (!scalarIsReduced(signature)) return false;
  return primitives.verifyEd25519(key, message, signature);
}
