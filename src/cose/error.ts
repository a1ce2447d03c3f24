import { CodedError } from "../error.ts";

export type CoseErrorCode =
  | "cose.syntax"
  | "cose.algorithm"
  | "cose.critical"
  | "cose.signature"
  | "cose.key";

/** A COSE structure that we refuse to read or to trust. */
export class CoseError extends CodedError<CoseErrorCode> {}
