import type { Sha256 } from "../crypto/ports.ts";
import { sha256 } from "../crypto/sha256.ts";
import { MerkleError } from "./error.ts";

/** Bytes in a hash. */
export const HASH_SIZE = 32;

const SCRATCH_LEAF = 0xffff;

// Inputs are put together in place: a tree of a million leaves hashes two million times, and each
// fresh input buffer would cost more than its hash. A hash port is synchronous and keeps nothing.
const leafInput = new Uint8Array(1 + SCRATCH_LEAF);
const nodeInput = new Uint8Array(1 + 2 * HASH_SIZE);
nodeInput[0] = 0x01;

/** Root of the tree without leaves: SHA-256 of nothing, RFC 6962 section 2.1. Not to be written to. */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array(0));

/** Hash of a leaf, RFC 6962 section 2.1: SHA-256(0x00 || leaf). 32 bytes. */
export function leafHash(leaf: Uint8Array, hash: Sha256 = sha256): Uint8Array {
  const input =
    leaf.length <= SCRATCH_LEAF ? leafInput.subarray(0, 1 + leaf.length) : new Uint8Array(1 + leaf.length);
  input.set(leaf, 1);
  return hash(input);
}

/**
 * Hash of an inner node, RFC 6962 section 2.1: SHA-256(0x01 || left || right). 32 bytes.
 * Throws `merkle.hash_length` unless both are hashes.
 */
export function nodeHash(left: Uint8Array, right: Uint8Array, hash: Sha256 = sha256): Uint8Array {
  if (left.length !== HASH_SIZE || right.length !== HASH_SIZE) throw new MerkleError("merkle.hash_length");
  nodeInput.set(left, 1);
  nodeInput.set(right, 1 + HASH_SIZE);
  return hash(nodeInput);
}

/** Throws `merkle.hash_length` unless these are 32 bytes. */
export function checkHash(hash: Uint8Array): void {
  if (hash.length !== HASH_SIZE) throw new MerkleError("merkle.hash_length");
}
