import { decodeByTable } from "../../bytes/base64-table.ts";
import { utf8 } from "../../bytes/bytes.ts";
import { signingHead } from "../entries/signing.ts";
import { HASH_CHARS, SIGNATURE_CHARS } from "../state/hash-words.ts";

// How a leaf with one signature ends: its last member is `sigs`, of a length that never varies.
const CLOSE = '"}]}'.length;
const SIGNATURE_FROM_END = SIGNATURE_CHARS + CLOSE;
const SIGS_FROM_END = ',"sigs":[{"key":"'.length + HASH_CHARS + '","sig":"'.length + SIGNATURE_FROM_END;

const END = utf8("}");

/**
 * What the one signer of a plain issue signed, cut out of its leaf: what is signed is the leaf itself
 * without its last member, after the domain line and the registry's id (`parsedSigningBytes`). For
 * leaves that `IssueReader` has read.
 */
export class IssueSigning {
  readonly #head: number;
  #message: Uint8Array<ArrayBuffer>;

  constructor(registryId: Uint8Array) {
    const head = signingHead(registryId);
    this.#head = head.length;
    this.#message = new Uint8Array(1024);
    this.#message.set(head);
  }

  /** Valid until the next call. */
  message(leaf: Uint8Array): Uint8Array {
    const end = this.#head + leaf.length - SIGS_FROM_END;
    if (end + END.length > this.#message.length) this.#grow(end + END.length);
    this.#message.set(leaf.subarray(0, leaf.length - SIGS_FROM_END), this.#head);
    this.#message.set(END, end);
    return this.#message.subarray(0, end + END.length);
  }

  /** 64 bytes. */
  signature(leaf: Uint8Array): Uint8Array {
    const from = leaf.length - SIGNATURE_FROM_END;
    const text = String.fromCharCode.apply(
      null,
      leaf.subarray(from, from + SIGNATURE_CHARS) as unknown as number[],
    );
    return decodeByTable(text) as Uint8Array;
  }

  #grow(least: number): void {
    const grown = new Uint8Array(Math.max(least, 2 * this.#message.length));
    grown.set(this.#message.subarray(0, this.#head));
    this.#message = grown;
  }
}
