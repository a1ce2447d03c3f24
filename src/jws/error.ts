import { CodedError } from "../error.ts";

export type JwsErrorCode =
  | "jws.too_large"
  | "jws.syntax"
  | "jws.algorithm"
  | "jws.type"
  | "jws.critical"
  | "jws.signature";

/** A compact JWS that is not one of ours to read. */
export class JwsError extends CodedError<JwsErrorCode> {}
