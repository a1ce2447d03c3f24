import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { IssueSigning } from "../../../src/chain/fold/issue-signing.ts";
import { SignatureBatch } from "../../crypto/signature-batch.ts";
import { BATCH } from "./deferred-signatures.ts";

/** Whose signatures are to be verified, and from which leaf on. */
export interface Signing {
  readonly registryId: Uint8Array;
  readonly from: number;
}

/** Some of them (`SignatureBatch.bytes`), with the height of each one's block, ascending. */
export interface LabelledBatch {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly heights: readonly number[];
}

/** Puts the signatures of leaves that have a row together for whoever verifies them. */
export class RowSignatures {
  readonly #signing: IssueSigning;
  /** By number of the key's name. */
  readonly #keys: Uint8Array[] = [];
  #batch = new SignatureBatch();
  #heights: number[] = [];
  #batches: LabelledBatch[] = [];

  constructor(registryId: Uint8Array) {
    this.#signing = new IssueSigning(registryId);
  }

  /** `leaf` has a row in the block of that height, and its key this number and text. */
  add(leaf: Uint8Array, height: number, number: number, text: string): void {
    const key = (this.#keys[number] ??= fromBase64Url(text));
    this.#batch.add(key, this.#signing.message(leaf), this.#signing.signature(leaf));
    this.#heights.push(height);
    if (this.#batch.count === BATCH) this.#close();
  }

  /** Batches of BATCH signatures each, the last one of what is left. */
  take(): readonly LabelledBatch[] {
    this.#close();
    const batches = this.#batches;
    this.#batches = [];
    return batches;
  }

  #close(): void {
    if (this.#batch.count === 0) return;
    this.#batches.push({ bytes: this.#batch.bytes(), heights: this.#heights });
    this.#batch = new SignatureBatch();
    this.#heights = [];
  }
}
