import type { TypeRecord } from "../../../src/chain/state/records.ts";
import type { State } from "../../../src/chain/state/state.ts";
import type { BlockView, RegistryView as RegistryStatusView, SyncView } from "../../../src/contract/views.ts";
import type { EpochClaim, Epochs } from "../../../src/chain/blocks/epochs.ts";
import type { BlockCheckView, DayView } from "../../../src/contract/registry-views.ts";
import type { AuditReport } from "../../follow/audit/audit-options.ts";
import type { BundleHead, BundleMode } from "../../follow/bundle/open-bundle.ts";
import type { Evidence } from "../../follow/journal.ts";
import type { ProvingCopy } from "../../follow/prove/make-statement.ts";
import type { Introduction } from "../../../src/presentation/introduction.ts";
import type { StatusPlace } from "../../follow/light/fetch-proven.ts";
import type { RegistryView } from "../../../src/trust/registry-view.ts";

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
  /** Status bits of an office's list, 2 a place (docs/registry-format.md); undefined for a light copy. */
  statuses(office: string): Uint8Array | undefined;
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
  /** Full copies only: every leaf, signature, rule, tile. Throws FollowError or DatabaseError. */
  audit(options: SyncWatch & { readonly fresh: boolean }): Promise<AuditReport> | undefined;
  /** Full copies only; undefined too for a block that there is not. */
  verifyBlock(height: number): BlockCheckView | undefined;
  /** Full copies only. */
  days(): readonly DayView[] | undefined;
  alarms(): readonly Evidence[];
  /** Throws `follow.unknown_alarm`. */
  resolve(alarm: number): void;
  /** What statements are made from; full copies only. */
  readonly proving: ProvingCopy | undefined;
  /** First entry, and how each set of authorities began; undefined before the first sync. */
  readonly beginnings: { readonly genesis: Uint8Array; readonly claims: readonly EpochClaim[] } | undefined;
  /** Sets of authorities followed so far. */
  readonly epochs: Epochs | undefined;
  /** Writes this copy as one file. Throws BundleError, FileError or FollowError. */
  exportTo(path: string, mode: BundleMode, watch?: SyncWatch): Promise<BundleHead>;
  /** Takes a bundle in, whole or not at all. Throws BundleError, FileError, FollowError or DatabaseError. */
  importFrom(path: string, watch?: SyncWatch): Promise<SyncView>;
  setSources(sources: readonly string[]): void;
  close(): void;
}
