import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ParsedArgsOf } from "../../src/contract/contract.ts";
import { FileError } from "../doors/file-error.ts";
import { HostError } from "./host-error.ts";
import type { Host } from "./host.ts";
import { keyOf, openBackup } from "../wallet/backup.ts";
import type { BackupKey } from "../vault/backup/age.ts";
import { BackupError } from "../vault/backup/error.ts";
import { MAX_BACKUP, readBackup } from "../vault/backup/folder.ts";
import { vaultIdOf } from "../vault/vault-file.ts";
import { pauseOf, type RestoreWatch } from "../wallet/restore.ts";
import { mustBeLong } from "../wallet/ways.ts";
import { AppError } from "./error.ts";
import type { OpenProfile } from "./open-profile.ts";
import type { Profile, ProfileStore } from "./profile-store.ts";
import type { Work } from "./work.ts";

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

export interface RestoreParts {
  readonly host: Host;
  readonly store: ProfileStore;
  readonly openFolder: (profile: Profile) => OpenProfile;
  /** Begins the work that the person sees, and may stop. */
  readonly begin: () => Work;
}

async function restoreFrom(
  file: Uint8Array,
  { store, openFolder }: RestoreParts,
  { key, passphrase }: { readonly key: BackupKey; readonly passphrase: string },
  work: Work,
): Promise<OpenProfile> {
  const watch: RestoreWatch = { signal: work.signal, onProgress: (progress) => work.tell(progress) };
  const backup = await openBackup(file, key, pauseOf(watch));
  try {
    const { vault, name, kind } = backup.head;
    if (isHere(store, vault)) throw new BackupError("backup.exists");
    const made = store.create({ name, kind });
    let profile: OpenProfile | undefined;
    try {
      profile = openFolder(made);
      await profile.program.restore({ backup, key, passphrase }, watch);
      // Stopped when it was all but there.
      work.signal.throwIfAborted();
      return profile;
    } catch (error) {
      profile?.close();
      store.remove(made.id);
      throw error;
    }
  } finally {
    backup.wipe();
  }
}

/**
 * Makes a wallet of a backup; undefined where the person chooses no file. All of it or nothing. Throws
 * BackupError, WordsError, HostError, `app.cancelled`, or as `wallet.create`.
 */
export async function restoreProfile(
  parts: RestoreParts,
  { key: given, passphrase, from }: ParsedArgsOf<"app.restore_profile">,
): Promise<OpenProfile | undefined> {
  const key = keyOf(given);
  mustBeLong(passphrase);
  const file = await pick(parts.host, from);
  if (file === undefined) return undefined;
  if (file.length > MAX_BACKUP) throw new BackupError("backup.too_large");
  const work = parts.begin();
  try {
    work.tell({ done: 0, total: 0 });
    return await restoreFrom(file, parts, { key, passphrase }, work);
  } catch (error) {
    throw work.signal.aborted ? new AppError("app.cancelled", { cause: error }) : error;
  } finally {
    work.end();
  }
}
