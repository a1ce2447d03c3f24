import type { HolderRole } from "../credential/holders.ts";
import type { JsonValue } from "../json/value.ts";

/** What an office sees of what it offers by OpenID4VCI. Times are POSIX seconds. */

/** `waiting`: for the copies of others, to be issued with them. */
export type OfferState =
  | "offered"
  | "collecting"
  | "waiting"
  | "collected"
  | "refused"
  | "expired"
  | "cancelled";

export interface OfferRowView {
  readonly id: string;
  readonly type: string;
  readonly format: "dc+sd-jwt" | "mso_mdoc";
  readonly claims: { readonly [claim: string]: JsonValue };
  /** In what capacity it will be held, where not for oneself. */
  readonly role?: HolderRole;
  readonly state: OfferState;
  readonly made: number;
  readonly expires: number;
  /** For a link and a QR code; absent once it can be collected no more, or while nobody listens for it. */
  readonly link?: string;
  /** To be told to the holder on another way. */
  readonly txCode?: string;
  /** Of the credential that was issued by it. */
  readonly commitment?: string;
  /** As so many single-use copies. */
  readonly copies?: number;
  /** A holder's wallet asked for the next of this one, or for more copies of it. */
  readonly renews?: string;
}
