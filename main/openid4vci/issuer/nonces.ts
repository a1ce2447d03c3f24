import { toBase64Url } from "../../../src/bytes/base64.ts";
import type { RandomBytes } from "../../doors/random.ts";

const LIFETIME = 300;
const MOST = 10_000;

/** Nonces for key proofs (OpenID4VCI 1.0 section 7); each is taken for one request. */
export class Nonces {
  readonly #made = new Map<string, number>();
  readonly #random: RandomBytes;

  constructor(random: RandomBytes) {
    this.#random = random;
  }

  make(now: number): string {
    for (const [old, at] of this.#made) {
      if (now - at <= LIFETIME && this.#made.size < MOST) break;
      this.#made.delete(old);
    }
    const nonce = toBase64Url(this.#random(16));
    this.#made.set(nonce, now);
    return nonce;
  }

  isKnown(nonce: string, now: number): boolean {
    const at = this.#made.get(nonce);
    return at !== undefined && now - at <= LIFETIME;
  }

  use(nonce: string): void {
    this.#made.delete(nonce);
  }
}
