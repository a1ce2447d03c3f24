import { toBase64Url } from "../../bytes/base64.ts";
import type { Sha256 } from "../../crypto/ports.ts";
import { leafHash } from "../../merkle/hash.ts";
import { type Entry, parseEntry } from "./entry.ts";

/** An entry with the hash of its leaf, as bytes and as base64url. */
export interface ReadEntry {
  readonly entry: Entry;
  readonly hash: Uint8Array;
  readonly entryHash: string;
}

interface RememberedEntry extends ReadEntry {
  isVerified: boolean;
}

/** Bytes of leaves remembered, halved each time they are reached. */
const CAPACITY = 1 << 24;

/** Reads a leaf. `known` is its hash, if somebody has made it already. Throws EntryError. */
export function readEntry(leaf: Uint8Array, sha256: Sha256, known?: Uint8Array): ReadEntry {
  const entry = parseEntry(leaf);
  const hash = known ?? leafHash(leaf, sha256);
  return { entry, hash, entryHash: toBase64Url(hash) };
}

/**
 * What is the same of an entry whoever looks at it: how it reads, and that its signatures are what its
 * keys make. An engine and the cosigners in its process each apply every rule to each entry over a
 * state of their own; only this is not done again. Leaves are known by their hash, so nothing that
 * changes under us passes for what it was. Of one registry, for judges that share their primitives.
 */
export class EntryMemory {
  readonly #sha256: Sha256;
  readonly #capacity: number;
  /** By hash; the older half goes when the newer is full. */
  #newer = new Map<string, RememberedEntry>();
  #older = new Map<string, RememberedEntry>();
  #bytes = 0;

  constructor(sha256: Sha256, capacity = CAPACITY) {
    this.#sha256 = sha256;
    this.#capacity = capacity;
  }

  /** As `readEntry`. */
  read(leaf: Uint8Array, known?: Uint8Array): ReadEntry {
    const hash = known ?? leafHash(leaf, this.#sha256);
    const entryHash = toBase64Url(hash);
    const remembered = this.#find(entryHash);
    if (remembered !== undefined) return remembered;
    const read = { entry: parseEntry(leaf), hash, entryHash, isVerified: false };
    this.#bytes += leaf.length;
    if (this.#bytes > this.#capacity / 2) {
      this.#older = this.#newer;
      this.#newer = new Map();
      this.#bytes = leaf.length;
    }
    this.#newer.set(entryHash, read);
    return read;
  }

  /** Whether every signature of the entry with this hash has been seen to hold. */
  isVerified(entryHash: string): boolean {
    return this.#find(entryHash)?.isVerified === true;
  }

  /** Of an entry that was read here; forgotten with it. */
  noteVerified(entryHash: string): void {
    const remembered = this.#find(entryHash);
    if (remembered !== undefined) remembered.isVerified = true;
  }

  #find(entryHash: string): RememberedEntry | undefined {
    return this.#newer.get(entryHash) ?? this.#older.get(entryHash);
  }
}
