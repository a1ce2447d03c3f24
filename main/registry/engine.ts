import type { Result } from "../../src/result.ts";

/** Where an entry stands. `index` is that of its leaf; a refusal of what was acknowledged before has its code. */
export type EntryState =
  | { readonly state: "pending" }
  | { readonly state: "sealed"; readonly height: number; readonly index: number }
  | { readonly state: "refused"; readonly code: string };

export interface SealedBlock {
  readonly height: number;
  /** Leaves of the log with this block. */
  readonly size: number;
}

export interface EngineHealth {
  /** Entries acknowledged and not sealed yet. */
  readonly pending: number;
  /** Code of what keeps it from sealing just now, or for good. */
  readonly fault?: string;
  /** Code of each authority that did not cosign when last asked. */
  readonly silent: { readonly [authority: string]: string };
}

/**
 * Orders entries into blocks and has them sealed. Wallets cannot tell which engine made a block.
 * What is acknowledged is on disk: it comes into a block, or `status` tells why it was refused.
 */
export interface RegistryEngine {
  /**
   * Takes an entry's bytes. The value is its hash (base64url), given once the entry is durable. The
   * code is that of the rule or of the syntax that refuses it; throws RegistryError `registry.busy`,
   * `registry.store`, `registry.stopped` or `registry.closed` when it cannot be taken whatever it says.
   */
  submit(entry: Uint8Array): Promise<Result<{ readonly hash: string }, string>>;
  /** By hash (base64url); undefined for one never acknowledged here. */
  status(hash: string): EntryState | undefined;
  health(): EngineHealth;
  /** Calls `listener` after each sealed block is durable; the function given back ends that. */
  onBlock(listener: (block: SealedBlock) => void): () => void;
  /** Ends cleanly; nothing acknowledged is lost. */
  close(): Promise<void>;
}
