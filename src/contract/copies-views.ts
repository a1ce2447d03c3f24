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
  /** The same for all that one holder collected, also in later batches. */
  readonly line?: string;
}

export interface BatchView {
  readonly batch: string;
  readonly state: CopiesRowView["state"];
  readonly code?: string;
  /** In the order of the requests. The delivery is there once the batch is sealed. */
  readonly holders: readonly { readonly certificate: string; readonly delivery?: string }[];
}

/** A holder whose wallet asked this office for single-use copies, and waits. */
export interface WaitingCopiesView {
  readonly id: string;
  readonly type: string;
  readonly copies: number;
  readonly claims: JsonObject;
  readonly since: number;
  /** Seconds that they are to be valid, where not the type's longest. */
  readonly validFor?: number;
  /** The certificate that they are more copies of. */
  readonly renews?: string;
  /** Why they cannot be issued now. */
  readonly code?: WaitingCode;
}

/** Copies were withdrawn, are suspended; another certificate, or another holder of the batch, stands for the same. */
export type WaitingCode = "copies.ended" | "copies.stopped" | "copies.held" | "copies.twice";

/** Holders of one batch, as many as an entry has room for unique tags, and as few as hide one another. */
export const MOST_HOLDERS = 300;
export const FEWEST_HOLDERS = 2;

/**
 * Whom the next batch takes of those who wait for copies of one kind, longest first, and how many wait on
 * who could be issued to. Nobody is left behind alone, who could not be in a batch of their own.
 */
export function nextBatch(rows: readonly Pick<WaitingCopiesView, "id" | "code">[]): {
  readonly ids: readonly string[];
  readonly more: number;
} {
  const ready = rows.flatMap(({ id, code }) => (code === undefined ? [id] : []));
  const rest = ready.length - MOST_HOLDERS;
  const ids = ready.slice(
    0,
    rest > 0 && rest < FEWEST_HOLDERS ? ready.length - FEWEST_HOLDERS : MOST_HOLDERS,
  );
  return { ids, more: ready.length - ids.length };
}

/** A batch of those who waited; those left out go on waiting. */
export interface WaitingBatchView extends BatchView {
  readonly left: readonly { readonly id: string; readonly code: WaitingCode }[];
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
  /** Whether its office gives more by the network, and how far that is. */
  readonly refill?: "possible" | "waiting" | "arrived";
  /** Since when more are awaited, or when they arrived. */
  readonly refillSince?: number;
  /** Why none came when they were last asked for. */
  readonly failed?: { readonly at: number; readonly code: string };
}
