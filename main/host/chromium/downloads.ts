import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { basename, extname, join } from "node:path";
import { fromUtf8, utf8 } from "../../../src/bytes/bytes.ts";
import { readFileCapped, writeFileDurably } from "../../doors/file.ts";
import { FileError } from "../../doors/file-error.ts";

const MOST_COPIES = 1_000;

/** What `xdg-user-dirs` wrote down for the person: `XDG_DOWNLOAD_DIR="$HOME/..."`. */
function userDirectory(home: string): string | undefined {
  try {
    const text = fromUtf8(readFileCapped(join(home, ".config", "user-dirs.dirs"), 64 << 10));
    const place = /^XDG_DOWNLOAD_DIR="\$HOME\/([^"$`\\]+)"$/m.exec(text)?.[1];
    return place === undefined ? undefined : join(home, place);
  } catch {
    return undefined;
  }
}

/** Where this person's browser puts what it saves; their home where there is no such folder. */
export function downloadsFolder(home: string = homedir()): string {
  const folders = [userDirectory(home), join(home, "Downloads")];
  return folders.find((folder) => folder !== undefined && existsSync(folder)) ?? home;
}

/**
 * Saves under this name, or the first of `name (2).txt` and so on that is free: nothing is ever
 * replaced. Gives the folder's and the file's name, to be shown. Throws FileError.
 */
export function saveAsNew(folder: string, name: string, content: string | Uint8Array): string {
  const extension = extname(name);
  const stem = basename(name, extension);
  const bytes = typeof content === "string" ? utf8(content) : content;
  for (let copy = 1; copy <= MOST_COPIES; copy++) {
    const free = copy === 1 ? name : `${stem} (${copy})${extension}`;
    try {
      writeFileDurably(join(folder, free), bytes, { mode: 0o600, mustBeNew: true });
      return `${basename(folder)}/${free}`;
    } catch (error) {
      if (!(error instanceof FileError) || error.code !== "file.exists") throw error;
    }
  }
  throw new FileError("file.exists");
}

/** A place that is free under this name, or under the first of `name (2).tar` and so on. Throws FileError. */
export function freePlace(folder: string, name: string): { readonly path: string; readonly said: string } {
  const extension = extname(name);
  const stem = basename(name, extension);
  for (let copy = 1; copy <= MOST_COPIES; copy++) {
    const free = copy === 1 ? name : `${stem} (${copy})${extension}`;
    const path = join(folder, free);
    if (!existsSync(path)) return { path, said: `${basename(folder)}/${free}` };
  }
  throw new FileError("file.exists");
}
