import { SignatureBatch } from "../../crypto/signature-batch.ts";
import type { SignaturePool } from "../../crypto/signature-pool.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";

/** Signatures of a batch: some 20 ms of a thread's work, so that cancelling and progress stay prompt. */
export const BATCH = 256;

/**
 * Lets a walk over many entries go on while their signatures are verified elsewhere: `primitives`
 * answers every Ed25519 check with yes for now and notes it; `settle` tells afterwards for which
 * labels that was wrong. Whatever a rule would have done after a no is not done, so all that was
 * folded in under or after a failed label must be thrown away.
 *
 * Use: for each block `begin(height)`, check and commit it with `primitives`, and `await room()`; at
 * the end `await settle()`. A label is whatever the caller counts by.
 */
export class DeferredSignatures {
  readonly primitives: Primitives;
  readonly #pool: SignaturePool;
  /** What is being verified, with the lowest label of each. */
  readonly #under = new Map<Promise<void>, number>();
  readonly #failed = new Set<number>();
  #batch = new SignatureBatch();
  #labels: number[] = [];
  #label = 0;
  #verified = 0;
  #error: unknown;

  constructor(primitives: Primitives, pool: SignaturePool) {
    this.#pool = pool;
    const verifyEd25519: Primitives["verifyEd25519"] = (key, message, signature) => {
      this.#batch.add(key, message, signature);
      this.#labels.push(this.#label);
      if (this.#batch.count >= BATCH) this.#send();
      return true;
    };
    this.primitives = { ...primitives, verifyEd25519 };
  }

  /** What is checked from now on belongs to this label. */
  begin(label: number): void {
    this.#label = label;
  }

  /** Signatures that were verified so far, whether they held or not. */
  get verified(): number {
    return this.#verified;
  }

  /** Labels that failed so far, ascending. */
  get failed(): readonly number[] {
    return [...this.#failed].sort((a, b) => a - b);
  }

  /** The lowest label of which something is not verified yet; what is noted later may be below it. */
  get open(): number {
    let lowest = this.#labels[0] ?? Number.POSITIVE_INFINITY;
    for (const label of this.#under.values()) lowest = Math.min(lowest, label);
    return lowest;
  }

  /**
   * Takes over a batch (`SignatureBatch.bytes`) that somebody else has put together, with the label of
   * each of its signatures, ascending.
   */
  take(batch: Uint8Array<ArrayBuffer>, labels: readonly number[]): void {
    const done = this.#verify(batch, labels).finally(() => this.#under.delete(done));
    this.#under.set(done, labels[0] ?? Number.POSITIVE_INFINITY);
  }

  /** Resolves when so few wait that more may be noted. Rejects if a thread failed. */
  async room(): Promise<void> {
    await this.#pool.room();
    if (this.#error !== undefined) throw this.#error;
  }

  /** Resolves when everything noted is verified, with the labels that failed, ascending. Rejects if a thread failed. */
  async settle(): Promise<readonly number[]> {
    this.#send();
    await Promise.all(this.#under.keys());
    if (this.#error !== undefined) throw this.#error;
    return this.failed;
  }

  #send(): void {
    const labels = this.#labels;
    const batch = this.#batch;
    if (batch.count === 0) return;
    this.#batch = new SignatureBatch();
    this.#labels = [];
    this.take(batch.bytes(), labels);
  }

  async #verify(batch: Uint8Array<ArrayBuffer>, labels: readonly number[]): Promise<void> {
    try {
      for (const place of await this.#pool.verify(batch)) this.#failed.add(labels[place] as number);
      this.#verified += labels.length;
    } catch (error) {
      this.#error ??= error;
    }
  }
}
