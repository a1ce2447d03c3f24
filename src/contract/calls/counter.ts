import { claimsPath, id, message, nothing, rowId } from "../args.ts";
import { call } from "../call.ts";
import type { AskView, CheckedView, PastCheckView, PurposeView } from "../views.ts";
import { z } from "../zod.ts";

/** What counter staff do: ask, check the answer. */
export const COUNTER_CALLS = {
  /** What this office may ask for, by purpose. */
  "counter.purposes": call<readonly PurposeView[]>()({ args: nothing, codes: ["counter.no_office"] }),
  "counter.ask": call<AskView>()({
    args: z.strictObject({
      purpose: id,
      credentials: z
        .array(
          z.strictObject({
            vct: z.string().min(1).max(512),
            claims: z
              .array(z.strictObject({ path: claimsPath, optional: z.boolean() }))
              .min(1)
              .max(64),
            /** The same shown as an mdoc is taken instead. */
            orMdoc: z.boolean().optional(),
          }),
        )
        .min(1)
        .max(8),
      /** Seconds for which an answer is taken; an appointment lasts at most 7 days. */
      validFor: z
        .int()
        .min(60)
        .max(7 * 86_400),
    }),
    codes: [
      "counter.no_office",
      "counter.no_request_key",
      "counter.unknown_type",
      "presentation.query",
      "presentation.query_too_large",
      "presentation.too_large",
    ],
  }),
  /** Takes the answer to one of our requests, once, and judges it. */
  "counter.check": call<CheckedView>()({
    args: z.strictObject({
      response: message,
      /** Somebody will compare a portrait, if one is shown, with the person (`counter.compare`). */
      compare: z.boolean().optional(),
    }),
    codes: [
      "presentation.too_large",
      "presentation.encryption",
      "presentation.decryption",
      "presentation.response",
      "presentation.declined",
      "presentation.unknown_request",
      "presentation.replayed",
      "presentation.expired",
      "counter.no_office",
    ],
  }),
  /** Judges a credential or presentation file on its own: no request, so nobody proved to hold it. */
  "counter.inspect": call<CheckedView>()({ args: z.strictObject({ file: message }), codes: [] }),
  /** What somebody saw who compared the portrait with the person; said once for each check. */
  "counter.compare": call<PastCheckView>()({
    args: z.strictObject({ check: rowId, person: z.enum(["same", "different", "unsure"]) }),
    codes: ["counter.unknown_check", "counter.not_waiting"],
  }),
  /** Past checks, the newest first. */
  "counter.checks": call<readonly PastCheckView[]>()({
    args: z.strictObject({ limit: z.int().min(1).max(1000) }),
    codes: [],
  }),
  "counter.past_check": call<PastCheckView>()({
    args: z.strictObject({ check: rowId }),
    codes: ["counter.unknown_check"],
  }),
} as const;
