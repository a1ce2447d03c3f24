import { CodedError } from "../error.ts";

export type CsvErrorCode = "csv.empty" | "csv.quote" | "csv.too_large" | "csv.too_many";

/** A text that is no table. */
export class CsvError extends CodedError<CsvErrorCode> {}
