import { type KeyObject, verify } from "node:crypto";
import { equal } from "../../src/bytes/bytes.ts";
import { EntryMemory } from "../../src/chain/entries/entry-memory.ts";
import type { Primitives } from "../../src/crypto/ports.ts";
import { ed25519KeyObject } from "../crypto/public-key.ts";

/** Signatures remembered; more than four full blocks. */
const CAPACITY = 1 << 15;
const MAX_KEYS = 4_096;

interface Known {
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

/**
 * Remembers which Ed25519 signatures held: the engine, and every cosigner in its process, looks at
 * each entry anew, and only the arithmetic of one signature over one message by one key is not done
 * again. What did not hold is never remembered. That arithmetic can also be done ahead, on other
 * cores, while the process goes on.
 */
export class VerifiedSignatures {
  /** Those given, with this memory in front of `verifyEd25519`. */
  readonly primitives: Primitives;
  /** How entries read, for the ledgers of one registry that judge by these primitives. */
  readonly entries: EntryMemory;
  readonly #capacity: number;
  /** By signature; the older half goes when the newer is full. */
  #newer = new Map<string, Known>();
  #older = new Map<string, Known>();
  /** Keys of which a signature has held. Only for them is work done ahead, so strangers cause none. */
  readonly #keys = new Map<string, KeyObject>();

  constructor(primitives: Primitives, capacity = CAPACITY) {
    this.#capacity = capacity;
    this.entries = new EntryMemory(primitives.sha256);
    const verifyEd25519: Primitives["verifyEd25519"] = (publicKey, message, signature) => {
      if (this.#knows(publicKey, message, signature)) return true;
      if (!primitives.verifyEd25519(publicKey, message, signature)) return false;
      this.#remember(publicKey, message, signature);
      return true;
    };
    this.primitives = { ...primitives, verifyEd25519 };
  }

  /** Whether it is known to hold, once that has been looked at; no is asked again in its time. */
  ahead(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
    if (this.#knows(publicKey, message, signature)) return Promise.resolve(true);
    const key = this.#keys.get(textOf(publicKey));
    if (key === undefined) return Promise.resolve(false);
    return new Promise((done) => {
      verify(null, message, key, signature, (error, holds) => {
        const isKnown = error === null && holds;
        if (isKnown) this.#remember(publicKey, message, signature);
        done(isKnown);
      });
    });
  }

  #knows(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
    const text = textOf(signature);
    const known = this.#newer.get(text) ?? this.#older.get(text);
    return known !== undefined && equal(known.publicKey, publicKey) && equal(known.message, message);
  }

  #remember(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): void {
    if (this.#newer.size >= this.#capacity / 2) {
      this.#older = this.#newer;
      this.#newer = new Map();
    }
    // Copies: what was verified must not change under us.
    this.#newer.set(textOf(signature), { publicKey: publicKey.slice(), message: message.slice() });
    this.#rememberKey(publicKey);
  }

  #rememberKey(publicKey: Uint8Array): void {
    const text = textOf(publicKey);
    if (this.#keys.has(text)) return;
    if (this.#keys.size >= MAX_KEYS) this.#keys.clear();
    this.#keys.set(text, ed25519KeyObject(publicKey));
  }
}
