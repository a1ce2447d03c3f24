import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ParsedArgsOf } from "../../src/contract/contract.ts";
import { FileError } from "../doors/file-error.ts";
import { HostError } from "../host/error.ts";
import type { Host } from "../host/host.ts";
import { keyOf, openBackup } from "../wallet/backup.ts";
import type { BackupKey } from "../vault/backup/age.ts";
import type { BackupContent } from "../vault/backup/content.ts";
import { BackupError } from "../vault/backup/error.ts";
import { MAX_BACKUP, readBackup } from "../vault/backup/folder.ts";
import { vaultIdOf } from "../vault/vault-file.ts";
import type { ProfileStore } from "./profile-store.ts";

/** The file named, or the one that the person chooses now; undefined where they choose none. */
async function pick(host: Host, from: string | undefined): Promise<Uint8Array | undefined> {
  if (from !== undefined) return readBackup(from);
  try {
    return (await host.openFile({ extensions: ["age"], maxBytes: MAX_BACKUP }))?.bytes;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new HostError(error.code === "file.too_large" ? "host.too_large" : "host.not_read", {
      cause: error,
    });
  }
}

/** Whether a wallet with this vault is among these. A vault that cannot be read is none to get in the way of. */
function isHere(store: ProfileStore, vault: string): boolean {
  return store.list().some(({ id }) => {
    const path = join(store.pathOf(id), "vault.sqlite");
    try {
      return existsSync(path) && vaultIdOf(path) === vault;
    } catch {
      return false;
    }
  });
}

/** Opens a backup for restoring; undefined where the person chooses no file. Throws BackupError, WordsError, HostError. */
export async function openForRestore(
  host: Host,
  store: ProfileStore,
  { key: given, from }: ParsedArgsOf<"app.restore_profile">,
): Promise<{ readonly content: BackupContent; readonly key: BackupKey } | undefined> {
  const key = keyOf(given);
  const file = await pick(host, from);
  if (file === undefined) return undefined;
  if (file.length > MAX_BACKUP) throw new BackupError("backup.too_large");
  const content = await openBackup(file, key);
  if (isHere(store, content.head.vault)) throw new BackupError("backup.exists");
  return { content, key };
}
