import { HASH_WORDS, hashText, readHashWords } from "./hash-words.ts";
import { WordPages } from "./pages.ts";

const FREE = 0;
const FIRST_CAPACITY = 64;
const NONE = -1;
/** Not found within so many slots: it may be in the Map. */
const CROWDED = -2;
/** No text that anybody asks for. */
const UNASKED = "\u0000";
/**
 * Slots looked at for one hash. Hashes that offices choose can be made to crowd, so what finds no slot
 * within these goes into a Map, whose own hashing nobody outside can foresee.
 */
const MAX_PROBES = 32;

/**
 * Numbers hashes (32 bytes, base64url) from 0 on, in 40 to 48 bytes each where a Map of texts takes
 * 200: open addressing by the hash's own bits over pages that are never copied. Other texts are
 * numbered too, at a Map's price.
 */
export class HashNumbers {
  readonly #words = new WordPages(HASH_WORDS);
  /** Number plus one. */
  #slots = new Uint32Array(FIRST_CAPACITY);
  #count = 0;
  readonly #crowded = new Map<string, number>();
  /** Texts of numbers that are no hashes. */
  readonly #texts = new Map<number, string>();
  readonly #key = new Uint32Array(HASH_WORDS);
  /** The text asked for last: a rule asks for one several times. */
  #lastText = UNASKED;
  #lastNumber = NONE;

  /** Numbers given. */
  get size(): number {
    return this.#count;
  }

  /** -1 if it has none. */
  find(text: string): number {
    if (text === this.#lastText) return this.#lastNumber;
    const number = this.#search(text);
    this.#lastText = text;
    this.#lastNumber = number;
    return number;
  }

  /** Its number, new or old. */
  add(text: string): number {
    const known = this.find(text);
    if (known >= 0) return known;
    const number = this.#count++;
    this.#lastNumber = number;
    if (2 * this.#count > this.#slots.length) this.#grow();
    const page = this.#words.page(number);
    const at = this.#words.at(number);
    if (!readHashWords(text, page, at)) {
      this.#texts.set(number, text);
      this.#crowded.set(text, number);
    } else if (!this.#place(page[at] as number, number)) this.#crowded.set(text, number);
    return number;
  }

  /** As `find`, of the hash in the eight words from `words[at]` on. */
  findWords(words: Uint32Array, at: number): number {
    const found = this.#probe(words, at);
    return found !== CROWDED ? found : (this.#crowded.get(hashText(words, at)) ?? NONE);
  }

  /** The next number, for such a hash that has none. */
  pushWords(words: Uint32Array, at: number): number {
    const number = this.#count++;
    if (2 * this.#count > this.#slots.length) this.#grow();
    const page = this.#words.page(number);
    const to = this.#words.at(number);
    for (let i = 0; i < HASH_WORDS; i++) page[to + i] = words[at + i] as number;
    if (!this.#place(page[to] as number, number)) this.#crowded.set(hashText(words, at), number);
    this.#lastText = UNASKED;
    return number;
  }

  text(number: number): string {
    return this.#texts.get(number) ?? hashText(this.#words.page(number), this.#words.at(number));
  }

  #search(text: string): number {
    if (!readHashWords(text, this.#key, 0)) return this.#crowded.get(text) ?? NONE;
    const found = this.#probe(this.#key, 0);
    return found !== CROWDED ? found : (this.#crowded.get(text) ?? NONE);
  }

  #probe(words: Uint32Array, from: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let at = (words[from] as number) & mask;
    for (let probe = 0; probe < MAX_PROBES; probe++, at = (at + 1) & mask) {
      const slot = slots[at] as number;
      if (slot === FREE) return NONE;
      if (this.#holds(slot - 1, words, from)) return slot - 1;
    }
    return CROWDED;
  }

  #holds(number: number, words: Uint32Array, from: number): boolean {
    const page = this.#words.page(number);
    const at = this.#words.at(number);
    for (let i = 0; i < HASH_WORDS; i++) if (page[at + i] !== words[from + i]) return false;
    return true;
  }

  #place(home: number, number: number): boolean {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let at = home & mask;
    for (let probe = 0; probe < MAX_PROBES; probe++, at = (at + 1) & mask) {
      if (slots[at] !== FREE) continue;
      slots[at] = number + 1;
      return true;
    }
    return false;
  }

  #grow(): void {
    this.#slots = new Uint32Array(2 * this.#slots.length);
    this.#crowded.clear();
    for (const [number, text] of this.#texts) this.#crowded.set(text, number);
    for (let number = 0; number < this.#count - 1; number++) {
      if (this.#texts.has(number)) continue;
      const home = this.#words.page(number)[this.#words.at(number)] as number;
      if (!this.#place(home, number)) this.#crowded.set(this.text(number), number);
    }
  }
}
