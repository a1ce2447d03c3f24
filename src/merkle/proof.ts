import { equal } from "../bytes/bytes.ts";
import type { Sha256 } from "../crypto/ports.ts";
import { sha256 } from "../crypto/sha256.ts";
import { MerkleError } from "./error.ts";
import { checkHash, EMPTY_ROOT } from "./hash.ts";
import { checkIndex, checkSize } from "./shape.ts";
import { type HashAt, proveSubtree, verifySubtree } from "./subtree.ts";

export type { HashAt } from "./subtree.ts";

/**
 * Audit path of a leaf, RFC 6962 section 2.1.1: from its sibling up to the root's child.
 * Throws `merkle.size` or `merkle.index`.
 */
export function proveInclusion(index: number, size: number, at: HashAt, hash: Sha256 = sha256): Uint8Array[] {
  checkSize(size);
  checkIndex(index, size);
  return proveSubtree(index, index + 1, size, at, hash);
}

/**
 * Proof that the tree of `from` leaves is a prefix of that of `to`, RFC 6962 section 2.1.2; empty if
 * `from` is 0 or `to`. Throws `merkle.size`.
 */
export function proveConsistency(from: number, to: number, at: HashAt, hash: Sha256 = sha256): Uint8Array[] {
  checkSize(from);
  checkSize(to);
  if (from > to) throw new MerkleError("merkle.size");
  return from === 0 ? [] : proveSubtree(0, from, to, at, hash);
}

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/**
 * Returns if the leaf stands at `index` of the tree of `size` leaves with that root (RFC 9162 section
 * 2.1.3.2). Throws MerkleError `size`, `index`, `hash_length`, `proof_length` or `root_mismatch`.
 */
export function verifyInclusion(claim: InclusionClaim, hash: Sha256 = sha256): void {
  const { index, size, proof, root } = claim;
  checkSize(size);
  checkIndex(index, size);
  verifySubtree({ start: index, end: index + 1, size, subtree: claim.leafHash, proof, root }, hash);
}

export interface ConsistencyClaim {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: Uint8Array;
  readonly toRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Returns if the first tree is a prefix of the second (RFC 9162 section 2.1.4.2). The empty tree is a
 * prefix of every tree: the proof is empty, and nothing is said about `toRoot`. Throws MerkleError
 * `size`, `hash_length`, `proof_length` or `root_mismatch`.
 */
export function verifyConsistency(claim: ConsistencyClaim, hash: Sha256 = sha256): void {
  const { from, to, fromRoot, toRoot, proof } = claim;
  checkSize(from);
  checkSize(to);
  if (from > to) throw new MerkleError("merkle.size");
  if (from > 0) {
    verifySubtree({ start: 0, end: from, size: to, subtree: fromRoot, proof, root: toRoot }, hash);
    return;
  }
  checkHash(fromRoot);
  checkHash(toRoot);
  if (proof.length > 0) throw new MerkleError("merkle.proof_length");
  if (!equal(fromRoot, EMPTY_ROOT) || (to === 0 && !equal(toRoot, EMPTY_ROOT))) {
    throw new MerkleError("merkle.root_mismatch");
  }
}
