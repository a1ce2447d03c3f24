import type { State } from "../../../src/chain/state.ts";
import type { BlockView, RegistryView as RegistryStatusView, SyncView } from "../../../src/contract/views.ts";
import type { RegistryView } from "../../../src/verdict/registry-view.ts";

/** Where an entry stands on its way into the chain. */
export type EntryProgress =
  | { readonly state: "unknown" | "pending" }
  | { readonly state: "sealed"; readonly height: number; readonly index: number }
  | { readonly state: "refused"; readonly code: string };

/**
 * This wallet's own copy of the registry, full or light, and its way to the nodes. `sync`, `submit`,
 * `progress` and `receipt` use the network and throw FollowError; everything else answers at once.
 */
export interface OwnRegistry {
  readonly view: RegistryView;
  /** Rows of the chain; undefined for a light copy. */
  readonly state: State | undefined;
  status(): RegistryStatusView;
  /** Whether the last attempt to reach a source, not long ago, succeeded. */
  isOnline(): boolean;
  sync(): Promise<SyncView>;
  /** Hands an entry to a node; resolves once it is durable there, or with the rule that refuses it. */
  submit(entry: Uint8Array): Promise<EntryProgress>;
  progress(hash: string): Promise<EntryProgress>;
  /** Proof of a sealed entry and of its block's record (docs/registry-format.md, "Receipt"). */
  receipt(hash: string): Promise<string>;
  /** Full copies only; undefined for a light one. */
  blocks(from: number, count: number): readonly BlockView[] | undefined;
  /**
   * Makes sure that a light copy holds the records of these offices and of the types they issue,
   * fetching what is missing if it can; a copy that has them, or is full, does nothing. Never throws: what is still missing is `unknown` afterwards.
   */
  learn(offices: readonly string[]): Promise<void>;
  setSources(sources: readonly string[]): void;
  close(): void;
}
