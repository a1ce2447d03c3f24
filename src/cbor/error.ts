import { CodedError } from "../error.ts";

export type CborErrorCode =
  | "cbor.too_large"
  | "cbor.too_deep"
  | "cbor.too_many"
  /** Not well-formed, or of a form that we do not read: indefinite lengths, keys that are no text or integer. */
  | "cbor.syntax"
  | "cbor.duplicate_key"
  | "cbor.trailing";

/** CBOR that we refuse to read. */
export class CborError extends CodedError<CborErrorCode> {}
