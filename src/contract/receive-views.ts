import type { JsonValue } from "../json/value.ts";
import type { Trust, Verdict } from "../verdict/verdict.ts";
import type { HeldByView } from "./views.ts";

/** What a person sees of issuers that speak OpenID4VCI. Times are POSIX seconds. */

/** Names by language tag; may be empty. */
export interface Names {
  readonly [language: string]: string;
}

export interface OfferedKindView {
  readonly configuration: string;
  readonly format: "dc+sd-jwt" | "mso_mdoc";
  /** `vct` or document type. */
  readonly type: string;
  readonly names: Names;
  /** What it says it will hold. */
  readonly claims: readonly { readonly path: readonly string[]; readonly names: Names }[];
}

/** An offer that was opened; nothing was asked for and nothing is kept. */
export interface OfferView {
  /** Hand back to `receive.fetch` or `receive.browser`. */
  readonly id: string;
  /** Address of the issuer, as the offer gives it. */
  readonly issuer: string;
  readonly names: Names;
  readonly kinds: readonly OfferedKindView[];
  /** `code`: it can be fetched at once. `browser`: the person has to sign in there first. */
  readonly way: "code" | "browser";
  /** A code that came on another way has to be typed in. */
  readonly txCode?: { readonly length?: number; readonly numeric: boolean; readonly hint?: string };
}

export interface ShownClaimView {
  readonly path: readonly string[];
  readonly names: Names;
  readonly value: JsonValue;
}

/** A credential that arrived, to be looked at before it is kept. */
export interface ArrivedView {
  readonly configuration: string;
  readonly format: "dc+sd-jwt" | "mso_mdoc";
  readonly type: string;
  readonly names: Names;
  readonly copies: number;
  readonly claims: readonly ShownClaimView[];
  readonly verdict: Verdict;
  /** Found in the registry, by an imported trust anchor, or by nothing that this person trusts. */
  readonly trust: Trust;
  /** Who signed, as the registry or the certificate names them. */
  readonly signedBy?: Names;
  readonly anchor?: string;
  readonly heldBy?: HeldByView;
  /** Nothing speaks against keeping it. */
  readonly keepable: boolean;
}

/** Something asked for at an issuer: still awaited, or arrived and to be decided on. */
export interface ReceivingView {
  readonly id: string;
  readonly issuer: string;
  readonly names: Names;
  readonly made: number;
  /** `kept`: more copies of a certificate that is here, which nobody needs to look at. */
  readonly state: "waiting" | "arrived" | "kept";
  /** Earliest time to ask again, while something is awaited. */
  readonly next?: number;
  readonly arrived: readonly ArrivedView[];
  /** The credential here that it takes the place of: its id, and its end where it has one. */
  readonly renews?: { readonly credential: string; readonly expires?: number };
}

/** A certificate that names issuers, before or after it is trusted. */
export interface AnchorView {
  /** Its SHA-256, hexadecimal pairs with colons. */
  readonly fingerprint: string;
  /** Its subject's key identifier, base64url: how a request names it as a trusted authority. */
  readonly keyId?: string;
  readonly name: string;
  readonly subject: string;
  readonly from: number;
  readonly to: number;
  readonly trusted: boolean;
  readonly imported?: number;
}
