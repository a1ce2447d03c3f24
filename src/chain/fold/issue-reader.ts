import { utf8 } from "../../bytes/bytes.ts";
import { isBytes32, isId, ZERO_HASH } from "../ids.ts";
import { MAX_STATUS_INDEX } from "../entries/issuing.ts";
import { MAX_TIME } from "../entries/shape.ts";
import { HASH_CHARS, isSignatureText, readHashBytes, SIGNATURE_CHARS } from "../state/hash-words.ts";
import { type Literal, literalOf, standsAt } from "./byte-words.ts";
import { KnownNames } from "./known-names.ts";
import { EPOCH, INDEX, KEY, OFFICE, TAG, TYPE } from "../state/issue-row.ts";

// A plain `credential.issue` in its canonical form, between the parts that vary.
const HEAD = literalOf(utf8(`{"after":"${ZERO_HASH}","body":{"commitment":"`));
const EPOCH_NAME = literalOf(utf8('","epoch":'));
const EXPIRES_FIRST = literalOf(utf8('","expires":'));
const EXPIRES_NEXT = literalOf(utf8(',"expires":'));
const INDEX_NAME = literalOf(utf8(',"index":'));
const TAG_NAME = literalOf(utf8(',"tag":"'));
const TYPE_AFTER_TAG = literalOf(utf8('","type":"'));
const TYPE_NAME = literalOf(utf8(',"type":"'));
const BY = literalOf(utf8('"},"by":"'));
const KIND = literalOf(utf8('","kind":"credential.issue","sigs":[{"key":"'));
const SIG = literalOf(utf8('","sig":"'));
const END = literalOf(utf8('"}]}'));

const MAX_ID = 64;
const MAX_DIGITS = 15;
const QUOTE = 0x22;
const ZERO = 0x30;

/**
 * Reads the commonest leaf straight from its bytes: a credential issued by one officer, without consent
 * keys. Whatever it reads, `parseEntry` and the shape of the kind accept with the same values; what it
 * does not read may still be an entry, and takes the way of all others.
 */
export class IssueReader {
  readonly names = new KnownNames();
  #bytes = new Uint8Array(0);
  #view = new DataView(this.#bytes.buffer);
  #at = 0;
  #end = 0;
  #number = 0;

  /**
   * Writes the row of the leaf in `bytes[from]` to `bytes[end - 1]` at `words[row]` and answers when it expires (POSIX
   * seconds), or -1 if this is no such leaf. Sooner for many leaves of the same `bytes`.
   */
  read(bytes: Uint8Array<ArrayBuffer>, from: number, end: number, words: Uint32Array, row: number): number {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    this.#at = from;
    this.#end = end;
    if (!this.#literal(HEAD) || !this.#hash(words, row)) return -1;
    let epoch = 0;
    if (this.#literal(EPOCH_NAME)) {
      if (!this.#integer() || this.#number < 1 || this.#number > 0xffffffff) return -1;
      epoch = this.#number;
      if (!this.#literal(EXPIRES_NEXT)) return -1;
    } else if (!this.#literal(EXPIRES_FIRST)) return -1;
    if (!this.#integer() || this.#number > MAX_TIME) return -1;
    const expires = this.#number;
    if (!this.#literal(INDEX_NAME) || !this.#integer() || this.#number > MAX_STATUS_INDEX) return -1;
    words[row + INDEX] = this.#number;
    words[row + EPOCH] = epoch;
    if (epoch > 0) {
      if (!this.#literal(TAG_NAME) || !this.#hash(words, row + TAG) || !this.#literal(TYPE_AFTER_TAG))
        return -1;
    } else if (!this.#literal(TYPE_NAME)) return -1;
    return this.#id(words, row + TYPE) &&
      this.#literal(BY) &&
      this.#id(words, row + OFFICE) &&
      this.#signed(words, row)
      ? expires
      : -1;
  }

  #signed(words: Uint32Array, row: number): boolean {
    if (!this.#literal(KIND) || this.#at + HASH_CHARS > this.#end) return false;
    const key = this.names.number(this.#view, this.#at, this.#at + HASH_CHARS, isBytes32);
    if (key < 0) return false;
    words[row + KEY] = key;
    this.#at += HASH_CHARS;
    if (!this.#literal(SIG) || this.#at + SIGNATURE_CHARS > this.#end) return false;
    if (!isSignatureText(this.#view, this.#at)) return false;
    this.#at += SIGNATURE_CHARS;
    return this.#literal(END) && this.#at === this.#end;
  }

  #literal(text: Literal): boolean {
    const at = this.#at;
    if (at + text.length > this.#end || !standsAt(this.#view, at, text)) return false;
    this.#at = at + text.length;
    return true;
  }

  #hash(words: Uint32Array, to: number): boolean {
    if (this.#at + HASH_CHARS > this.#end || !readHashBytes(this.#view, this.#at, words, to)) return false;
    this.#at += HASH_CHARS;
    return true;
  }

  /** A whole number in its one form, of as many digits as cannot lose any. */
  #integer(): boolean {
    const first = this.#at;
    let value = 0;
    for (let digit = 0; this.#at < this.#end; this.#at++) {
      digit = (this.#bytes[this.#at] as number) - ZERO;
      if (digit < 0 || digit > 9) break;
      value = 10 * value + digit;
    }
    const digits = this.#at - first;
    this.#number = value;
    return digits > 0 && digits <= MAX_DIGITS && (digits === 1 || this.#bytes[first] !== ZERO);
  }

  #id(words: Uint32Array, to: number): boolean {
    const from = this.#at;
    const view = this.#view;
    const most = Math.min(this.#end, from + MAX_ID + 1);
    let at = from;
    while (at < most && view.getUint8(at) !== QUOTE) at++;
    if (at === most) return false;
    const number = this.names.number(view, from, at, isId);
    if (number < 0) return false;
    words[to] = number;
    this.#at = at;
    return true;
  }
}
