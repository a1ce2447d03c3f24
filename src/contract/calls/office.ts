import { claims, hash, id, issuedTo, message, nothing, reason, sourceUrl } from "../args.ts";
import { MAX_NOTE } from "../../exchange/draft-types.ts";
import { call } from "../call.ts";
import type {
  DraftView,
  DuplicateView,
  FoundView,
  OfficeRecordView,
  OfficeTypeView,
} from "../office-views.ts";
import type { ChangeView, IssueView, RegisterRowView } from "../views.ts";
import { z } from "../zod.ts";
import { CHANGE_CODES, EXCHANGE_CODES, KEEPER_CODES } from "./office-codes.ts";

const OFFICE_CODES = [
  "wallet.passphrase_again",
  "office.none",
  "office.no_key",
  "office.older_data",
  "office.unknown_type",
  "office.unknown_credential",
  "office.unreachable",
  "registry.full_only",
] as const;

const DRAFT_CODES = [
  "office.none",
  "registry.full_only",
  "office.unknown_type",
  "office.draft_unfit",
  "office.draft_stale",
  ...EXCHANGE_CODES,
] as const;

/** What an office's officer does: keys, issue, change status, replace. */
export const OFFICE_CALLS = {
  /** Public keys of this office, made here, for the authority that accredits it. */
  "office.keys": call<{ readonly officer: string; readonly credential: string; readonly request: string }>()({
    args: nothing,
    codes: ["office.none"],
  }),
  /** Types that the registry lets this office issue now, or once did, with their definitions. */
  "office.types": call<readonly OfficeTypeView[]>()({
    args: nothing,
    codes: ["office.none", "registry.full_only"],
  }),
  /** Whether something in force already stands for the same thing; nothing is signed or kept. */
  "office.find_duplicate": call<DuplicateView>()({
    args: z.strictObject({ type: id, claims }),
    codes: ["office.none", "office.no_key", "office.unknown_type", "registry.full_only", ...KEEPER_CODES],
  }),
  /** Where the office that keeps the tags of some types is reached; what was known before is forgotten. */
  "office.set_keepers": call<null>()({
    args: z.strictObject({
      keepers: z
        .array(z.strictObject({ office: id, url: sourceUrl }))
        .min(1)
        .max(16),
    }),
    codes: ["office.none"],
  }),
  "office.issue": call<IssueView>()({
    args: z.strictObject({
      type: id,
      ...issuedTo,
      claims,
      /** Seconds; the type's longest if left out. */
      validFor: z.int().min(1).optional(),
    }),
    codes: [
      ...OFFICE_CODES,
      ...EXCHANGE_CODES,
      ...KEEPER_CODES,
      "office.claims",
      "office.wrong_type",
      "office.consent_missing",
      "office.holders",
    ],
  }),
  "office.suspend": call<ChangeView>()({
    args: z.strictObject({ commitment: hash, reason }),
    codes: CHANGE_CODES,
  }),
  "office.reinstate": call<ChangeView>()({
    args: z.strictObject({ commitment: hash, reason }),
    codes: CHANGE_CODES,
  }),
  "office.revoke": call<ChangeView>()({
    args: z.strictObject({ commitment: hash, reason }),
    codes: CHANGE_CODES,
  }),
  /** Signs the new credential and asks the owner of the old one; nothing changes until the answer is in. */
  "office.propose_replacement": call<{ readonly proposal: string; readonly consentRequest: string }>()({
    args: z.strictObject({
      old: hash,
      ...issuedTo,
      claims,
      reason,
      validFor: z.int().min(1).optional(),
    }),
    codes: [
      ...OFFICE_CODES,
      ...EXCHANGE_CODES,
      ...KEEPER_CODES,
      "office.claims",
      "office.wrong_type",
      "office.consent_missing",
      "office.holders",
    ],
  }),
  /** Keeps one owner's consent until there are enough; how many there are now. */
  "office.take_consent": call<{ readonly given: number; readonly need: number }>()({
    args: z.strictObject({ proposal: hash, consent: message }),
    codes: [
      "office.none",
      "registry.full_only",
      ...EXCHANGE_CODES,
      "office.unknown_proposal",
      "office.consent_unfit",
    ],
  }),
  /** Ends the old credential and issues the new one in one entry. */
  "office.complete_replacement": call<IssueView>()({
    /** Without consents where nobody owns the old one, or they were taken before. */
    args: z.strictObject({ proposal: hash, consents: z.array(message).min(1).max(16).optional() }),
    codes: [...OFFICE_CODES, ...EXCHANGE_CODES, "office.unknown_proposal"],
  }),
  /**
   * Signs the end of the old credential and the new one in its place by an order, without asking the
   * owner. Two officers sign: what comes back waits for the second.
   */
  "office.replace_by_order": call<IssueView>()({
    args: z.strictObject({
      old: hash,
      ...issuedTo,
      claims,
      reason,
      /** SHA-256 of the order, which stays with the office. */
      order: hash,
      validFor: z.int().min(1).optional(),
    }),
    codes: [
      ...OFFICE_CODES,
      ...EXCHANGE_CODES,
      ...KEEPER_CODES,
      "office.claims",
      "office.wrong_type",
      "office.consent_missing",
      "office.holders",
      "office.order_reason",
    ],
  }),
  /** Looks into what another officer of this office signed first. */
  "office.preview_draft": call<DraftView>()({
    args: z.strictObject({ draft: message }),
    codes: [...DRAFT_CODES],
  }),
  /** Signs it as the second officer, submits it, and waits for the seal. */
  "office.approve": call<ChangeView>()({
    args: z.strictObject({ draft: message }),
    codes: [
      ...DRAFT_CODES,
      "wallet.passphrase_again",
      "office.own_draft",
      "office.no_key",
      "office.older_data",
      "office.not_sent",
    ],
  }),
  /** A signed answer for the first officer: it is not approved, and why. */
  "office.send_back": call<{ readonly answer: string }>()({
    args: z.strictObject({ draft: message, note: z.string().min(1).max(MAX_NOTE) }),
    codes: [...DRAFT_CODES, "office.own_draft", "office.no_key", "office.claims"],
  }),
  /** Takes such an answer in: what was signed waits no longer. */
  "office.take_back": call<RegisterRowView>()({
    args: z.strictObject({ answer: message }),
    codes: ["office.none", "registry.full_only", "office.unknown_credential", ...EXCHANGE_CODES],
  }),
  /** The person knows that this wallet's data are older than what was signed with it (`WalletView.gap`). */
  "office.accept_gap": call<null>()({ args: nothing, codes: ["office.none"] }),
  "office.register": call<readonly RegisterRowView[]>()({
    args: z.strictObject({ search: z.string().max(200).optional(), limit: z.int().min(1).max(1000) }),
    codes: ["office.none", "office.register_unread"],
  }),
  /** The register by word, kind, state and time: some rows from a place on, and how many there are. */
  "office.find": call<FoundView>()({
    args: z.strictObject({
      search: z.string().max(200).optional(),
      type: id.optional(),
      group: z.enum(["live", "waiting", "ended"]).optional(),
      /** Signed at or after the one and before the other, POSIX seconds. */
      since: z.int().min(0).optional(),
      before: z.int().min(0).optional(),
      from: z.int().min(0),
      count: z.int().min(1).max(200),
    }),
    codes: ["office.none", "office.register_unread"],
  }),
  /** One of them whole: its claims, its past, and what may be done with it. */
  "office.record": call<OfficeRecordView>()({
    args: z.strictObject({ commitment: hash }),
    codes: ["office.none", "office.unknown_credential"],
  }),
  /**
   * Carries on with what was signed: submits it, waits for its seal, gives the delivery. Also the way
   * to a delivery again, for a holder who lost it.
   */
  "office.refresh": call<IssueView>()({
    args: z.strictObject({ commitment: hash }),
    codes: ["office.none", "office.unknown_credential", "office.unreachable"],
  }),
} as const;
