import { CodedError } from "../../error.ts";

export type ChainProofErrorCode =
  | "receipt.too_large"
  | "receipt.syntax"
  /** The record does not close the block that holds the entry. */
  | "receipt.record"
  /** Of a larger tree than the reader has followed: whose seal it needs is not known yet. */
  | "receipt.not_followed"
  /** The entry is a batch, and which copy of it is meant is not said. */
  | "receipt.copy"
  | "epoch.number"
  | "epoch.set"
  /** The record does not begin the epoch. */
  | "epoch.record";

/** A receipt or an epoch's beginning that does not prove what it should. */
export class ChainProofError extends CodedError<ChainProofErrorCode> {}
