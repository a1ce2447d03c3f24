import { CodedError } from "../error.ts";

export type LedgerErrorCode =
  | "record.syntax"
  | "authorities.set"
  | "trust.leaf"
  | "status.leaf"
  | "ledger.registry_id"
  | "ledger.genesis"
  | "ledger.no_genesis"
  | "ledger.leaf_hashes"
  | "ledger.stale_draft"
  /** It was given a block to fold in that is none, and may have half of it now. */
  | "ledger.spoilt"
  | "ledger.state";

/** Bytes that are no block record, set or leaf, or a caller that breaks the ledger's contract. */
export class LedgerError extends CodedError<LedgerErrorCode> {}
