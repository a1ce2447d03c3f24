import type { Primitives } from "../../crypto/ports.ts";

/** Which entries' signatures were seen to hold, by the hash of their leaf, base64url (`EntryMemory`). */
export interface SignatureMemory {
  readonly isVerified: (entryHash: string) => boolean;
  readonly noteVerified: (entryHash: string) => void;
}

export interface ApplyContext {
  /** 32 bytes. */
  readonly registryId: Uint8Array;
  /** Height and time (POSIX seconds) of the block the entry is in. */
  readonly height: number;
  readonly time: number;
  /** Index of the entry's leaf, and its hash, base64url. */
  readonly leaf: number;
  readonly entryHash: string;
  readonly primitives: Primitives;
  /** Of this registry and these primitives, where several judge the same entries. */
  readonly memory?: SignatureMemory | undefined;
  /**
   * `trusted` leaves out the check of every signature, consents included, because a quorum vouched
   * for them (a full follow). Who may sign is judged all the same. Default `verify`.
   */
  readonly signatures?: "verify" | "trusted";
}
