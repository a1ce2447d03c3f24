import { CodedError } from "../../error.ts";

export type StatementErrorCode =
  | "statement.too_large"
  | "statement.syntax"
  /** Its first entry is another registry's. */
  | "statement.registry"
  /** The sets of authorities that it shows are not those that the reader followed. */
  | "statement.other_history"
  | "statement.record"
  /** The block after is not the one after. */
  | "statement.next"
  | "statement.entry"
  | "statement.trust"
  | "statement.status"
  /** Salt, file and author do not make the digest that was deposited. */
  | "statement.deposit"
  /** The copy has nothing of the kind to prove. */
  | "statement.absent"
  /** The copy does not hold what a reader would need to know who may seal. */
  | "statement.incomplete";

/** A statement that does not prove what it says, or that cannot be made. */
export class StatementError extends CodedError<StatementErrorCode> {}
