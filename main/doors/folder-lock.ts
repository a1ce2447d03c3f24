import { truncateSync } from "node:fs";
import { join } from "node:path";
import { ExclusiveFile } from "./database.ts";
import { DatabaseError } from "./error.ts";
import { ensureFolder } from "./file.ts";
import { FileError, toFileError } from "./file-error.ts";

const NAME = "in-use.lock";

export interface FolderLock {
  /** Lets the next program in; ending the process does the same. */
  readonly release: () => void;
}

function hold(path: string): ExclusiveFile {
  try {
    return new ExclusiveFile(path);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== "database.corrupt") throw error;
  }
  // Nobody ever writes into it, so content means damage; emptied in place, it is the same lock.
  truncateSync(path, 0);
  return new ExclusiveFile(path);
}

/**
 * One program on one data folder. The second gets `folder.in_use`; a lock of the operating system
 * stands behind it, so a killed program leaves none. Throws FileError only.
 */
export function lockFolder(folder: string): FolderLock {
  ensureFolder(folder);
  try {
    const held = hold(join(folder, NAME));
    return { release: () => held.release() };
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw toFileError(error);
    throw new FileError(error.code === "database.locked" ? "folder.in_use" : "folder.unusable", {
      cause: error,
    });
  }
}
