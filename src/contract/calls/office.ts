import { z } from "zod";
import { claims, hash, id, message, nothing, reason } from "../args.ts";
import { call } from "../call.ts";
import type { IssueView, RegisterRowView } from "../views.ts";

const OFFICE_CODES = [
  "office.none",
  "office.no_key",
  "office.unknown_type",
  "office.unknown_credential",
  "office.unreachable",
  /** A rule of the registry refused the entry; the rule's own code is the row's `code`. */
  "office.refused",
] as const;

const EXCHANGE_CODES = [
  "exchange.syntax",
  "exchange.too_large",
  "exchange.signature",
  "exchange.wrong_registry",
  "exchange.wrong_office",
  "exchange.expired",
  "exchange.not_yet",
] as const;

/** What an office's officer does: keys, issue, change status, replace. */
export const OFFICE_CALLS = {
  /** Public keys of this office, made here, for the authority that accredits it. */
  "office.keys": call<{ readonly officer: string; readonly credential: string; readonly request: string }>()({
    args: nothing,
    codes: ["office.none"],
  }),
  "office.issue": call<IssueView>()({
    args: z.strictObject({
      type: id,
      /** Key request of the holder. */
      request: message,
      claims,
      /** Seconds; the type's longest if left out. */
      validFor: z.int().min(1).optional(),
    }),
    codes: [
      ...OFFICE_CODES,
      ...EXCHANGE_CODES,
      "office.claims",
      "office.wrong_type",
      "office.consent_missing",
    ],
  }),
  "office.suspend": call<RegisterRowView>()({
    args: z.strictObject({ commitment: hash, reason }),
    codes: OFFICE_CODES,
  }),
  "office.reinstate": call<RegisterRowView>()({
    args: z.strictObject({ commitment: hash, reason }),
    codes: OFFICE_CODES,
  }),
  "office.revoke": call<RegisterRowView>()({
    args: z.strictObject({ commitment: hash, reason }),
    codes: OFFICE_CODES,
  }),
  /** Signs the new credential and asks the owner of the old one; nothing changes until the answer is in. */
  "office.propose_replacement": call<{ readonly proposal: string; readonly consentRequest: string }>()({
    args: z.strictObject({
      old: hash,
      request: message,
      claims,
      reason,
      validFor: z.int().min(1).optional(),
    }),
    codes: [
      ...OFFICE_CODES,
      ...EXCHANGE_CODES,
      "office.claims",
      "office.wrong_type",
      "office.consent_missing",
    ],
  }),
  /** Ends the old credential and issues the new one in one entry. */
  "office.complete_replacement": call<IssueView>()({
    args: z.strictObject({ proposal: hash, consents: z.array(message).min(1).max(16) }),
    codes: [...OFFICE_CODES, ...EXCHANGE_CODES],
  }),
  "office.register": call<readonly RegisterRowView[]>()({
    args: z.strictObject({ search: z.string().max(200).optional(), limit: z.int().min(1).max(1000) }),
    codes: ["office.none"],
  }),
  /** The delivery of a sealed credential again, for a holder who lost it on the way. */
  "office.delivery": call<IssueView>()({
    args: z.strictObject({ commitment: hash }),
    codes: ["office.none", "office.unknown_credential"],
  }),
} as const;
