/** Ends each word in the list of words; it is in none, since words are cut at white space. */
const END = 10;

/** Small and capital letters, letters with and without marks, full and half width are the same. */
export function fold(text: string): string {
  // oxlint-disable-next-line no-control-regex -- all of ASCII, where lower case is all there is to it
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/** What somebody typed, as words of which each must be found. */
export function wordsOf(search: string): readonly string[] {
  return [...new Set(fold(search).split(/\s+/u))].filter((word) => word !== "");
}

function grown<T extends Uint8Array | Uint32Array>(array: T, needed: number, make: (length: number) => T): T {
  if (needed <= array.length) return array;
  const next = make(Math.max(needed, Math.ceil(array.length * 1.5)));
  next.set(array);
  return next;
}

/** Every different word once, in one piece of memory, by number. Words are without white space, as UTF-8. */
export class WordList {
  #bytes = Buffer.alloc(4096);
  #end = 0;
  #starts = new Uint32Array(512);
  #count = 0;
  /** Open addressing: number of the word + 1, 0 where there is none. */
  #slots = new Uint32Array(1024);
  readonly #scratch = Buffer.alloc(4096);

  get count(): number {
    return this.#count;
  }

  get byteLength(): number {
    return this.#bytes.byteLength + this.#starts.byteLength + this.#slots.byteLength;
  }

  /** Number of a word, which is put in if it is new. A very long one is cut. */
  add(word: string): number {
    const scratch = this.#scratch;
    const length = scratch.write(word);
    const slot = this.#slotOf(length);
    const known = this.#slots[slot] as number;
    if (known !== 0) return known - 1;
    const number = this.#count;
    this.#bytes = grown(this.#bytes, this.#end + length + 1, (size) => Buffer.alloc(size));
    this.#starts = grown(this.#starts, number + 2, (size) => new Uint32Array(size));
    scratch.copy(this.#bytes, this.#end, 0, length);
    this.#bytes[this.#end + length] = END;
    this.#end += length + 1;
    this.#count = number + 1;
    this.#starts[number + 1] = this.#end;
    this.#slots[slot] = number + 1;
    if (this.#count * 2 > this.#slots.length) this.#widen();
    return number;
  }

  #hash(bytes: Uint8Array, from: number, to: number): number {
    // FNV-1a; nobody gains by choosing words that fall together in their own register.
    let hash = 0x811c9dc5;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    return (hash ^ (hash >>> 15)) >>> 0;
  }

  /** Slot of the word in the scratch, or the free one where it belongs. */
  #slotOf(length: number): number {
    const mask = this.#slots.length - 1;
    let slot = this.#hash(this.#scratch, 0, length) & mask;
    for (;;) {
      const known = this.#slots[slot] as number;
      if (known === 0 || this.#is(known - 1, length)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #is(number: number, length: number): boolean {
    const start = this.#starts[number] as number;
    const end = (this.#starts[number + 1] as number) - 1;
    return end - start === length && this.#bytes.compare(this.#scratch, 0, length, start, end) === 0;
  }

  #widen(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < this.#count; number++) {
      const end = (this.#starts[number + 1] as number) - 1;
      let slot = this.#hash(this.#bytes, this.#starts[number] as number, end) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }

  wordAt(number: number): string {
    return this.#bytes.toString("utf8", this.#starts[number], (this.#starts[number + 1] as number) - 1);
  }

  /** Its number; undefined where it is not in the list. */
  numberOf(word: string): number | undefined {
    const known = this.#slots[this.#slotOf(this.#scratch.write(word))] as number;
    return known === 0 ? undefined : known - 1;
  }

  /** Whether a word holds some bytes anywhere. */
  holds(number: number, needle: Uint8Array): boolean {
    const bytes = this.#bytes;
    const length = needle.length;
    const first = needle[0];
    const last = (this.#starts[number + 1] as number) - 1 - length;
    for (let at = this.#starts[number] as number; at <= last; at++) {
      if (bytes[at] !== first) continue;
      let same = 1;
      while (same < length && bytes[at + same] === needle[same]) same++;
      if (same === length) return true;
    }
    return false;
  }

  /** Bytes of all words, each with one byte more behind it, and where each begins; views, not to be kept. */
  get view(): { readonly bytes: Uint8Array; readonly starts: Uint32Array } {
    return { bytes: this.#bytes.subarray(0, this.#end), starts: this.#starts.subarray(0, this.#count + 1) };
  }

  wipe(): void {
    this.#bytes.fill(0);
    this.#end = 0;
    this.#count = 0;
  }
}
