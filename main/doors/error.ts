import { CodedError } from "../../src/error.ts";

export type DatabaseErrorCode =
  | "database.corrupt"
  | "database.full"
  | "database.io"
  | "database.locked"
  | "database.read_only"
  | "database.newer"
  | "database.foreign"
  | "database.missing"
  | "database.failed";

/** What the store could not do; the cause stays inside the process and is never shown. */
export class DatabaseError extends CodedError<DatabaseErrorCode> {}
