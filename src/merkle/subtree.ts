import { equal } from "../bytes/bytes.ts";
import type { Sha256 } from "../crypto/ports.ts";
import { sha256 } from "../crypto/sha256.ts";
import { MerkleError } from "./error.ts";
import { foldPeaks } from "./frontier.ts";
import { checkHash, nodeHash } from "./hash.ts";
import { checkSize, levelOf, powerAtMost, splitOf } from "./shape.ts";

/**
 * The hash over the complete subtree of leaves `index * 2^level` to `(index + 1) * 2^level - 1`.
 * Level 0 are the leaf hashes.
 */
export type HashAt = (level: number, index: number) => Uint8Array;

/**
 * A subtree is named by its leaves `[start, end)`, where `start` is a multiple of the smallest power
 * of two not below `end - start` (draft-ietf-plants-merkle-tree-certs-02, "Subtrees"). One leaf is a
 * subtree, and so is every prefix; hence inclusion and consistency are cases of what stands here.
 */
function checkSubtree(start: number, end: number, size: number): void {
  checkSize(size);
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || start >= end || end > size) {
    throw new MerkleError("merkle.range");
  }
  const width = end - start;
  const power = powerAtMost(width);
  if (start % (power === width ? width : 2 * power) !== 0) throw new MerkleError("merkle.range");
}

/** Hash of the subtree `[start, end)` of a tree that contains it. Throws `merkle.range`. */
export function subtreeHash(start: number, end: number, at: HashAt, hash: Sha256 = sha256): Uint8Array {
  checkSubtree(start, end, end);
  const peaks: Uint8Array[] = [];
  for (let from = start; from < end;) {
    const width = powerAtMost(end - from);
    peaks.push(at(levelOf(width), from / width));
    from += width;
  }
  return foldPeaks(peaks, hash);
}

/** One step of the way from the root to a subtree: where the hash stands that the proof supplies. */
interface Step {
  /** The supplied sibling `[start, end)`. */
  readonly start: number;
  readonly end: number;
  /** `inside`: it is on the left and part of the subtree itself. */
  readonly side: "left" | "right" | "inside";
}

/** The steps from the root downwards, and what of the subtree is left at their end. */
function descend(start: number, end: number, size: number): { steps: Step[]; start: number; end: number } {
  const steps: Step[] = [];
  let low = 0;
  let high = size;
  let from = start;
  while (low !== from || high !== end) {
    const middle = low + splitOf(high - low);
    if (end <= middle) {
      steps.push({ start: middle, end: high, side: "right" });
      high = middle;
    } else {
      const inside = from < middle;
      steps.push({ start: low, end: middle, side: inside ? "inside" : "left" });
      low = middle;
      if (inside) from = middle;
    }
  }
  return { steps, start: low, end: high };
}

/**
 * Proof that the subtree `[start, end)` is part of the tree of `size` leaves ("Subtree Consistency
 * Proofs" of the same draft), from the deepest hash upwards. Throws `merkle.range` or `merkle.size`.
 */
export function proveSubtree(
  start: number,
  end: number,
  size: number,
  at: HashAt,
  hash: Sha256 = sha256,
): Uint8Array[] {
  checkSubtree(start, end, size);
  const { steps, ...rest } = descend(start, end, size);
  const proof = rest.start === start ? [] : [subtreeHash(rest.start, rest.end, at, hash)];
  for (const step of steps.reverse()) proof.push(subtreeHash(step.start, step.end, at, hash));
  return proof;
}

export interface SubtreeClaim {
  readonly start: number;
  readonly end: number;
  /** Leaves in the whole tree. */
  readonly size: number;
  readonly subtree: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/**
 * Checks a subtree consistency proof. Returns if `subtree` is the hash of leaves `[start, end)` of the
 * tree with `size` leaves and that `root`. Throws MerkleError `size`, `range`, `hash_length`,
 * `proof_length` or `root_mismatch`.
 */
export function verifySubtree(claim: SubtreeClaim, hash: Sha256 = sha256): void {
  const { start, end, size, proof } = claim;
  checkSubtree(start, end, size);
  checkHash(claim.subtree);
  checkHash(claim.root);
  const { steps, ...rest } = descend(start, end, size);
  const cut = rest.start !== start;
  if (proof.length !== steps.length + (cut ? 1 : 0)) throw new MerkleError("merkle.proof_length");

  let next = 0;
  let whole = cut ? (proof[next++] as Uint8Array) : claim.subtree;
  let part = whole;
  checkHash(whole);
  for (const { side } of steps.reverse()) {
    const sibling = proof[next++] as Uint8Array;
    if (side === "inside") part = nodeHash(sibling, part, hash);
    whole = side === "right" ? nodeHash(whole, sibling, hash) : nodeHash(sibling, whole, hash);
  }
  if (!equal(part, claim.subtree) || !equal(whole, claim.root)) throw new MerkleError("merkle.root_mismatch");
}
