import { MerkleError } from "./error.ts";
import { TILE_WIDTH } from "./tile.ts";

/** Longest leaf that a bundle can carry, in bytes. */
export const MAX_LEAF = 0xffff;

/**
 * Entry bundle of C2SP tlog-tiles: each leaf behind its length as a big-endian uint16.
 * Throws `merkle.leaf_length` or, for more than 256 leaves, `merkle.bundle`.
 */
export function encodeBundle(leaves: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  if (leaves.length > TILE_WIDTH) throw new MerkleError("merkle.bundle");
  let length = 0;
  for (const leaf of leaves) {
    if (leaf.length > MAX_LEAF) throw new MerkleError("merkle.leaf_length");
    length += 2 + leaf.length;
  }
  const out = new Uint8Array(length);
  let at = 0;
  for (const leaf of leaves) {
    out[at] = leaf.length >> 8;
    out[at + 1] = leaf.length & 0xff;
    out.set(leaf, at + 2);
    at += 2 + leaf.length;
  }
  return out;
}

/** The leaves of a bundle of exactly `width` of them, as views. Throws `merkle.bundle`. */
export function parseBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  if (!Number.isInteger(width) || width < 1 || width > TILE_WIDTH) throw new MerkleError("merkle.bundle");
  const leaves: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length && leaves.length < width) {
    const start = at + 2;
    if (start > bytes.length) throw new MerkleError("merkle.bundle");
    const end = start + (((bytes[at] as number) << 8) | (bytes[at + 1] as number));
    if (end > bytes.length) throw new MerkleError("merkle.bundle");
    leaves.push(bytes.subarray(start, end));
    at = end;
  }
  if (at !== bytes.length || leaves.length !== width) throw new MerkleError("merkle.bundle");
  return leaves;
}
