import { fromBase64UrlOf, toBase64Url } from "../../../src/bytes/base64.ts";
import { concat } from "../../../src/bytes/bytes.ts";
import { BytesError } from "../../../src/bytes/error.ts";
import type { Sha256 } from "../../../src/crypto/ports.ts";
import type { RandomBytes } from "../../doors/random.ts";

const LIFETIME = 300;
const HEAD = 16;
const MARK = 16;

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/**
 * Nonces for key proofs (OpenID4VCI 1.0 section 7); each is taken for one request. Anybody is given as many
 * as they ask for, so none of them is kept: each says when it was made, under a mark of this issuer's own.
 * Kept are those that were used, which only who has a token can do.
 */
export class Nonces {
  readonly #random: RandomBytes;
  readonly #sha256: Sha256;
  readonly #secret: Uint8Array;
  readonly #used = new Map<string, number>();

  constructor(random: RandomBytes, sha256: Sha256) {
    this.#random = random;
    this.#sha256 = sha256;
    this.#secret = random(32);
  }

  /** Of a head of one length, so that nothing can be made out of another's. */
  #mark(head: Uint8Array): Uint8Array {
    return this.#sha256(concat(this.#secret, head)).subarray(0, MARK);
  }

  make(now: number): string {
    const head = this.#random(HEAD).slice();
    new DataView(head.buffer).setUint32(0, now);
    return toBase64Url(concat(head, this.#mark(head)));
  }

  isKnown(nonce: string, now: number): boolean {
    let bytes: Uint8Array;
    try {
      bytes = fromBase64UrlOf(nonce, HEAD + MARK);
    } catch (error) {
      if (error instanceof BytesError) return false;
      throw error;
    }
    const head = bytes.slice(0, HEAD);
    if (!sameBytes(bytes.subarray(HEAD), this.#mark(head))) return false;
    const made = new DataView(head.buffer).getUint32(0);
    // The clock may have been set back.
    return Math.abs(now - made) <= LIFETIME && !this.#used.has(nonce);
  }

  use(nonce: string, now: number): void {
    for (const [old, at] of this.#used) {
      if (now - at <= LIFETIME) break;
      this.#used.delete(old);
    }
    this.#used.set(nonce, now);
  }
}
