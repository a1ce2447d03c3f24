import assert from "node:assert/strict";
import { newP256Secret } from "../../main/crypto/keys.ts";
import { type RandomBytes, systemRandom } from "../../main/doors/random.ts";

const ENCODED = /[A-Za-z0-9_-]{44,}/g;

/** The ways in which bytes show in a text. */
export function formsOf(secret: Uint8Array): readonly string[] {
  const bytes = Buffer.from(secret);
  // Within longer base64, three alignments; the last characters may depend on what follows.
  const base64 = [0, 1, 2].map((skip) =>
    bytes
      .subarray(skip)
      .toString("base64")
      .slice(0, Math.floor(((bytes.length - skip) * 4) / 3)),
  );
  const url = base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
  return [bytes.toString("latin1"), bytes.toString("hex"), ...base64, ...url];
}

/** Everything in a wallet that must never leave it: its passphrases and each 32 bytes it drew. */
export class MarkedSecrets {
  readonly #forms: string[] = [];
  /** Whatever was drawn, for a test that has to do what only the owner can. */
  readonly drawn: Uint8Array[] = [];

  /** Randomness that remembers what can only be a key. */
  readonly random: RandomBytes = (length) => {
    const bytes = systemRandom(length);
    if (length === 32) this.#remember(bytes);
    // A P-256 key is made of more.
    if (length === 48) this.#remember(newP256Secret(() => Uint8Array.from(bytes)));
    return bytes;
  };

  #remember(secret: Uint8Array): void {
    this.add(secret);
    this.drawn.push(Uint8Array.from(secret));
  }

  add(secret: Uint8Array): void {
    this.#forms.push(...formsOf(secret));
  }

  /** Looks into the text, and into what is encoded within it. */
  isIn(text: string): boolean {
    const inside = (text.match(ENCODED) ?? []).map((part) =>
      Buffer.from(part, "base64url").toString("latin1"),
    );
    return [text, ...inside].some((each) => this.#forms.some((form) => each.includes(form)));
  }

  assertAbsent(text: string, what: string): void {
    assert.ok(!this.isIn(text), `${what} tells a secret`);
  }
}
