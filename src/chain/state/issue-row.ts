import { HASH_WORDS } from "./hash-words.ts";

// Words (uint32) of a row that stands for a leaf which issues a credential in the plainest way. Names
// (office, type, officer's key) are numbers that whoever reads the leaves has given them.
export const COMMITMENT = 0;
/** Where there is an epoch. */
export const TAG = HASH_WORDS;
export const OFFICE = 2 * HASH_WORDS;
export const TYPE = OFFICE + 1;
export const KEY = OFFICE + 2;
export const INDEX = OFFICE + 3;
/** Of the tag; 0 without one. */
export const EPOCH = OFFICE + 4;
/** Hash of the leaf; this alone is there for other leaves too. */
export const LEAF_HASH = OFFICE + 5;
export const ROW_WORDS = LEAF_HASH + HASH_WORDS;

/** What `expires` says of a leaf that has no row. */
export const NO_ROW = -1;

/** Leaves read ahead, on another thread as a rule. */
export interface PreparedLeaves {
  /** ROW_WORDS a leaf. */
  readonly words: Uint32Array;
  /** POSIX seconds, or NO_ROW. */
  readonly expires: Float64Array;
  /** The leaves that have no row, block records among them, by their place. */
  readonly others: ReadonlyMap<number, Uint8Array>;
  /** By their number in the rows. */
  readonly names: readonly string[];
}

/** One block of them. */
export interface PreparedBlock {
  readonly leaves: PreparedLeaves;
  /** Place of its first leaf, and of its record. */
  readonly from: number;
  readonly record: number;
  /** Roots of the complete subtrees of the log with this block, widest first (`Frontier.peaks`). */
  readonly peaks: readonly Uint8Array[];
}
