import { hash, id, nothing, rowId } from "../args.ts";
import type { BulkCheckView, BulkRowView, BulkView } from "../bulk-views.ts";
import { call } from "../call.ts";
import type { DraftView } from "../office-views.ts";
import { z } from "../zod.ts";

/** A table, or drafts for a second officer: longer than a message. */
const long = z.string().max(32 << 20);

const TABLE_CODES = [
  "office.none",
  "office.unknown_type",
  "registry.full_only",
  "csv.empty",
  "csv.quote",
  "csv.too_large",
  "csv.too_many",
  "bulk.columns",
] as const;

const table = { type: id, csv: long };

const BATCH_CODES = [
  "office.none",
  "registry.full_only",
  "office.unknown_type",
  "office.draft_unfit",
  "office.draft_stale",
  "exchange.syntax",
  "exchange.too_large",
  "exchange.signature",
  "exchange.wrong_registry",
  "exchange.wrong_office",
] as const;

/** Certificates from a table, one for each row and never two. */
export const BULK_CALLS = {
  /** Reads a table as a dry run; nothing is signed or kept. */
  "bulk.check": call<BulkCheckView>()({ args: z.strictObject(table), codes: TABLE_CODES }),
  /** Keeps the rows that are ready; nothing is signed yet. */
  "bulk.begin": call<BulkView>()({
    args: z.strictObject({
      ...table,
      /** Of the file, for the list. */
      name: z.string().trim().min(1).max(100),
      /** Of each certificate, seconds; the type's longest if left out. */
      validFor: z.int().min(1).optional(),
    }),
    codes: [...TABLE_CODES, "bulk.problems", "bulk.nothing"],
  }),
  /** Goes on until all rows are through, or somebody stops it; also after a program that was killed. */
  "bulk.run": call<BulkView>()({
    args: z.strictObject({ id: rowId }),
    codes: [
      "wallet.passphrase_again",
      "office.none",
      "office.no_key",
      "office.older_data",
      "office.unreachable",
      "office.unknown_type",
      "registry.full_only",
      "bulk.unknown",
      "bulk.running",
    ],
  }),
  /** Stops it after the rows that are under way. */
  "bulk.pause": call<BulkView>()({
    args: z.strictObject({ id: rowId }),
    codes: ["office.none", "bulk.unknown"],
  }),
  "bulk.list": call<readonly BulkView[]>()({ args: nothing, codes: ["office.none"] }),
  /** Those that failed first, each group in the order of the table. */
  "bulk.rows": call<readonly BulkRowView[]>()({
    args: z.strictObject({ id: rowId, from: z.int().min(0), count: z.int().min(1).max(1000) }),
    codes: ["office.none", "bulk.unknown"],
  }),
  /**
   * A table of what is sealed: key of the row, commitment, and the delivery for its holder. As many rows as
   * a file has room for; `next` is the one that the rest begins with.
   */
  "bulk.deliveries": call<{ readonly csv: string; readonly next?: number }>()({
    args: z.strictObject({ id: rowId, from: z.int().min(0).optional() }),
    codes: ["office.none", "bulk.unknown"],
  }),
  /** What waits for a second officer, as one message: as many as it has room for; `more` wait for the next one. */
  "bulk.drafts": call<{ readonly batch: string; readonly count: number; readonly more: number }>()({
    args: z.strictObject({ id: rowId }),
    codes: ["office.none", "bulk.unknown", "bulk.nothing"],
  }),
  /** Looks into such a message: all of it is checked, and some are drawn at random to be read. */
  "bulk.preview_batch": call<{
    readonly count: number;
    readonly type: string;
    readonly sample: readonly DraftView[];
  }>()({ args: z.strictObject({ batch: long }), codes: BATCH_CODES }),
  /** Signs all of them as the second officer and submits them; those that were drawn must have been looked at. */
  "bulk.approve_batch": call<{ readonly sealed: number; readonly refused: number }>()({
    args: z.strictObject({ batch: long, looked: z.array(hash).min(1).max(200) }),
    codes: [
      ...BATCH_CODES,
      "wallet.passphrase_again",
      "office.no_key",
      "office.older_data",
      "office.own_draft",
      "office.not_sent",
      "bulk.not_looked",
    ],
  }),
} as const;
