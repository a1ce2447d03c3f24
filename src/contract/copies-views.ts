import type { JsonObject } from "../json/value.ts";

/** Single-use copies of one holder in an office's wallet. */
export interface CopiesRowView {
  /** Name of the certificate here: the commitment of its first copy. */
  readonly certificate: string;
  readonly batch: string;
  readonly type: string;
  readonly copies: number;
  /** When they were signed, POSIX seconds. */
  readonly issued: number;
  readonly expires: number;
  /** Claims as issued, for the office's own list. */
  readonly claims: JsonObject;
  /** How far the batch got; `status` once it is sealed. */
  readonly state: "signed" | "submitted" | "sealed" | "refused";
  readonly status?: "valid" | "suspended" | "revoked" | "replaced";
}

export interface BatchView {
  readonly batch: string;
  readonly state: CopiesRowView["state"];
  readonly code?: string;
  /** In the order of the requests. The delivery is there once the batch is sealed. */
  readonly holders: readonly { readonly certificate: string; readonly delivery?: string }[];
}

/** Single-use copies of a certificate in its holder's wallet. */
export interface HeldCopiesView {
  /** Never shown to anybody as far as this wallet knows. */
  readonly left: number;
  readonly spent: number;
  /** Holders in the batch of the copy shown next, at most: who sees a copy knows no more than that it is one of theirs. */
  readonly among: number;
  /** `few`: soon there is none left; `among`: the batch was too small to hide in. */
  readonly warn: readonly ("none" | "few" | "among" | "restored")[];
}
