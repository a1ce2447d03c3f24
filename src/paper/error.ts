import { CodedError } from "../error.ts";

export type PaperErrorCode =
  /** No certificate on paper, or not as we write it. */
  "paper.syntax" | "paper.too_large";

/** What was read from a printed certificate and is none. */
export class PaperError extends CodedError<PaperErrorCode> {}
