import { MerkleError } from "./error.ts";

// Sizes go up to 2^53 - 1, so halving is division here: shifts would cut them to 32 bits.

/** Throws `merkle.size` unless a tree can have so many leaves. */
export function checkSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new MerkleError("merkle.size");
}

/** Throws `merkle.index` unless a tree of `size` leaves has a leaf there. */
export function checkIndex(index: number, size: number): void {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new MerkleError("merkle.index");
}

/** Largest power of two that is at most `n`; `n` is at least 1. */
export function powerAtMost(n: number): number {
  let power = 1;
  while (power <= n / 2) power *= 2;
  return power;
}

/** Where RFC 6962 section 2.1 cuts a tree of `n` leaves: the largest power of two below `n` (at least 2). */
export function splitOf(n: number): number {
  return powerAtMost(n - 1);
}

/** Number of complete subtrees that a tree of `size` leaves falls into: the ones in its binary form. */
export function peakCount(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}

/** Exponent of a power of two. */
export function levelOf(power: number): number {
  let level = 0;
  for (let rest = power; rest > 1; rest /= 2) level++;
  return level;
}
