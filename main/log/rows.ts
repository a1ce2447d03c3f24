import type { Row, SqlValue } from "../doors/database.ts";
import { LogError, type LogPlace } from "./error.ts";

/** A block as the store keeps it: its leaves are `first` to `recordIndex`, its seal is of `size`. */
export interface BlockRow {
  readonly height: number;
  readonly first: number;
  readonly recordIndex: number;
  readonly size: number;
  /** The block's own seal, as it was when it was first stored. */
  readonly checkpoint: string;
  /** The same checkpoint cosigned again later. */
  readonly fresh?: string;
}

/**
 * Tables of a log, to stand in the first migration of whatever database holds one.
 * bundle: C2SP tlog-tiles entry bundles, the last one partial. tile: hashes of complete subtrees.
 */
export const LOG_SCHEMA = `
CREATE TABLE bundle (idx INTEGER PRIMARY KEY, count INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
CREATE TABLE tile (level INTEGER NOT NULL, idx INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (level, idx)) STRICT;
CREATE TABLE seal (height INTEGER PRIMARY KEY, first INTEGER NOT NULL, record_index INTEGER NOT NULL UNIQUE,
  size INTEGER NOT NULL, checkpoint TEXT NOT NULL, fresh TEXT) STRICT;
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
`;

function wholeNumber(value: SqlValue | undefined, place: LogPlace): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw new LogError("log.damaged", place);
  }
  return value;
}

export function parseBlockRow(row: Row): BlockRow {
  const place: LogPlace = { table: "seal", index: Number(row["height"]) };
  const height = wholeNumber(row["height"], place);
  const first = wholeNumber(row["first"], place);
  const recordIndex = wholeNumber(row["record_index"], place);
  const size = wholeNumber(row["size"], place);
  const { checkpoint, fresh } = row;
  if (recordIndex <= first || size !== recordIndex + 1 || typeof checkpoint !== "string") {
    throw new LogError("log.damaged", place);
  }
  const block = { height, first, recordIndex, size, checkpoint };
  return typeof fresh === "string" ? { ...block, fresh } : block;
}

/** Bytes of the first `width` entries of a bundle's bytes; damaged if they do not hold so many. */
export function bundlePrefix(bytes: Uint8Array, width: number, place: LogPlace): Uint8Array {
  let at = 0;
  for (let entry = 0; entry < width; entry++) {
    if (at + 2 > bytes.length) throw new LogError("log.damaged", place);
    at += 2 + (((bytes[at] as number) << 8) | (bytes[at + 1] as number));
  }
  if (at > bytes.length) throw new LogError("log.damaged", place);
  return bytes.subarray(0, at);
}

/** The bytes a blob column holds, or damaged. */
export function blob(row: Row | undefined, column: string, place: LogPlace): Uint8Array {
  const value = row?.[column];
  if (!(value instanceof Uint8Array)) throw new LogError("log.damaged", place);
  return value;
}
