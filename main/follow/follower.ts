import type { Primitives } from "../../src/crypto/ports.ts";
import type { Clock } from "../doors/clock.ts";
import type { Moment, RegistryView } from "../../src/trust/registry-view.ts";
import type { Finding, Journal } from "./journal.ts";
import type { SourcePool } from "./sources/source-pool.ts";

export interface SyncProgress {
  /** Leaves taken in and to take in. */
  readonly done: number;
  readonly total: number;
}

/** What a sync came to. */
export interface SyncOutcome {
  readonly height: number;
  readonly size: number;
  readonly age: Moment;
  readonly newBlocks: number;
  /** Found in this sync. */
  readonly findings: readonly Finding[];
  /** Code of an alarm that a person must resolve first; nothing was taken in then. */
  readonly alarm?: string;
}

/** One wallet's copy of one registry, full or light, and how it goes on. */
export interface Follower {
  readonly mode: "full" | "light";
  readonly view: RegistryView;
  readonly journal: Journal;
  readonly pool: SourcePool;
  close(): void;
}

export interface FollowerOptions {
  readonly registryId: Uint8Array;
  readonly primitives: Primitives;
  readonly clock: Clock;
}
