import type { Primitives } from "../../src/crypto/ports.ts";
import type { Clock } from "../doors/clock.ts";
import type { HttpClient } from "../doors/http-client.ts";
import type { RandomBytes } from "../doors/random.ts";
import type { ActivityLog } from "../vault/activity.ts";
import type { Keyring } from "../vault/keyring.ts";
import type { Vault } from "../vault/vault.ts";
import type { PassphraseAgain } from "./again.ts";
import type { OwnActs } from "./office/own-acts.ts";
import type { RegisterSearch } from "./office/register-search.ts";
import type { OwnRegistry, SyncWatch } from "./registry/own-registry.ts";
import type { Settings, WalletStore } from "./rows.ts";

/** What may change without a call of its owner's. */
export type Changing = "receive" | "offers" | "counter" | "wallet";

/** What the services of an open wallet work with; it ends with the lock. */
export interface Session {
  /** Where this wallet's files lie. */
  readonly folder: string;
  readonly settings: Settings;
  readonly vault: Vault;
  readonly keyring: Keyring;
  readonly activity: ActivityLog;
  readonly again: PassphraseAgain;
  readonly store: WalletStore;
  readonly registry: OwnRegistry;
  /** What this office issued, searched in memory. */
  readonly register: RegisterSearch;
  readonly acts: OwnActs;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly primitives: Primitives;
  /** Posts JSON to a machine that the person named; undefined if it was refused there. Throws HttpError. */
  readonly postTo: (url: string, body: Uint8Array) => Promise<Uint8Array | undefined>;
  /** The way to issuers that the person was sent to; whether they may be on this machine. */
  readonly issuers: { readonly http: HttpClient; readonly addresses: "public" | "loopback" };
  /** For a sync that the person, or the program, asked for. */
  readonly watchSync: () => SyncWatch;
  readonly watchAudit: () => SyncWatch;
  readonly watchBulk: () => SyncWatch;
  /** Hears of what others changed. */
  readonly onChanged: (what: Changing) => void;
}

/** Gives the session of the open wallet; throws `vault.locked` when there is none. */
export type CurrentSession = () => Session;
