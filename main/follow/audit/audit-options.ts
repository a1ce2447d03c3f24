import type { FollowerOptions } from "../follower.ts";

export interface AuditReport {
  /** Blocks whose entries, signatures, rules and roots hold, from the first on. */
  readonly blocks: number;
  readonly leaves: number;
  /** Leaves whose signatures an earlier audit had verified here already; they were hashed again, not verified. */
  readonly knownTo: number;
  /** Signatures verified now. */
  readonly signatures: number;
  /** Bundles that do not hold; the copy is repaired from them when it is opened again and synced. */
  readonly badBundles: readonly number[];
  /** Tiles that were made anew. */
  readonly repairedTiles: readonly string[];
  /** Whether the newest block has a seal that holds; false while a sync is unfinished. */
  readonly sealed: boolean;
  /** The first block that a quorum sealed although a rule or a signature of it is broken. */
  readonly fault?: { readonly height: number; readonly code: string };
}

export interface AuditOptions extends FollowerOptions {
  readonly signal?: AbortSignal | undefined;
  /** Leaves gone through, and all of them. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Takes no earlier audit's word for anything. */
  readonly fresh?: boolean;
  /** Default: one for each core. */
  readonly threads?: number;
  /** Leaves after which what was verified so far is written down, so that a cancelled audit goes on there. */
  readonly rememberEvery?: number;
  /** Leaves from which on a thread of its own reads the log ahead. */
  readonly swiftFrom?: number;
}

export const REMEMBER_EVERY = 16_384;
