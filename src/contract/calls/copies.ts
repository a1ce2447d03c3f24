import { claims, hash, id, message, nothing, reason, rowId } from "../args.ts";
import { call } from "../call.ts";
import {
  type BatchView,
  type CopiesRowView,
  FEWEST_HOLDERS,
  MOST_HOLDERS,
  type WaitingBatchView,
  type WaitingCopiesView,
} from "../copies-views.ts";
import type { ChangeView } from "../views.ts";
import { z } from "../zod.ts";
import { CHANGE_CODES, EXCHANGE_CODES, KEEPER_CODES } from "./office-codes.ts";

/** What an office does with single-use copies. */
export const COPIES_CALLS = {
  /** Issues everybody's copies together; each holder's request asks for as many. */
  "copies.issue": call<BatchView>()({
    args: z.strictObject({
      type: id,
      holders: z
        .array(z.strictObject({ request: message, claims }))
        .min(FEWEST_HOLDERS)
        .max(MOST_HOLDERS),
      /** Seconds; the type's longest if left out. */
      validFor: z.int().min(1).optional(),
    }),
    codes: [
      "wallet.passphrase_again",
      "office.none",
      "office.no_key",
      "office.older_data",
      "office.unknown_type",
      "office.unreachable",
      "office.claims",
      "office.wrong_type",
      "office.holders",
      ...KEEPER_CODES,
      "copies.type",
      "copies.uneven",
      "copies.too_many",
      "registry.full_only",
      ...EXCHANGE_CODES,
    ],
  }),
  /** Carries on with a batch that is not sealed yet; gives the deliveries (again). */
  "copies.refresh": call<BatchView>()({
    args: z.strictObject({ batch: hash }),
    codes: ["office.none", "office.unknown_credential", "office.unreachable"],
  }),
  /** Who asked this office's issuer for copies and waits for others to be issued with. */
  "copies.waiting": call<readonly WaitingCopiesView[]>()({ args: nothing, codes: ["office.none"] }),
  /** Issues the copies of those named together. */
  "copies.issue_waiting": call<WaitingBatchView>()({
    args: z.strictObject({ type: id, ids: z.array(rowId).min(1).max(MOST_HOLDERS) }),
    codes: [
      "wallet.passphrase_again",
      "office.none",
      "office.no_key",
      "office.older_data",
      "office.unknown_type",
      "office.unknown_credential",
      "office.unreachable",
      "office.claims",
      ...KEEPER_CODES,
      "copies.type",
      "copies.too_few",
      "copies.too_many",
      "offers.port",
      "registry.full_only",
    ],
  }),
  /** Takes one of them out; their wallet is told. */
  "copies.refuse_waiting": call<null>()({
    args: z.strictObject({ id: rowId }),
    codes: ["office.none", "offers.unknown", "offers.collected"],
  }),
  "copies.list": call<readonly CopiesRowView[]>()({ args: nothing, codes: ["office.none"] }),
  /** Suspends, reinstates or ends all copies of one holder. */
  "copies.change": call<ChangeView>()({
    args: z.strictObject({
      certificate: hash,
      act: z.enum(["suspend", "reinstate", "revoke", "replace"]),
      reason,
    }),
    codes: CHANGE_CODES,
  }),
} as const;
