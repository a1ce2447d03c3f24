import { claimsPath, hash, id, listeningPlace, message, nothing, rowId } from "../args.ts";
import { PAPER_LANGUAGES } from "../../paper/words.ts";
import type { DayVerdictView } from "../paper-views.ts";
import { call } from "../call.ts";
import type { AskView, CaseView, CheckedView, PastCheckView, PurposeView } from "../views.ts";
import { FACE_BYTES } from "../../verdict/face-matcher.ts";
import type { MatcherView } from "../matcher-view.ts";
import { z } from "../zod.ts";

/** A picture as a matcher gets it, base64. */
const facePicture = z.base64().length((FACE_BYTES / 3) * 4);
/** As every WebAssembly module begins (core specification, section 5.5.16), in base64. */
const IS_WASM = /^AGFzbQ/;
/** Characters of a matcher's file in base64: 64 MiB. */
const MAX_MATCHER = ((64 << 20) / 3) * 4 + 4;

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
              .array(
                z.strictObject({
                  path: claimsPath,
                  optional: z.boolean(),
                  /** Only with one of these. */
                  values: z
                    .array(z.union([z.string().max(512), z.int(), z.boolean()]))
                    .min(1)
                    .max(64)
                    .optional(),
                }),
              )
              .min(1)
              .max(64),
            /** The same shown as an mdoc is taken instead. */
            orMdoc: z.boolean().optional(),
            /** Every one that the person agrees to show. */
            multiple: z.boolean().optional(),
            /** Key identifiers of authorities, base64url, for documents of issuers outside the registry. */
            authorities: z
              .array(z.string().regex(/^[A-Za-z0-9_-]{1,128}$/))
              .min(1)
              .max(16)
              .optional(),
          }),
        )
        .min(1)
        .max(8),
      /** Alternatives, by places in `credentials`: of each required set one option. Without it all are needed. */
      sets: z
        .array(
          z.strictObject({
            options: z
              .array(z.array(z.int().min(0).max(7)).min(1).max(8))
              .min(1)
              .max(16),
            required: z.boolean(),
          }),
        )
        .min(1)
        .max(8)
        .optional(),
      /** Seconds for which an answer is taken; an appointment lasts at most 7 days. */
      validFor: z
        .int()
        .min(60)
        .max(7 * 86_400),
      /** For any wallet of OpenID4VP, over the network: where this counter listens (`counter.listen`). */
      byLink: z
        .strictObject({
          /** How it names itself there. */
          prefix: z.enum(["x509_hash", "x509_san_dns", "decentralized_identifier"]),
          encrypted: z.boolean(),
          /** As in `counter.check`. */
          compare: z.boolean().optional(),
        })
        .optional(),
    }),
    codes: [
      "counter.no_office",
      "counter.no_request_key",
      "counter.unknown_type",
      "counter.not_open",
      "counter.no_host_name",
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
      "presentation.closed",
      "presentation.expired",
      "counter.no_office",
    ],
  }),
  /**
   * Opens the place on this machine where wallets of other makers fetch requests and post answers; `url` is
   * where others reach it, if that is elsewhere. `certificate`, PEM, names this counter to them.
   */
  "counter.listen": call<{ readonly url: string; readonly certificate: string }>()({
    args: listeningPlace,
    codes: ["counter.no_office", "counter.no_request_key", "counter.port"],
  }),
  "counter.stop_listening": call<null>()({ args: nothing, codes: [] }),
  /** How far a request is, by the id that `counter.ask` gave. */
  "counter.case": call<CaseView>()({
    args: z.strictObject({ id: rowId }),
    codes: ["presentation.unknown_request"],
  }),
  /** No answer to it is taken any more, and what was shown is forgotten. */
  "counter.close_case": call<CaseView>()({
    args: z.strictObject({ id: rowId }),
    codes: ["presentation.unknown_request"],
  }),
  /**
   * Judges a credential, a presentation or what a printed certificate carries on its own: no request, so
   * nobody proved to hold it. `compare`: somebody will compare the portrait on paper with the person.
   */
  "counter.inspect": call<CheckedView>()({
    args: z.strictObject({ file: message, compare: z.boolean().optional() }),
    codes: [],
  }),
  /** What somebody saw who compared the portrait with the person; said once for each check. */
  "counter.compare": call<PastCheckView>()({
    args: z.strictObject({ check: rowId, person: z.enum(["same", "different", "unsure"]) }),
    codes: ["counter.unknown_check", "counter.not_waiting"],
  }),
  /** Whether this office has a face matcher of its own, and whether it is on. */
  "counter.matcher": call<MatcherView>()({ args: nothing, codes: ["counter.no_office"] }),
  /** Keeps a matcher's file (base64) in the place of the one before; it is off then. Nothing goes on by this. */
  "counter.add_matcher": call<MatcherView>()({
    args: z.strictObject({ file: z.string().max(MAX_MATCHER).regex(IS_WASM) }),
    codes: ["counter.no_office", "matcher.unfit", "matcher.failed", "matcher.slow", "matcher.not_kept"],
  }),
  /** On asks for the passphrase each time; `file` is the SHA-256, base64url, of the file that is meant. */
  "counter.set_matcher": call<MatcherView>()({
    args: z.union([
      z.strictObject({ on: z.literal(false) }),
      z.strictObject({ on: z.literal(true), file: hash }),
    ]),
    codes: ["counter.no_office", "wallet.passphrase_again", "matcher.none", "matcher.changed"],
  }),
  /**
   * What the visitor said to a comparison by a program, written down; said yes, both pictures are compared
   * and forgotten. The check itself waits on for whoever looks (`counter.compare`).
   */
  "counter.compare_faces": call<PastCheckView>()({
    args: z.union([
      z.strictObject({ check: rowId, consent: z.literal("refused") }),
      z.strictObject({
        check: rowId,
        consent: z.literal("given"),
        portrait: facePicture,
        live: facePicture,
      }),
    ]),
    codes: ["counter.unknown_check", "counter.not_waiting", "matcher.off", "matcher.asked"],
  }),
  /** Past checks, the newest first. */
  "counter.checks": call<readonly PastCheckView[]>()({
    args: z.strictObject({ limit: z.int().min(1).max(1000) }),
    codes: [],
  }),
  /** A receipt for the visitor, without what was shown: a PDF, base64. */
  "counter.slip": call<{ readonly name: string; readonly pdf: string }>()({
    args: z.strictObject({
      check: rowId,
      size: z.enum(["A4", "Letter"]),
      language: z.enum(PAPER_LANGUAGES),
    }),
    codes: ["counter.unknown_check"],
  }),
  /** The same of many files checked at once, each with its name. */
  "counter.report": call<{ readonly name: string; readonly pdf: string }>()({
    args: z.strictObject({
      checks: z
        .array(z.strictObject({ check: rowId, name: z.string().max(256) }))
        .min(1)
        .max(999),
      size: z.enum(["A4", "Letter"]),
      language: z.enum(PAPER_LANGUAGES),
    }),
    codes: ["counter.unknown_check"],
  }),
  /** Was it valid on that day? By the registry as it stood then; nothing is written down. */
  "counter.on_day": call<DayVerdictView>()({
    args: z.strictObject({ file: message, time: z.int().min(0) }),
    codes: ["registry.full_only", "registry.damaged", "statement.absent", "counter.day_to_come"],
  }),
  /** Those that turned when they were made again, until somebody says to have seen it. */
  "counter.turned": call<readonly PastCheckView[]>()({ args: nothing, codes: [] }),
  "counter.saw": call<PastCheckView>()({
    args: z.strictObject({ check: rowId }),
    codes: ["counter.unknown_check", "counter.not_turned"],
  }),
  "counter.past_check": call<PastCheckView>()({
    args: z.strictObject({ check: rowId }),
    codes: ["counter.unknown_check"],
  }),
} as const;
