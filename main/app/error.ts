import { CodedError } from "../../src/error.ts";

export type AppErrorCode =
  | "app.unknown_profile"
  | "app.not_open"
  | "app.in_use"
  | "app.root"
  | "app.too_many"
  | "app.sample_runs"
  | "app.sample_failed"
  | "app.no_sample"
  | "app.cancelled"
  | "app.preferences_not_kept";

/** A wallet's own refusal of a call that was made for it, handed on as it is. */
export class WalletRefusal extends CodedError<string> {}

/** What the program above the wallets could not do; nothing was changed. */
export class AppError extends CodedError<AppErrorCode> {}
