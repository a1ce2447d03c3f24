import type { JsonObject } from "../../json/value.ts";

export interface EntrySignature {
  /** Ed25519 public key, base64url. */
  readonly key: string;
  /** 64 bytes, base64url. */
  readonly sig: string;
}

/** What an entry is made of (docs/registry-format.md, "Entry"), of whatever kind. */
export interface EntryMembers {
  readonly kind: string;
  readonly by: string;
  readonly after: string;
  readonly body: JsonObject;
  readonly sigs: readonly EntrySignature[];
}

export type UnsignedMembers = Omit<EntryMembers, "sigs">;
