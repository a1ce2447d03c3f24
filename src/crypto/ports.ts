/** SHA-256 (FIPS 180-4) of the whole input; 32 bytes. */
export type Sha256 = (data: Uint8Array) => Uint8Array;

/**
 * What the domain needs of a cryptographic library, passed in by the runtime (node:crypto in main).
 * All calls are synchronous and never throw: a malformed key or signature is `false`.
 */
export interface Primitives {
  readonly sha256: Sha256;
  /** RFC 8032 cofactorless verification of `signature` (64 bytes) by `publicKey` (32 bytes). */
  readonly verifyEd25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
  /** ES256 (RFC 7518 section 3.4): `signature` is r || s, `publicKey` a compressed SEC1 point (33 bytes). */
  readonly verifyEs256: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
}

/** Signs with a key that never leaves its owner (the vault, a key file). */
export interface Signer {
  /** Ed25519: 32 bytes; P-256: compressed SEC1 point, 33 bytes. */
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
}
