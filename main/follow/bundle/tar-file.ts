import { closeSync, constants, fsyncSync, fstatSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { toHex } from "../../../src/bytes/hex.ts";
import { moveIntoPlace } from "../../doors/file.ts";
import { toFileError } from "../../doors/file-error.ts";
import { systemRandom } from "../../doors/random.ts";
import { BundleError } from "./error.ts";

// POSIX ustar (IEEE Std 1003.1, pax, "ustar Interchange Format"), plain files only.

const BLOCK = 512;
const MAX_NAME = 100;
const MAX_FILES = 1 << 20;
/** Largest file in it: an entry bundle of 256 of the largest leaves. */
const MAX_FILE = 1 << 24;
const NAME = /^(?!.*\.\.)[a-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9._-]+)*$/;
const ZEROS = new Uint8Array(BLOCK);

function octal(value: number, width: number): string {
  return `${value.toString(8).padStart(width - 1, "0")}\0`;
}

function header(name: string, size: number): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const put = (at: number, text: string): void => block.set(utf8(text), at);
  put(0, name);
  put(100, octal(0o644, 8));
  put(108, octal(0, 8));
  put(116, octal(0, 8));
  put(124, octal(size, 12));
  put(136, octal(0, 12));
  put(148, " ".repeat(8));
  put(156, "0");
  put(257, "ustar\0");
  put(263, "00");
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return block;
}

/** Writes a tar beside its place, which it takes when it is whole. Throws FileError. */
export class TarWriter {
  readonly #path: string;
  readonly #temporary: string;
  readonly #file: number;
  #open = true;

  constructor(path: string) {
    this.#path = path;
    this.#temporary = `${path}.${toHex(systemRandom(8))}.part`;
    try {
      // Public data, made to be handed on.
      this.#file = openSync(this.#temporary, "wx", 0o644);
    } catch (error) {
      throw toFileError(error);
    }
  }

  #write(bytes: Uint8Array): void {
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(this.#file, bytes, at);
    } catch (error) {
      throw toFileError(error);
    }
  }

  add(name: string, bytes: Uint8Array): void {
    if (name.length > MAX_NAME || !NAME.test(name) || bytes.length > MAX_FILE) {
      throw new BundleError("bundle.syntax");
    }
    this.#write(header(name, bytes.length));
    this.#write(bytes);
    this.#write(ZEROS.subarray(0, (BLOCK - (bytes.length % BLOCK)) % BLOCK));
  }

  /** After return the whole file is on disk under its name. */
  finish(): void {
    this.#write(ZEROS);
    this.#write(ZEROS);
    try {
      fsyncSync(this.#file);
      this.#close();
      moveIntoPlace(this.#temporary, this.#path, false);
    } catch (error) {
      throw toFileError(error);
    }
  }

  #close(): void {
    if (this.#open) closeSync(this.#file);
    this.#open = false;
  }

  /** Leaves nothing behind, unless it was finished. */
  close(): void {
    this.#close();
    try {
      rmSync(this.#temporary, { force: true });
    } catch {
      // What keeps us from removing it will keep whoever clears up from nothing.
    }
  }
}

interface Place {
  readonly at: number;
  readonly size: number;
}

function readOctal(block: Uint8Array, from: number, width: number): number {
  const text = new TextDecoder("latin1").decode(block.subarray(from, from + width));
  const digits = /^([0-7]+)[\0 ]+$/.exec(text)?.[1];
  if (digits === undefined) throw new BundleError("bundle.syntax");
  return Number.parseInt(digits, 8);
}

function readHeader(block: Uint8Array): { readonly name: string; readonly size: number } {
  const sum = readOctal(block, 148, 8);
  const summed = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  const text = (from: number, width: number): string => {
    const field = new TextDecoder("latin1").decode(block.subarray(from, from + width));
    const end = field.indexOf("\0");
    return end < 0 ? field : field.slice(0, end);
  };
  const name = text(0, 100);
  const isPlain = block[156] === 0x30 && text(257, 6) === "ustar" && text(345, 155) === "";
  if (sum !== summed || !isPlain || !NAME.test(name)) throw new BundleError("bundle.syntax");
  return { name, size: readOctal(block, 124, 12) };
}

/** A tar's files by name. Its shape is checked when it is opened; what the files hold is the reader's to judge. */
export class TarFile {
  readonly #file: number;
  readonly #places = new Map<string, Place>();
  #open = true;

  /** Throws FileError or `bundle.syntax`. */
  constructor(path: string) {
    try {
      this.#file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    } catch (error) {
      throw toFileError(error);
    }
    try {
      this.#scan();
    } catch (error) {
      this.close();
      throw error instanceof BundleError ? error : toFileError(error);
    }
  }

  #scan(): void {
    const info = fstatSync(this.#file);
    if (!info.isFile() || info.size % BLOCK !== 0) throw new BundleError("bundle.syntax");
    const block = new Uint8Array(BLOCK);
    for (let at = 0; ;) {
      if (at + 2 * BLOCK > info.size || !this.#fill(block, at)) throw new BundleError("bundle.syntax");
      // A tar ends with two empty blocks; one that was cut short has none.
      if (block.every((byte) => byte === 0)) return;
      const { name, size } = readHeader(block);
      const isKnown = this.#places.has(name) || this.#places.size >= MAX_FILES;
      if (isKnown || size > MAX_FILE) throw new BundleError("bundle.syntax");
      this.#places.set(name, { at: at + BLOCK, size });
      at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    }
  }

  #fill(room: Uint8Array, from: number): boolean {
    for (let at = 0; at < room.length;) {
      const got = readSync(this.#file, room, at, room.length - at, from + at);
      if (got === 0) return false;
      at += got;
    }
    return true;
  }

  names(): IterableIterator<string> {
    return this.#places.keys();
  }

  size(name: string): number | undefined {
    return this.#places.get(name)?.size;
  }

  /** Undefined where there is no such file. Throws FileError, or `bundle.syntax` if the file shrank. */
  read(name: string): Uint8Array | undefined {
    const place = this.#places.get(name);
    if (place === undefined) return undefined;
    const bytes = new Uint8Array(place.size);
    let isWhole: boolean;
    try {
      isWhole = this.#fill(bytes, place.at);
    } catch (error) {
      throw toFileError(error);
    }
    if (!isWhole) throw new BundleError("bundle.syntax");
    return bytes;
  }

  close(): void {
    if (this.#open) closeSync(this.#file);
    this.#open = false;
  }
}
