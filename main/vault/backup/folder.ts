import { lstatSync, readdirSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { equal, utf8 } from "../../../src/bytes/bytes.ts";
import { toHex } from "../../../src/bytes/hex.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { readFileCapped, removeFile, writeFileDurably } from "../../doors/file.ts";
import { FileError } from "../../doors/file-error.ts";
import { BackupError } from "./error.ts";

/** Bytes of a backup that is read at most. */
export const MAX_BACKUP = 512 * 1024 * 1024;
/** How many of a wallet's backups are left in its folder. */
const KEPT = 14;

/** Says which wallet without saying whose: the id is random, and only its hash is in the name. */
function prefixOf(vaultId: string): string {
  return `sealfolio-${toHex(nodePrimitives.sha256(utf8(vaultId))).slice(0, 10)}-`;
}

function stamp(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replaceAll("-", "").replaceAll(":", "");
}

/** The real place of a folder of the person's choice, outside of `forbidden`. Throws `backup.folder`. */
export function checkFolder(folder: string, forbidden: string): string {
  try {
    if (!isAbsolute(folder) || folder.includes("\u0000")) throw new BackupError("backup.folder");
    const real = realpathSync(resolve(folder));
    if (!lstatSync(real).isDirectory()) throw new BackupError("backup.folder");
    const within = relative(realpathSync(forbidden), real);
    // Within the data itself a backup would be lost together with it.
    if (within === "" || (!within.startsWith("..") && !isAbsolute(within))) {
      throw new BackupError("backup.folder");
    }
    return real;
  } catch (error) {
    throw error instanceof BackupError ? error : new BackupError("backup.folder", { cause: error });
  }
}

const SHAPE = /^([0-9]{8}T[0-9]{6})(?:-([0-9]{1,4}))?\.age$/;

/**
 * Names of this wallet's backups, oldest first; only plain files that have such a name. One that says
 * to be of a time after `now` (POSIX seconds) counts among the oldest: its clock was wrong, or somebody
 * else named it, and it must neither push out those that are made now nor be taken for the newest.
 */
export function listBackups(folder: string, vaultId: string, now: number): readonly string[] {
  const prefix = prefixOf(vaultId);
  const newest = stamp(now);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.startsWith(prefix))
    .flatMap(({ name }) => {
      const [, made, copy = "1"] = SHAPE.exec(name.slice(prefix.length)) ?? [];
      return made === undefined ? [] : [{ name, made, copy: Number(copy), isAhead: made > newest }];
    })
    .sort(
      (a, b) =>
        Number(b.isAhead) - Number(a.isAhead) ||
        (a.made < b.made ? -1 : a.made > b.made ? 1 : a.copy - b.copy),
    )
    .map(({ name }) => name);
}

function prune(folder: string, vaultId: string, now: number): void {
  for (const name of listBackups(folder, vaultId, now).slice(0, -KEPT)) removeFile(join(folder, name));
}

/**
 * Writes a new file, reads it back, and removes the oldest beyond the last 14. Throws `backup.not_written`,
 * or `backup.wallet_too_large` for more than could ever be restored.
 */
export function writeBackup(folder: string, vaultId: string, bytes: Uint8Array, now: number): string {
  if (bytes.length > MAX_BACKUP) throw new BackupError("backup.wallet_too_large");
  const stem = `${prefixOf(vaultId)}${stamp(now)}`;
  for (let copy = 1; copy <= 9999; copy++) {
    const name = copy === 1 ? `${stem}.age` : `${stem}-${copy}.age`;
    try {
      writeFileDurably(join(folder, name), bytes, { mustBeNew: true });
      if (!equal(readFileCapped(join(folder, name), bytes.length), bytes)) break;
      prune(folder, vaultId, now);
      return name;
    } catch (error) {
      if (error instanceof FileError && error.code === "file.exists") continue;
      throw new BackupError("backup.not_written", { cause: error });
    }
  }
  throw new BackupError("backup.not_written");
}

/** The bytes of a file that a person named. A link is not followed. Throws BackupError. */
export function readBackup(path: string): Uint8Array {
  try {
    if (!isAbsolute(path) || !lstatSync(path).isFile()) throw new BackupError("backup.malformed");
    return readFileCapped(path, MAX_BACKUP);
  } catch (error) {
    if (error instanceof BackupError) throw error;
    const isLarge = error instanceof FileError && error.code === "file.too_large";
    throw new BackupError(isLarge ? "backup.too_large" : "backup.none", { cause: error });
  }
}

/** The newest backup of a wallet, as `listBackups` counts. Throws `backup.none`. */
export function readNewest(folder: string, vaultId: string, now: number): Uint8Array {
  let name: string | undefined;
  try {
    name = listBackups(folder, vaultId, now).at(-1);
  } catch (error) {
    throw new BackupError("backup.none", { cause: error });
  }
  if (name === undefined) throw new BackupError("backup.none");
  return readBackup(join(folder, name));
}
