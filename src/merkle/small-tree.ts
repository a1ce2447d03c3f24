import type { Sha256 } from "../crypto/ports.ts";
import { sha256 } from "../crypto/sha256.ts";
import { checkHash, nodeHash } from "./hash.ts";
import { foldPeaks } from "./frontier.ts";
import { type HashAt, proveInclusion } from "./proof.ts";
import { subtreeHash } from "./subtree.ts";

/** A whole RFC 6962 tree in memory, for what is small enough: trust root, status root. */
export class SmallTree {
  readonly #hash: Sha256;
  /** Complete subtrees by level; level 0 are the leaf hashes. */
  readonly #levels: (readonly Uint8Array[])[];

  /** Throws `merkle.hash_length`. The hashes are kept and must not change. */
  constructor(leafHashes: readonly Uint8Array[], hash: Sha256 = sha256) {
    leafHashes.forEach(checkHash);
    this.#hash = hash;
    let below: readonly Uint8Array[] = [...leafHashes];
    this.#levels = [below];
    while (below.length > 1) {
      const level: Uint8Array[] = [];
      for (let i = 0; i + 1 < below.length; i += 2) {
        level.push(nodeHash(below[i] as Uint8Array, below[i + 1] as Uint8Array, hash));
      }
      this.#levels.push(level);
      below = level;
    }
  }

  get size(): number {
    return (this.#levels[0] as readonly Uint8Array[]).length;
  }

  root(): Uint8Array {
    if (this.size === 0) return foldPeaks([], this.#hash);
    return subtreeHash(0, this.size, this.#at, this.#hash);
  }

  /** Inclusion proof of a leaf. Throws `merkle.index`. */
  prove(index: number): Uint8Array[] {
    return proveInclusion(index, this.size, this.#at, this.#hash);
  }

  readonly #at: HashAt = (level, index) => this.#levels[level]?.[index] as Uint8Array;
}
