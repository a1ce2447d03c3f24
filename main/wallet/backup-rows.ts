import { z } from "zod";
import { type Collection, jsonCodec } from "../vault/collection.ts";
import type { Vault } from "../vault/vault.ts";

const backupRow = z.strictObject({
  folder: z.string().optional(),
  every: z.enum(["off", "daily", "weekly"]),
  last: z.strictObject({ at: z.int(), name: z.string(), size: z.int() }).optional(),
  /** Code of the last attempt, if that came to nothing. */
  failed: z.string().optional(),
  rehearsed: z.int().optional(),
  /** Set in a wallet that came out of a backup: when, and of when that was. */
  restored: z.strictObject({ at: z.int(), made: z.int() }).optional(),
});
export type BackupRowValue = Readonly<z.infer<typeof backupRow>>;

export function backupRows(vault: Pick<Vault, "collection">): Collection<BackupRowValue> {
  return vault.collection(
    "backup",
    jsonCodec((value) => backupRow.parse(value)),
  );
}
