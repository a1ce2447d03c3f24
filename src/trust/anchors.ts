import type { P256Jwk } from "../crypto/p256-jwk.ts";

/** Where a chain of certificates leads. */
export type Tracing =
  | {
      readonly state: "trusted";
      /** Of the leaf: what signed the credential. */
      readonly key: P256Jwk;
      /** Who the leaf is for, and the anchor it leads to, as their certificates name them. */
      readonly subject: string;
      readonly anchor: string;
      /** Whole subject of the anchor: the same through a change of its key. */
      readonly authority: string;
      /** Key identifiers of all who signed on the way, the anchor too, base64url. */
      readonly authorities: readonly string[];
      /** From when the leaf counts, POSIX seconds. */
      readonly from: number;
    }
  /** It may be sound, but leads to nobody that this person trusts. */
  | { readonly state: "unknown"; readonly subject?: string }
  | { readonly state: "invalid"; readonly cause: "certificate" | "expired" | "signature" | "purpose" };

/** Trust anchors that the person imported; certificates are DER, leaf first. `at` in POSIX seconds. */
export interface TrustAnchors {
  readonly trace: (chain: readonly Uint8Array[], at: number) => Tracing;
}

/** What a status list said of a place, and when that list was issued; undefined where none could be had. */
export interface ListedStatus {
  readonly value: number;
  readonly issuedAt: number;
}

/** `authority`: who stands behind the credential; a list counts if they stand behind it too. */
export type StatusLists = (uri: string, index: number, authority: string) => ListedStatus | undefined;
