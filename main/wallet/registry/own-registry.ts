import type { TypeRecord } from "../../../src/chain/state/records.ts";
import type { State } from "../../../src/chain/state/state.ts";
import type { BlockView, RegistryView as RegistryStatusView, SyncView } from "../../../src/contract/views.ts";
import type { Introduction } from "../../../src/presentation/introduction.ts";
import type { StatusPlace } from "../../follow/fetch-proven.ts";
import type { RegistryView } from "../../../src/verdict/registry-view.ts";

/** Where an entry stands on its way into the chain. */
export type EntryProgress =
  | { readonly state: "unknown" | "pending" }
  | { readonly state: "sealed"; readonly height: number; readonly index: number }
  | { readonly state: "refused"; readonly code: string };

export interface Wanted {
  /** With them the types they issue. */
  readonly offices: readonly string[];
  readonly places?: readonly StatusPlace[];
  /** Even if nothing is missing: something was said about a block that may be newer than this copy. */
  readonly newest?: boolean;
}

/** A leaf of the own copy that is an entry, not a block's record. */
export interface StoredEntry {
  readonly index: number;
  readonly height: number;
  readonly leaf: Uint8Array;
}

/** How a sync that somebody watches is told of, and stopped (`follow.cancelled`). */
export interface SyncWatch {
  readonly signal?: AbortSignal;
  /** Leaves taken in and to take in; full copies only. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/**
 * This wallet's own copy of the registry, full or light, and its way to the nodes. `sync`, `submit`,
 * `progress` and `receipt` use the network and throw FollowError; everything else answers at once.
 */
export interface OwnRegistry {
  readonly view: RegistryView;
  /** Rows of the chain; undefined for a light copy. */
  readonly state: State | undefined;
  /** By its id in the registry; undefined where this copy does not hold it. */
  type(id: string): TypeRecord | undefined;
  status(): RegistryStatusView;
  /** Whether the last attempt to reach a source, not long ago, succeeded. */
  isOnline(): boolean;
  /** A call while one is under way joins it. */
  sync(watch?: SyncWatch): Promise<SyncView>;
  /** Hands an entry to a node; resolves once it is durable there, or with the rule that refuses it. */
  submit(entry: Uint8Array): Promise<EntryProgress>;
  progress(hash: string): Promise<EntryProgress>;
  /** Proof of a sealed entry and of its block's record (docs/registry-format.md, "Receipt"). */
  receipt(hash: string): Promise<string>;
  /** Full copies only; undefined for a light one. */
  blocks(from: number, count: number): readonly BlockView[] | undefined;
  /** Entries of a block as they are stored, its record left out; full copies only. */
  entries(height: number, from: number, count: number): readonly StoredEntry[] | undefined;
  /** Undefined where there is no entry; full copies only. */
  entry(index: number): StoredEntry | undefined;
  /**
   * Brings along what somebody is about to ask of this copy, where it lacks it and there is a
   * network: for a light copy the records and status chunks, for both the newest block if asked for.
   * Never throws for want of a network: what is still missing is `unknown` afterwards.
   */
  learn(wanted: Wanted): Promise<void>;
  /** Proof that the registry lists an office, for who has no network; full copies only. */
  introduce(office: string): Introduction | undefined;
  /** This copy, and where it lacks an asker's record, what a valid introduction proves of them. */
  introduced(introduction: Introduction | undefined): RegistryView;
  setSources(sources: readonly string[]): void;
  close(): void;
}
