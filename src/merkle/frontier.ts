import type { Sha256 } from "../crypto/ports.ts";
import { sha256 } from "../crypto/sha256.ts";
import { MerkleError } from "./error.ts";
import { checkHash, EMPTY_ROOT, nodeHash } from "./hash.ts";
import { checkSize, peakCount } from "./shape.ts";

/** Root over complete subtrees, widest first; `EMPTY_ROOT` of none. */
export function foldPeaks(peaks: readonly Uint8Array[], hash: Sha256): Uint8Array {
  let root = peaks.at(-1);
  if (root === undefined) return EMPTY_ROOT.slice();
  for (let i = peaks.length - 2; i >= 0; i--) root = nodeHash(peaks[i] as Uint8Array, root, hash);
  return root;
}

/**
 * The right edge of a growing RFC 6962 tree: the roots of its complete subtrees, at most 53 of them.
 * Enough to append leaves and to know the root, not enough to prove anything.
 */
export class Frontier {
  readonly #hash: Sha256;
  readonly #peaks: Uint8Array[] = [];
  #size = 0;

  constructor(hash: Sha256 = sha256) {
    this.#hash = hash;
  }

  /**
   * Goes on from a stored state. `peaks` are those of a frontier of that size, widest subtree first.
   * Throws `merkle.size`, `merkle.peaks` or `merkle.hash_length`.
   */
  static restore(size: number, peaks: readonly Uint8Array[], hash: Sha256 = sha256): Frontier {
    checkSize(size);
    if (peaks.length !== peakCount(size)) throw new MerkleError("merkle.peaks");
    peaks.forEach(checkHash);
    const frontier = new Frontier(hash);
    frontier.#size = size;
    frontier.#peaks.push(...peaks);
    return frontier;
  }

  /** Number of leaves. */
  get size(): number {
    return this.#size;
  }

  /** Adds the next leaf by its hash, which is kept and must not change. Throws `merkle.hash_length` or `merkle.size`. */
  append(leafHash: Uint8Array): void {
    checkHash(leafHash);
    if (this.#size === Number.MAX_SAFE_INTEGER) throw new MerkleError("merkle.size");
    const peaks = this.#peaks;
    let node = leafHash;
    // Each one at the end of the size in binary is a subtree that the new leaf completes into a wider one.
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      node = nodeHash(peaks.pop() as Uint8Array, node, this.#hash);
    }
    peaks.push(node);
    this.#size++;
  }

  /** Root of the tree so far, RFC 6962 section 2.1. */
  root(): Uint8Array {
    return foldPeaks(this.#peaks, this.#hash);
  }

  /** Roots of the complete subtrees, widest first. */
  peaks(): Uint8Array[] {
    return [...this.#peaks];
  }

  clone(): Frontier {
    return Frontier.restore(this.#size, this.#peaks, this.#hash);
  }
}
