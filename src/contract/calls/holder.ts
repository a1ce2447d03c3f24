import { claimsPath, hash, id, message, nothing, rowId } from "../args.ts";
import { MAX_KEYS } from "../../exchange/key-request.ts";
import { call } from "../call.ts";
import type { ConsentView, CredentialView, OfferedCredentialView, RequestView } from "../views.ts";
import { z } from "../zod.ts";
import { EXCHANGE_CODES } from "./office-codes.ts";

export const REQUEST_CODES = [
  "presentation.too_large",
  "presentation.request_syntax",
  "presentation.request_header",
  "presentation.request_member",
  "presentation.request_window",
  "presentation.unsupported",
  "presentation.transaction_data",
  "presentation.query",
  "presentation.query_too_large",
  "presentation.link",
  "presentation.client_id",
] as const;

const FETCH_CODES = [
  "presentation.address",
  "presentation.private_address",
  "presentation.redirect",
  "presentation.offline",
  "presentation.unreachable",
] as const;

const ANSWER_CODES = [
  "wallet.passphrase_again",
  "present.asker_not_accredited",
  "present.over_asking",
  "present.ended",
  "present.copies_spent",
  "present.refused",
  "presentation.not_asked",
  "presentation.incomplete",
  "presentation.beyond_request",
  "presentation.key",
  "sdjwt.path",
  "holder.unknown_credential",
] as const;

/** What the person agreed to, by query. */
export const answers = z
  .array(
    z.strictObject({
      query: z.string().min(1).max(128),
      credential: rowId,
      approved: z.array(claimsPath).max(256),
    }),
  )
  .min(1)
  .max(16);

const approvedAnswers = z.strictObject({
  request: message,
  answers,
  /**
   * The person was told that the asker is not accredited or asks for more than it may, or that what is shown
   * does not count, and goes on.
   */
  despiteWarnings: z.boolean(),
});

/** What a citizen does: receive, look, keep, present, agree to a change. */
export const HOLDER_CALLS = {
  /** A key request for an office, to be passed on as it is. */
  "holder.request_key": call<{ readonly request: string }>()({
    args: z.strictObject({
      office: id,
      vct: z.string().min(1).max(512),
      /** Single-use copies, each with a key of its own; one certificate without if left out. */
      copies: z.int().min(2).max(MAX_KEYS).optional(),
    }),
    codes: ["holder.unknown_office", "holder.unknown_type"],
  }),
  /** Looks into a delivery; nothing is kept. */
  "holder.preview": call<OfferedCredentialView>()({
    args: z.strictObject({ delivery: message }),
    codes: ["holder.not_for_us", "holder.not_valid", "holder.already_kept", ...EXCHANGE_CODES],
  }),
  "holder.keep": call<CredentialView>()({
    args: z.strictObject({ delivery: message }),
    codes: ["holder.not_for_us", "holder.not_valid", "holder.already_kept", ...EXCHANGE_CODES],
  }),
  "holder.list": call<readonly CredentialView[]>()({ args: nothing, codes: [] }),
  "holder.show": call<CredentialView>()({
    args: z.strictObject({ id: rowId }),
    codes: ["holder.unknown_credential"],
  }),
  /** Proof of its place in the chain, as text. */
  "holder.receipt": call<{ readonly receipt: string }>()({
    args: z.strictObject({ id: rowId }),
    codes: ["holder.unknown_credential"],
  }),
  "holder.delete": call<null>()({
    args: z.strictObject({ id: rowId, commitment: hash }),
    codes: ["holder.unknown_credential"],
  }),
  /** Looks into a request for consent to a replacement. */
  "holder.preview_consent": call<ConsentView>()({
    args: z.strictObject({ request: message }),
    codes: ["holder.unknown_credential", "holder.no_consent_key", ...EXCHANGE_CODES],
  }),
  /** Agrees; the answer is to be passed back as it is. */
  "holder.consent": call<{ readonly consent: string }>()({
    args: z.strictObject({ request: message }),
    codes: [
      "wallet.passphrase_again",
      "holder.unknown_credential",
      "holder.no_consent_key",
      ...EXCHANGE_CODES,
    ],
  }),
  /**
   * Looks into a request for a presentation, fetched where it is a link to one: who asks, for what, what
   * would leave.
   */
  "present.preview": call<RequestView>()({
    args: z.strictObject({ request: message }),
    codes: [...REQUEST_CODES, ...FETCH_CODES],
  }),
  /** Answers with exactly what is approved; the answer is encrypted for the asker. */
  "present.answer": call<{ readonly response: string }>()({
    args: approvedAnswers,
    codes: [...ANSWER_CODES, ...REQUEST_CODES],
  }),
  /** Sends exactly what is approved to where the request says (`sentTo`). */
  "present.send": call<{ readonly host: string; readonly goOn?: string }>()({
    args: approvedAnswers,
    codes: [...ANSWER_CODES, ...REQUEST_CODES, ...FETCH_CODES, "presentation.not_taken"],
  }),
  /** Tells who asks that nothing will be given (`sentTo`). */
  "present.decline": call<{ readonly host: string }>()({
    args: z.strictObject({ request: message }),
    codes: ["present.refused", ...REQUEST_CODES, ...FETCH_CODES, "presentation.not_taken"],
  }),
} as const;
