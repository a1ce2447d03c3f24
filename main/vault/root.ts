import { concat, uint64 } from "../../src/bytes/bytes.ts";
import { VaultError } from "./error.ts";
import { SEAL_LENGTH } from "./seal.ts";
import { PLACE_LENGTH, prf } from "./subkeys.ts";

export const PARTS = 64;
const SUM = 32;
const ENCODED = 8 + PARTS * SUM;

/** What the root knows of a row; the seal (nonce and tag) stands for its content. */
export interface Element {
  readonly place: Uint8Array;
  readonly version: number;
  readonly seal: Uint8Array;
}

function part(place: Uint8Array): number {
  // The first byte that differs between rows of one collection.
  return (place[8] as number) % PARTS;
}

function xorInto(sum: Uint8Array, value: Uint8Array): void {
  for (let i = 0; i < SUM; i++) sum[i] = (sum[i] as number) ^ (value[i] as number);
}

/**
 * The keyed root: one value that changes with every row put, dropped or put back.
 *
 * It is MSet-XOR-Hash of Clarke, Devadas, van Dijk, Gassend and Suh, "Incremental Multiset Hash
 * Functions and Their Application to Memory Integrity Checking" (ASIACRYPT 2003): the XOR of a
 * pseudorandom function of each element. A bare XOR of public hashes could be forged by linear
 * algebra; this is sound because the function is keyed, because the sums are never seen (the root is
 * stored sealed, which takes the place of the paper's random mask), and because a place occurs once, so
 * that no element can cancel itself. A change costs two hashes however many rows there are, where a
 * Merkle tree would cost a path of them and memory for each row. The sums are kept in 64 parts by place
 * to narrow down what does not fit. `generation` rises with each transaction.
 */
export class Root {
  generation = 0;
  readonly #key: Uint8Array;
  readonly #sums: Uint8Array;
  // Filled anew for each element: a root is computed over a million of them.
  readonly #message = new Uint8Array(PLACE_LENGTH + 8 + SEAL_LENGTH);
  readonly #view = new DataView(this.#message.buffer);

  constructor(elementKey: Uint8Array, sums: Uint8Array = new Uint8Array(PARTS * SUM)) {
    this.#key = elementKey;
    this.#sums = sums;
  }

  #sum(index: number): Uint8Array {
    return this.#sums.subarray(index * SUM, (index + 1) * SUM);
  }

  #hash(element: Element): Uint8Array {
    const { place, version, seal } = element;
    const shaped = place.length === PLACE_LENGTH && seal.length === SEAL_LENGTH;
    if (!shaped || !Number.isSafeInteger(version) || version < 1) throw new VaultError("vault.tampered");
    const message = this.#message;
    message.set(place, 0);
    this.#view.setBigUint64(PLACE_LENGTH, BigInt(version));
    message.set(seal, PLACE_LENGTH + 8);
    return prf(this.#key, message);
  }

  /** Puts an element in; if it is in, takes it out. */
  toggle(element: Element): void {
    xorInto(this.#sum(part(element.place)), this.#hash(element));
  }

  /** Parts in which the two differ. */
  differences(other: Root): readonly number[] {
    const found: number[] = [];
    for (let index = 0; index < PARTS; index++) {
      if (!sameBytes(this.#sum(index), other.#sum(index))) found.push(index);
    }
    return found;
  }

  /** Whether the two differ in this element's part by this element alone. */
  differsBy(other: Root, element: Element): boolean {
    const index = part(element.place);
    const sum = Uint8Array.from(this.#sum(index));
    xorInto(sum, this.#hash(element));
    return sameBytes(sum, other.#sum(index));
  }

  static partOf(element: Element): number {
    return part(element.place);
  }

  clone(): Root {
    const copy = new Root(this.#key, Uint8Array.from(this.#sums));
    copy.generation = this.generation;
    return copy;
  }

  wipe(): void {
    this.#sums.fill(0);
  }

  encode(): Uint8Array {
    return concat(uint64(this.generation), this.#sums);
  }

  /** Throws `vault.tampered`. */
  static decode(elementKey: Uint8Array, bytes: Uint8Array): Root {
    if (bytes.length !== ENCODED) throw new VaultError("vault.tampered");
    const root = new Root(elementKey, bytes.slice(8));
    const generation = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
    root.generation = Number(generation);
    return root;
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = 0;
  for (let i = 0; i < SUM; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}
