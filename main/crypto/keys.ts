import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import { ed25519 } from "@noble/curves/ed25519.js";
import { p256 } from "@noble/curves/nist.js";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { p256ToJwk } from "../../src/crypto/p256.ts";
import type { Ed25519Signer, Es256Signer } from "../../src/crypto/ports.ts";
import type { RandomBytes } from "../doors/random.ts";
import { fromDerSignature } from "./der-signature.ts";

/** A new Ed25519 seed (RFC 8032 section 5.1.5) or P-256 private scalar, 32 bytes; the caller keeps it sealed. */
export function newEd25519Secret(random: RandomBytes): Uint8Array {
  return random(32);
}

export function newP256Secret(random: RandomBytes): Uint8Array {
  return p256.utils.randomSecretKey(random(48));
}

/** The secret is copied into the key object; the caller may wipe its own copy. */
export function ed25519Signer(secret: Uint8Array): Ed25519Signer {
  const publicKey = ed25519.getPublicKey(secret);
  const key: KeyObject = createPrivateKey({
    key: { kty: "OKP", crv: "Ed25519", x: toBase64Url(publicKey), d: toBase64Url(secret) },
    format: "jwk",
  });
  return { publicKey, sign: (message) => sign(null, message, key) };
}

/** As `ed25519Signer`, for ES256. */
export function es256Signer(secret: Uint8Array): Es256Signer {
  const publicKey = p256ToJwk(p256.getPublicKey(secret));
  const key = createPrivateKey({ key: { ...publicKey, d: toBase64Url(secret) }, format: "jwk" });
  return { publicKey, sign: (message) => fromDerSignature(sign("sha256", message, key)) };
}
