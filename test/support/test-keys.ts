import { hash } from "node:crypto";
import { p256 } from "@noble/curves/nist.js";
import { ed25519Signer, es256Signer } from "../../main/crypto/keys.ts";
import { toBase64Url } from "../../src/bytes/base64.ts";
import type { Ed25519Signer, Es256Signer } from "../../src/crypto/ports.ts";

/** Keys and hashes that are the same in every run, made from a name. For tests only. */

const signers = new Map<string, Ed25519Signer>();

/** SHA-256 of the name: stands for a commitment, a tag, a digest, an order. */
export function hashOf(name: string): string {
  return toBase64Url(hash("sha256", name, "buffer"));
}

/** The secret behind `seedSigner`, for programs that sign for themselves. */
export function seedOf(name: string): Uint8Array {
  return hash("sha256", `seed ${name}`, "buffer");
}

export function seedSigner(name: string): Ed25519Signer {
  const known = signers.get(name);
  if (known !== undefined) return known;
  const made = ed25519Signer(seedOf(name));
  signers.set(name, made);
  return made;
}

/** The public key as entries write it. */
export function keyText(signer: Ed25519Signer): string {
  return toBase64Url(signer.publicKey);
}

export interface P256Pair {
  /** Compressed point, base64url, as entries write it. */
  readonly key: string;
  readonly signer: Es256Signer;
}

export function seedP256(name: string): P256Pair {
  const secret = hash("sha256", `p256 ${name}`, "buffer");
  return { key: toBase64Url(p256.getPublicKey(secret, true)), signer: es256Signer(secret) };
}
