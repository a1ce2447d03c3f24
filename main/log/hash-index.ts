const EMPTY = 0;
const FIRST_CAPACITY = 1 << 10;

function uint32(hash: Uint8Array, at: number): number {
  return new DataView(hash.buffer, hash.byteOffset, hash.byteLength).getUint32(at);
}

interface Table {
  /** Index plus one, zero where free. */
  readonly slots: Uint32Array;
  /** Bits 0 to 31 and 32 to 63 of the hash in that slot. */
  readonly homes: Uint32Array;
  readonly prints: Uint32Array;
}

function newTable(capacity: number): Table {
  return {
    slots: new Uint32Array(capacity),
    homes: new Uint32Array(capacity),
    prints: new Uint32Array(capacity),
  };
}

function place(table: Table, home: number, print: number, slot: number): void {
  const mask = table.slots.length - 1;
  let at = home & mask;
  while (table.slots[at] !== EMPTY) at = (at + 1) & mask;
  table.slots[at] = slot;
  table.homes[at] = home;
  table.prints[at] = print;
}

/**
 * From a leaf hash to its index, in 12 bytes a slot (25 MB for a million entries): open addressing
 * by the hash's own bits. A hit is a candidate only; the caller compares the whole hash with the one
 * in the log, so what is kept here never has to be trusted.
 */
export class HashIndex {
  #table = newTable(FIRST_CAPACITY);
  #count = 0;

  get size(): number {
    return this.#count;
  }

  /** `hash` is 32 bytes; `index` below 2^32 - 1. */
  add(hash: Uint8Array, index: number): void {
    if (4 * (this.#count + 1) > 3 * this.#table.slots.length) this.#grow();
    place(this.#table, uint32(hash, 0), uint32(hash, 4), index + 1);
    this.#count++;
  }

  /** Indexes whose hash begins as this one does; hardly ever more than one. */
  *candidates(hash: Uint8Array): Generator<number> {
    const { slots, homes, prints } = this.#table;
    const mask = slots.length - 1;
    const home = uint32(hash, 0);
    const print = uint32(hash, 4);
    for (let at = home & mask; slots[at] !== EMPTY; at = (at + 1) & mask) {
      if (homes[at] === home && prints[at] === print) yield (slots[at] as number) - 1;
    }
  }

  #grow(): void {
    const old = this.#table;
    const next = newTable(2 * old.slots.length);
    for (const [at, slot] of old.slots.entries()) {
      if (slot !== EMPTY) place(next, old.homes[at] as number, old.prints[at] as number, slot);
    }
    this.#table = next;
  }
}
