const FIRST_CAPACITY = 1 << 10;
/** More different names than this are not told apart here; who has so many reads them another way. */
const MAX_NAMES = 1 << 16;
/** Odd, and its bits are spread: the multiplier of a hash that only finds places in a table. */
const SPREAD = 0x9e3779b1;

function textOf(view: DataView, from: number, to: number): string {
  return String.fromCharCode(...Array.from({ length: to - from }, (_, i) => view.getUint8(from + i)));
}

/** The last four bytes, which may overlap what is before; all of them where there are fewer. */
function tailOf(view: DataView, from: number, to: number): number {
  if (to - from >= 4) return view.getInt32(to - 4);
  let tail = 0;
  for (let i = from; i < to; i++) tail = (tail << 8) | view.getUint8(i);
  return tail;
}

interface Known {
  readonly length: number;
  /** Four bytes each, as far as they go. */
  readonly words: Int32Array;
  readonly tail: number;
}

function isName(known: Known, view: DataView, from: number, to: number, tail: number): boolean {
  const { length, words } = known;
  if (known.tail !== tail || length !== to - from) return false;
  for (let i = 0; i < words.length; i++) if (words[i] !== view.getInt32(from + 4 * i)) return false;
  return true;
}

/** Numbers for the ASCII names in a run of bytes, so that each is made a text once. */
export class KnownNames {
  /** By number. */
  readonly texts: string[] = [];
  readonly #known: Known[] = [];
  readonly #hashes: number[] = [];
  /** Number plus one. */
  #slots = new Uint32Array(FIRST_CAPACITY);

  /** Number of the name in these bytes; -1 if `admits` refuses it, or there are too many. */
  number(view: DataView, from: number, to: number, admits: (text: string) => boolean): number {
    const last = to - 3;
    const tail = tailOf(view, from, to);
    let hash = Math.imul(tail ^ (to - from), SPREAD);
    for (let i = from; i < last; i += 4) hash = Math.imul(hash ^ view.getInt32(i), SPREAD);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    let at = hash & mask;
    for (let slot = 0; (slot = this.#slots[at] as number) !== 0; at = (at + 1) & mask) {
      if (isName(this.#known[slot - 1] as Known, view, from, to, tail)) return slot - 1;
    }
    const text = textOf(view, from, to);
    if (this.texts.length === MAX_NAMES || !admits(text)) return -1;
    this.texts.push(text);
    this.#hashes.push(hash);
    const words = Int32Array.from({ length: (to - from) >>> 2 }, (_, i) => view.getInt32(from + 4 * i));
    this.#slots[at] = this.#known.push({ length: to - from, words, tail });
    if (2 * this.texts.length > this.#slots.length) this.#grow();
    return this.texts.length - 1;
  }

  #grow(): void {
    this.#slots = new Uint32Array(2 * this.#slots.length);
    const mask = this.#slots.length - 1;
    for (const [number, hash] of this.#hashes.entries()) {
      let at = hash & mask;
      while (this.#slots[at] !== 0) at = (at + 1) & mask;
      this.#slots[at] = number + 1;
    }
  }
}
