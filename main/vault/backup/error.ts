import { CodedError } from "../../../src/error.ts";

export type BackupErrorCode =
  /** No age file, or one that is not whole. */
  | "backup.malformed"
  | "backup.too_large"
  /** What would be written is more than is ever read back. */
  | "backup.wallet_too_large"
  /** Its passphrase stanza asks for more work than any honest file. */
  | "backup.work_factor"
  /** Made for words, and a passphrase was given, or the other way round. */
  | "backup.other_key"
  | "backup.wrong_key"
  /** It opens, but what is in it is no backup of a wallet. */
  | "backup.content"
  | "backup.newer"
  | "backup.other_wallet"
  | "backup.no_words"
  | "backup.folder"
  | "backup.not_written"
  | "backup.none"
  | "backup.exists";

/** What is wrong with a backup; nothing was changed. */
export class BackupError extends CodedError<BackupErrorCode> {}
