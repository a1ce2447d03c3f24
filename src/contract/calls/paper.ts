import { PAPER_LANGUAGES } from "../../paper/words.ts";
import { claimsPath, message, rowId } from "../args.ts";
import { call } from "../call.ts";
import type { AnswerPaperView, PaperView } from "../paper-views.ts";
import { z } from "../zod.ts";
import { answers, REQUEST_CODES } from "./holder.ts";

const printed = z.strictObject({
  credential: rowId,
  /** Places of the claims that are to leave; left out for the certificate's kind alone. */
  claims: z.array(claimsPath).min(1).max(64).optional(),
  size: z.enum(["A4", "Letter", "label"]),
  language: z.enum(PAPER_LANGUAGES),
});

const CODES = [
  "holder.unknown_credential",
  "paper.form",
  "paper.not_recorded",
  "paper.ended",
  "paper.too_large",
  "sdjwt.path",
] as const;

/** A certificate on paper: chosen claims, the office's signature and the receipt, as codes. */
export const PAPER_CALLS = {
  /** Exactly what `paper.make` would print; nothing leaves. */
  "paper.preview": call<PaperView>()({ args: printed, codes: CODES }),
  /** The PDF, base64, to be saved by `host.save_file`; that it was made is in the activity log before. */
  "paper.make": call<{ readonly name: string; readonly pdf: string }>()({
    args: printed,
    codes: [...CODES, "wallet.passphrase_again", "present.copies_spent"],
  }),
  /**
   * The answer to a request (`present.answer`), with the names of what was approved, for who brings it to
   * the counter on paper: the PDF, base64. What it says is encrypted there as anywhere.
   */
  "paper.answer": call<AnswerPaperView>()({
    args: z.strictObject({
      request: message,
      response: message,
      answers,
      size: z.enum(["A4", "Letter"]),
      language: z.enum(PAPER_LANGUAGES),
    }),
    codes: [...REQUEST_CODES, "presentation.encryption", "paper.other_answer", "paper.too_large"],
  }),
} as const;
