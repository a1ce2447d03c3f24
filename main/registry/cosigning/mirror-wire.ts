import { fromBase64, toBase64 } from "../../../src/bytes/base64.ts";
import { concat, fromUtf8, utf8 } from "../../../src/bytes/bytes.ts";
import { BytesError } from "../../../src/bytes/error.ts";
import { encodeBundle } from "../../../src/merkle/bundle.ts";
import { HASH_SIZE } from "../../../src/merkle/hash.ts";
import { TILE_WIDTH } from "../../../src/merkle/tile.ts";
import { parseDecimal, parseHash } from "../../../src/note/checkpoint.ts";
import { RegistryError } from "../error.ts";

// Bodies of C2SP tlog-mirror and tlog-witness. Every parser throws RegistryError `mirror.syntax`.

const MAX_PROOF = 63;
const HEADER_SIZE = 8;

function syntax(): RegistryError {
  return new RegistryError("mirror.syntax");
}

/** tlog-witness "add-checkpoint". */
export interface AddCheckpoint {
  /** Size of the checkpoint that the mirror has. */
  readonly old: number;
  readonly proof: readonly Uint8Array[];
  /** Signed note. */
  readonly checkpoint: string;
}

export function formatAddCheckpoint({ old, proof, checkpoint }: AddCheckpoint): Uint8Array {
  return utf8(`old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join("")}\n${checkpoint}`);
}

export function parseAddCheckpoint(bytes: Uint8Array): AddCheckpoint {
  const text = decode(bytes);
  const blank = text.indexOf("\n\n");
  if (blank < 0) throw syntax();
  const [first, ...lines] = text.slice(0, blank).split("\n", MAX_PROOF + 2) as [string, ...string[]];
  const old = first.startsWith("old ") ? parseDecimal(first.slice(4)) : undefined;
  if (old === undefined || lines.length > MAX_PROOF) throw syntax();
  const proof = lines.map((line) => {
    const hash = parseHash(line);
    if (hash === undefined) throw syntax();
    return hash;
  });
  return { old, proof, checkpoint: text.slice(blank + 2) };
}

function decode(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch (error) {
    if (error instanceof BytesError) throw syntax();
    throw error;
  }
}

/** tlog-mirror "add-entries": what its packages are made of. */
export interface EntryPackage {
  /** Leaves from `start` on. */
  readonly entries: readonly Uint8Array[];
  /** Subtree consistency proof of `[start rounded down to 256, start + entries.length)`. */
  readonly proof: readonly Uint8Array[];
}

export interface AddEntriesHeader {
  readonly origin: string;
  readonly start: number;
  readonly end: number;
  readonly ticket: Uint8Array;
}

/** Leaf indexes of the packages of an upload, in order ("canonical sequence"). */
export function* packageRanges(start: number, end: number): Generator<{ from: number; to: number }> {
  for (let from = start; from < end;) {
    const to = Math.min(end, from - (from % TILE_WIDTH) + TILE_WIDTH);
    yield { from, to };
    from = to;
  }
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}

function uint64(value: number): Uint8Array {
  const out = new Uint8Array(HEADER_SIZE);
  new DataView(out.buffer).setBigUint64(0, BigInt(value));
  return out;
}

export function formatAddEntries(header: AddEntriesHeader, packages: readonly EntryPackage[]): Uint8Array {
  const origin = utf8(header.origin);
  const parts = [uint16(origin.length), origin, uint64(header.start), uint64(header.end)];
  parts.push(uint16(header.ticket.length), header.ticket, ...packages.map(formatPackage));
  return concat(...parts);
}

export function formatPackage({ entries, proof }: EntryPackage): Uint8Array {
  return concat(encodeBundle(entries), Uint8Array.of(proof.length), ...proof);
}

/** Reads an add-entries body from front to back; a body that ends within a package ends before it. */
export class AddEntriesReader {
  readonly header: AddEntriesHeader;
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    const origin = decode(this.#need(this.#number(2)));
    const start = this.#number(8);
    const end = this.#number(8);
    this.header = { origin, start, end, ticket: this.#need(this.#number(2)) };
    if (start > end) throw syntax();
  }

  /** The package of that range, or undefined if the body ends before its end. */
  next(range: { readonly from: number; readonly to: number }): EntryPackage | undefined {
    const before = this.#at;
    const entries: Uint8Array[] = [];
    for (let index = range.from; index < range.to; index++) {
      const length = this.#tryNumber(2);
      const entry = length === undefined ? undefined : this.#take(length);
      if (entry === undefined) return this.#rewind(before);
      entries.push(entry);
    }
    const count = this.#tryNumber(1);
    if (count === undefined) return this.#rewind(before);
    if (count > MAX_PROOF) throw syntax();
    const hashes = this.#take(count * HASH_SIZE);
    if (hashes === undefined) return this.#rewind(before);
    const proof = Array.from({ length: count }, (_, i) =>
      hashes.subarray(i * HASH_SIZE, (i + 1) * HASH_SIZE),
    );
    return { entries, proof };
  }

  #rewind(at: number): undefined {
    this.#at = at;
    return undefined;
  }

  #take(length: number): Uint8Array | undefined {
    if (this.#at + length > this.#bytes.length) return undefined;
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  #need(length: number): Uint8Array {
    const taken = this.#take(length);
    if (taken === undefined) throw syntax();
    return taken;
  }

  #tryNumber(size: number): number | undefined {
    const bytes = this.#take(size);
    if (bytes === undefined) return undefined;
    let value = 0;
    for (const byte of bytes) value = value * 256 + byte;
    if (!Number.isSafeInteger(value)) throw syntax();
    return value;
  }

  #number(size: number): number {
    const value = this.#tryNumber(size);
    if (value === undefined) throw syntax();
    return value;
  }
}

/** tlog-mirror's body of a 202 or 409 answer. */
export interface MirrorInfo {
  /** Of a checkpoint that may be uploaded to. */
  readonly size: number;
  /** First leaf that the mirror lacks. */
  readonly next: number;
  readonly ticket: Uint8Array;
}

export function formatMirrorInfo({ size, next, ticket }: MirrorInfo): Uint8Array {
  return utf8(`${size}\n${next}\n${toBase64(ticket)}\n`);
}

export function parseMirrorInfo(bytes: Uint8Array): MirrorInfo {
  const lines = decode(bytes).split("\n", 5);
  const size = parseDecimal(lines[0] ?? "");
  const next = parseDecimal(lines[1] ?? "");
  if (size === undefined || next === undefined || lines.length !== 4 || lines[3] !== "") throw syntax();
  try {
    return { size, next, ticket: fromBase64(lines[2] as string) };
  } catch (error) {
    if (error instanceof BytesError) throw syntax();
    throw error;
  }
}

/** tlog-witness's body of a 409 answer: one decimal line. */
export function parseSizeLine(bytes: Uint8Array): number {
  const text = decode(bytes);
  const size = text.endsWith("\n") ? parseDecimal(text.slice(0, -1)) : undefined;
  if (size === undefined) throw syntax();
  return size;
}
