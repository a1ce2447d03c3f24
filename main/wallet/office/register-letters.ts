import type { WordList } from "./register-words.ts";

const PAIRS = 65_536;

/** Which words hold two bytes side by side: with it, words that hold more of them are found quickly. */
export class LetterPairs {
  readonly #words: WordList;
  readonly #starts: Uint32Array;
  readonly #lists: Uint32Array;

  /** Of the words that there are now. */
  constructor(words: WordList) {
    this.#words = words;
    const { bytes, starts } = words.view;
    const counts = new Uint32Array(PAIRS + 1);
    // A word that holds a pair twice is in its list once.
    const seen = new Uint32Array(PAIRS);
    const each = (found: (pair: number, word: number) => void): void => {
      seen.fill(0);
      for (let word = 0; word + 1 < starts.length; word++) {
        const last = (starts[word + 1] as number) - 2;
        for (let at = starts[word] as number; at < last; at++) {
          const pair = ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
          if (seen[pair] === word + 1) continue;
          seen[pair] = word + 1;
          found(pair, word);
        }
      }
    };
    each((pair) => void ((counts[pair + 1] as number) += 1));
    for (let pair = 1; pair <= PAIRS; pair++) (counts[pair] as number) += counts[pair - 1] as number;
    this.#starts = Uint32Array.from(counts);
    this.#lists = new Uint32Array(counts[PAIRS] as number);
    each((pair, word) => void (this.#lists[(counts[pair] as number)++] = word));
  }

  get byteLength(): number {
    return this.#starts.byteLength + this.#lists.byteLength;
  }

  /** Numbers of the words that hold these two bytes or more, ascending. */
  eachHolding(needle: Uint8Array, found: (word: number) => void): void {
    let list: Uint32Array | undefined;
    for (let at = 0; at + 1 < needle.length; at++) {
      const pair = ((needle[at] as number) << 8) | (needle[at + 1] as number);
      const own = this.#lists.subarray(this.#starts[pair], this.#starts[pair + 1]);
      if (list === undefined || own.length < list.length) list = own;
    }
    if (list === undefined) return;
    const isWhole = needle.length === 2;
    for (let at = 0; at < list.length; at++) {
      const word = list[at] as number;
      if (isWhole || this.#words.holds(word, needle)) found(word);
    }
  }

  wipe(): void {
    this.#lists.fill(0);
  }
}
