import type { EpochClaim } from "../../../src/chain/blocks/epochs.ts";
import type { TileRef } from "../../../src/merkle/tile.ts";

/** A record of the trust tree with the proof of its place. */
export interface TrustProof {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly proof: readonly Uint8Array[];
}

export interface TrustAnswer {
  readonly height: number;
  /** Leaves in the whole trust tree. */
  readonly count: number;
  readonly leaves: readonly TrustProof[];
}

/** A chunk of an office's status list with the proof of its place in the status tree. */
export interface StatusAnswer extends TrustProof {
  readonly height: number;
  readonly count: number;
}

export interface EpochsAnswer {
  readonly epochs: readonly EpochClaim[];
  readonly newest: number;
}

export type SubmitAnswer =
  | { readonly state: "accepted"; readonly hash: string }
  | { readonly state: "refused"; readonly code: string };

export interface EntryStatus {
  readonly state: "pending" | "sealed" | "refused";
  readonly height?: number;
  readonly index?: number;
  readonly code?: string;
}

/**
 * Somebody who serves a registry: a node, a mirror, a bundle file. Nothing it says is believed: every
 * answer is capped and has the right shape, no more, and its meaning is checked by who asked. Calls
 * throw SourceError, or FollowError `follow.offline` and `follow.cancelled`, and always end.
 */
export interface Source {
  /** Shown to the person. */
  readonly name: string;
  checkpoint(signal?: AbortSignal): Promise<string>;
  /** Leaf 0. */
  genesis(signal?: AbortSignal): Promise<Uint8Array>;
  /** `32 * width` bytes. */
  tile(tile: TileRef, signal?: AbortSignal): Promise<Uint8Array>;
  /** Exactly `width` leaves. */
  bundle(index: number, width: number, signal?: AbortSignal): Promise<readonly Uint8Array[]>;
  /** Text of a C2SP tlog-proof. */
  block(height: number | "newest", signal?: AbortSignal): Promise<string>;
  epochs(from: number, signal?: AbortSignal): Promise<EpochsAnswer>;
  /** Text of a receipt (src/chain/blocks/receipt.ts). */
  receipt(entryHash: string, signal?: AbortSignal): Promise<string>;
  /** Keys are `kind/id`; at most 64. Those that do not exist are left out. */
  trust(height: number, keys: readonly string[], signal?: AbortSignal): Promise<TrustAnswer>;
  status(height: number, office: string, chunk: number, signal?: AbortSignal): Promise<StatusAnswer>;
  submit(entry: Uint8Array, signal?: AbortSignal): Promise<SubmitAnswer>;
  entryStatus(hash: string, signal?: AbortSignal): Promise<EntryStatus>;
}
