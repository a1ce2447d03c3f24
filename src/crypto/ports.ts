import type { Base64Reader } from "../bytes/base64-reader.ts";
import type { P256Jwk } from "./p256-jwk.ts";

/** SHA-256 (FIPS 180-4) of the whole input; 32 bytes. */
export interface Sha256 {
  (data: Uint8Array): Uint8Array;
  /** The same as base64url without padding, where the runtime gives that at once (`digestText`). */
  readonly base64Url?: (data: Uint8Array) => string;
  /** The same of a text's UTF-8 bytes. */
  readonly textBase64Url?: (text: string) => string;
}

/**
 * What the domain needs of a cryptographic library, passed in by the runtime (node:crypto in main).
 * All calls are synchronous and never throw: a malformed key or signature is `false`.
 */
export interface Primitives {
  readonly sha256: Sha256;
  /** RFC 8032 cofactorless verification of `signature` (64 bytes) by `publicKey` (32 bytes). */
  readonly verifyEd25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
  /** ES256 (RFC 7518 section 3.4): `signature` is r || s (64 bytes); a key off the curve is `false`. */
  readonly verifyEs256: (publicKey: P256Jwk, message: Uint8Array, signature: Uint8Array) => boolean;
  /** Where the runtime has a faster one than every platform. */
  readonly base64?: Base64Reader;
}

/** Signs with an Ed25519 key that never leaves its owner (the vault, a key file). */
export interface Ed25519Signer {
  /** 32 bytes, RFC 8032 section 5.1.2. */
  readonly publicKey: Uint8Array;
  /** 64 bytes. */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** Signs with a P-256 key that never leaves its owner. */
export interface Es256Signer {
  readonly publicKey: P256Jwk;
  /** r || s, 64 bytes, RFC 7518 section 3.4. */
  readonly sign: (message: Uint8Array) => Uint8Array;
}
