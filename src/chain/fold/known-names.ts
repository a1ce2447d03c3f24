const FIRST_CAPACITY = 1 << 10;
/** More different names than this are not told apart here; who has so many reads them another way. */
const MAX_NAMES = 1 << 16;

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

/** Numbers for the ASCII names in a run of bytes, so that each is made a text once. */
export class KnownNames {
  /** By number. */
  readonly texts: string[] = [];
  readonly #bytes: Uint8Array[] = [];
  /** Number plus one. */
  #slots = new Uint32Array(FIRST_CAPACITY);

  /** Number of the name in these bytes; -1 if `admits` refuses it, or there are too many. */
  number(bytes: Uint8Array, from: number, to: number, admits: (text: string) => boolean): number {
    let hash = to - from;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
    const mask = this.#slots.length - 1;
    let at = (hash ^ (hash >>> 15)) & mask;
    for (let slot = 0; (slot = this.#slots[at] as number) !== 0; at = (at + 1) & mask) {
      if (this.#is(slot - 1, bytes, from, to)) return slot - 1;
    }
    const text = textOf(bytes, from, to);
    if (this.texts.length === MAX_NAMES || !admits(text)) return -1;
    this.texts.push(text);
    this.#slots[at] = this.#bytes.push(bytes.slice(from, to));
    if (2 * this.texts.length > this.#slots.length) this.#grow();
    return this.texts.length - 1;
  }

  #is(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    const name = this.#bytes[number] as Uint8Array;
    if (name.length !== to - from) return false;
    for (let i = 0; i < name.length; i++) if (name[i] !== bytes[from + i]) return false;
    return true;
  }

  #grow(): void {
    this.#slots = new Uint32Array(2 * this.#slots.length);
    const mask = this.#slots.length - 1;
    for (const [number, name] of this.#bytes.entries()) {
      let hash = name.length;
      for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ (name[i] as number), 0x01000193);
      let at = (hash ^ (hash >>> 15)) & mask;
      while (this.#slots[at] !== 0) at = (at + 1) & mask;
      this.#slots[at] = number + 1;
    }
  }
}
