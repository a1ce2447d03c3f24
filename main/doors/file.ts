import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { FileError, toFileError } from "./file-error.ts";
import { systemRandom } from "./random.ts";
import { toHex } from "../../src/bytes/hex.ts";

export interface WriteOptions {
  /** Permission bits; 0o600 unless told, so that nothing is readable by others by oversight. */
  readonly mode?: number;
  /** Refuse with `file.exists` instead of replacing what is there. */
  readonly mustBeNew?: boolean;
}

const TEMPORARY = /\.[0-9a-f]{16}\.part$/;

/** Makes a rename or a new name in `folder` survive a power cut. Windows does it by itself. */
export function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  try {
    const file = openSync(folder, constants.O_RDONLY);
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    // Some network file systems cannot sync a folder; the data itself has been synced.
    if ((error as { code?: unknown }).code !== "EINVAL") throw toFileError(error);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

function writeTemporary(path: string, bytes: Uint8Array, mode: number): void {
  const file = openSync(path, "wx", mode);
  try {
    writeAll(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Gives the finished file `from` the name `to`; after return the new name is on disk. That a name is
 * free is looked up before, since a USB stick's file system knows no call that does both at once.
 */
export function moveIntoPlace(from: string, to: string, mustBeNew: boolean): void {
  try {
    if (mustBeNew && lstatSync(to, { throwIfNoEntry: false }) !== undefined) {
      throw new FileError("file.exists");
    }
    renameSync(from, to);
  } catch (error) {
    throw toFileError(error);
  }
  syncFolder(dirname(to));
}

/**
 * Writes a whole file: after return the new content is on disk under `path`; after a throw, a kill or
 * a power cut the old one (or none) is still there whole. Throws FileError.
 */
export function writeFileDurably(path: string, bytes: Uint8Array, options: WriteOptions = {}): void {
  const temporary = `${path}.${toHex(systemRandom(8))}.part`;
  try {
    writeTemporary(temporary, bytes, options.mode ?? 0o600);
    moveIntoPlace(temporary, path, options.mustBeNew === true);
  } catch (error) {
    removeQuietly(temporary);
    throw toFileError(error);
  }
}

/** As `writeFileDurably`, piece by piece as they come: never all of it in memory. Throws what a piece throws, too. */
export async function writePiecesDurably(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const temporary = `${path}.${toHex(systemRandom(8))}.part`;
  try {
    const file = onDisk(() => openSync(temporary, "wx", 0o600));
    try {
      for await (const bytes of pieces) onDisk(() => writeAll(file, bytes));
      onDisk(() => fsyncSync(file));
    } finally {
      closeSync(file);
    }
    moveIntoPlace(temporary, path, false);
  } catch (error) {
    removeQuietly(temporary);
    throw error;
  }
}

function onDisk<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toFileError(error);
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The first error is the one to tell.
  }
}

/** Reads a regular file of at most `maxBytes`, else `file.too_large` before its content is read. */
export function readFileCapped(path: string, maxBytes: number): Uint8Array<ArrayBuffer> {
  let file: number | undefined;
  try {
    // Without O_NONBLOCK a named pipe put there would hang us before we could refuse it.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const info = fstatSync(file);
    if (!info.isFile()) throw new FileError("file.not_a_file");
    if (info.size > maxBytes) throw new FileError("file.too_large");
    return readWhole(file, info.size, maxBytes);
  } catch (error) {
    throw toFileError(error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function readWhole(file: number, size: number, maxBytes: number): Uint8Array<ArrayBuffer> {
  // One byte more than it said, to notice a file that grows while it is read.
  const room = new Uint8Array(Math.min(size, maxBytes) + 1);
  let at = 0;
  while (at < room.length) {
    const got = readSync(file, room, at, room.length - at, null);
    if (got === 0) return room.slice(0, at);
    at += got;
  }
  throw new FileError("file.too_large");
}

/** Removes a file if it is there; after return it is gone on disk too. */
export function removeFile(path: string): void {
  try {
    rmSync(path);
  } catch (error) {
    const known = toFileError(error);
    if (known.code === "file.missing") return;
    throw known;
  }
  syncFolder(dirname(path));
}

/** Removes a folder with all that is in it, if it is there. */
export function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch (error) {
    throw toFileError(error);
  }
}

/** Makes the folder and its parents, for its owner alone. */
export function ensureFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw toFileError(error);
  }
}

/** Clears away what writes that were cut short left in `folder`. */
export function removeLeftovers(folder: string): void {
  try {
    for (const name of readdirSync(folder)) if (TEMPORARY.test(name)) removeQuietly(join(folder, name));
  } catch (error) {
    throw toFileError(error);
  }
}
