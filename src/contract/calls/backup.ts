import { nothing, passphrase } from "../args.ts";
import { call } from "../call.ts";
import type { BackupView, RehearsalView } from "../views.ts";
import { z } from "../zod.ts";

const words = z.string().min(1).max(1024);
/** What a backup opens with: one of the two. */
const backupKey = z.union([z.strictObject({ words }), z.strictObject({ passphrase })]);

export const OPEN_BACKUP_CODES = [
  "words.count",
  "words.unknown",
  "words.checksum",
  "backup.malformed",
  "backup.too_large",
  "backup.work_factor",
  "backup.other_key",
  "backup.wrong_key",
  "backup.content",
  "backup.newer",
  "backup.none",
] as const;

const MAKE_CODES = [
  "backup.folder",
  "backup.no_words",
  "backup.not_written",
  "backup.wallet_too_large",
  "vault.unknown_rows",
] as const;

/** Backups of the open wallet: age files in a folder of the person's choice. */
export const BACKUP_CALLS = {
  "backup.status": call<BackupView>()({ args: nothing, codes: [] }),
  /** Where they go, and how often one is made by itself, for the recovery words. */
  "backup.set": call<BackupView>()({
    args: z.strictObject({
      folder: z.string().min(1).max(4096),
      every: z.enum(["off", "daily", "weekly"]),
    }),
    codes: ["backup.folder", "backup.no_words"],
  }),
  /** One now: for the recovery words, or for a passphrase given here. */
  "backup.now": call<BackupView>()({
    args: z.strictObject({ passphrase: passphrase.optional() }),
    codes: ["wallet.weak_passphrase", "wallet.passphrase_again", ...MAKE_CODES],
  }),
  /** Opens the newest one, and says what a wallet made of it would lack. Nothing is restored. */
  "backup.rehearse": call<RehearsalView>()({
    args: z.strictObject({ key: backupKey }),
    codes: ["backup.other_wallet", ...OPEN_BACKUP_CODES],
  }),
} as const;

/** Of `app.restore_profile`. */
export const restoreArgs = z.strictObject({
  key: backupKey,
  /** Opens the restored wallet. */
  passphrase,
  /** Whole path of the file; the person is asked for one where it is left out. */
  from: z.string().min(1).max(4096).optional(),
});
