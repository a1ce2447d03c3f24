import { hash, type KeyObject, verify } from "node:crypto";
import { toBase64Url } from "../../src/bytes/base64.ts";
import type { P256Jwk } from "../../src/crypto/p256-jwk.ts";
import type { Primitives, Sha256 } from "../../src/crypto/ports.ts";
import { nodeBase64 } from "./base64-reader.ts";
import { toDerSignature } from "./der-signature.ts";
import { ed25519KeyObject, p256KeyObject } from "./public-key.ts";

const MAX_CACHED = 4096;

/** Parsed keys by their text; the oldest half goes when it is full, so a stranger cannot grow it. */
class KeyCache {
  readonly #keys = new Map<string, KeyObject | undefined>();

  get(id: string, make: () => KeyObject): KeyObject | undefined {
    if (this.#keys.has(id)) return this.#keys.get(id);
    let key: KeyObject | undefined;
    try {
      key = make();
    } catch {
      key = undefined;
    }
    if (this.#keys.size >= MAX_CACHED) {
      let drop = MAX_CACHED / 2;
      for (const old of this.#keys.keys()) {
        if (drop-- === 0) break;
        this.#keys.delete(old);
      }
    }
    this.#keys.set(id, key);
    return key;
  }
}

const ed25519Keys = new KeyCache();
const p256Keys = new KeyCache();

function ed25519Key(publicKey: Uint8Array): KeyObject | undefined {
  return ed25519Keys.get(toBase64Url(publicKey), () => ed25519KeyObject(publicKey));
}

function p256Key(jwk: P256Jwk): KeyObject | undefined {
  return p256Keys.get(`${jwk.x}.${jwk.y}`, () => p256KeyObject(jwk));
}

const DIGEST_SIZE = 32;

/** By way of a text: a buffer of its own outside the heap costs Node four times as much as the hash. */
function digest(data: Uint8Array): Uint8Array {
  const text = hash("sha256", data, "binary");
  const bytes = new Uint8Array(DIGEST_SIZE);
  for (let i = 0; i < DIGEST_SIZE; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** From so many characters on a text is copied into room that is used again, not into new room each time. */
const LONG_TEXT = 0x400;
const ROOM = 0x20000;
const WIDEST = 3;
const room = new Uint8Array(ROOM);
const scratch = Buffer.from(room.buffer);

function textDigest(text: string): string {
  if (text.length < LONG_TEXT || WIDEST * text.length > ROOM) return hash("sha256", text, "base64url");
  const size = scratch.write(text, 0, "utf8");
  const digestOfText = hash("sha256", room.subarray(0, size), "base64url");
  room.fill(0, 0, size);
  return digestOfText;
}

const sha256: Sha256 = Object.assign(digest, {
  base64Url: (data: Uint8Array) => hash("sha256", data, "base64url"),
  textBase64Url: textDigest,
});

/** The domain's cryptography by node:crypto. Use `src/crypto/ed25519.ts` for verdicts on Ed25519. */
export const nodePrimitives: Primitives = {
  sha256,
  verifyEd25519: (publicKey, message, signature) => {
    const key = ed25519Key(publicKey);
    return key !== undefined && verify(null, message, key, signature);
  },
  verifyEs256: (publicKey, message, signature) => {
    const key = signature.length === 64 ? p256Key(publicKey) : undefined;
    return key !== undefined && verify("sha256", message, key, toDerSignature(signature));
  },
  base64: nodeBase64,
};
