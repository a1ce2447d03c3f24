import { createECDH, createPrivateKey, createPublicKey, hash, sign } from "node:crypto";
import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import type { Ed25519Signer } from "../../../src/crypto/ports.ts";

// What stands before the seed in an Ed25519 key of PKCS #8, RFC 8410 section 7.
const ED25519_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");

function secretOf(name: string): Buffer {
  return hash("sha256", `sealfolio bench ${name}`, "buffer");
}

/** The same key for a name in every run: for registries to measure by, and nothing else. */
export function seededSigner(name: string): Ed25519Signer {
  const der = Buffer.concat([ED25519_HEAD, secretOf(name)]);
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const { x } = createPublicKey(key).export({ format: "jwk" });
  return { publicKey: fromBase64Url(x as string), sign: (message) => sign(null, message, key) };
}

/** A compressed P-256 point (33 bytes, base64url), as the registry writes credential keys. */
export function seededP256(name: string): string {
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(secretOf(name));
  return toBase64Url(pair.getPublicKey(null, "compressed"));
}

/** 32 bytes, base64url, that stand for a commitment, a tag or a digest. */
export function seededHash(name: string): string {
  return toBase64Url(secretOf(name));
}
