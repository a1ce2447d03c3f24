import { FileError } from "../doors/file-error.ts";
import { type FolderLock, lockFolder } from "../doors/folder-lock.ts";
import { HostError } from "../app/host-error.ts";

/** One program at a time in a data folder. Throws `host.runs_already` or FileError. */
export function holdFolder(folder: string): FolderLock {
  try {
    return lockFolder(folder);
  } catch (error) {
    if (error instanceof FileError && error.code === "folder.in_use")
      throw new HostError("host.runs_already");
    throw error;
  }
}
