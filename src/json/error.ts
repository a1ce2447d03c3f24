import { CodedError } from "../error.ts";

export type JsonErrorCode =
  | "json.too_large"
  | "json.too_deep"
  | "json.syntax"
  | "json.duplicate_key"
  | "json.forbidden_key"
  | "json.surrogate"
  | "json.number"
  | "json.value"
  | "json.not_canonical";

/** JSON that we refuse to read or to write. */
export class JsonError extends CodedError<JsonErrorCode> {}
