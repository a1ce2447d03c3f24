import { z } from "zod";
import { fromBase64, toBase64 } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { canonicalJson } from "../../../src/json/canonical.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import type { JsonValue } from "../../../src/json/value.ts";
import type { Stored } from "../record.ts";
import { BackupError } from "./error.ts";

// What is inside the age file: lines of canonical JSON, so that a person with the age program and a
// text editor can read it too. The first says what it is, the last how many rows there were.

const FORMAT = "sealfolio/backup";
const SCHEMA = 1;
const MAX_LINE = 24 * 1024 * 1024;
const MAX_ROWS = 4_000_000;
const NEWLINE = 0x0a;

const headLine = z.strictObject({
  format: z.literal(FORMAT),
  schema: z.literal(SCHEMA),
  /** base64url id of the vault. */
  vault: z.string().regex(/^[A-Za-z0-9_-]{21}[AQgw]$/),
  /** POSIX seconds. */
  made: z.int().min(0),
  /** Of the vault when it was made. */
  generation: z.int().min(0),
  name: z.string().min(1).max(64),
  kind: z.enum(["citizen", "counter", "office"]),
});
export type BackupHead = Readonly<Omit<z.infer<typeof headLine>, "format" | "schema">>;

const rowLine = z.union([
  z.strictObject({
    in: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
    id: z.string().min(1).max(512),
    json: z.json(),
  }),
  z.strictObject({
    in: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
    id: z.string().min(1).max(512),
    base64: z.string(),
  }),
]);
const tail = z.strictObject({ rows: z.int().min(0) });

/** A row of a vault by the name of its collection. */
export interface BackupRow {
  readonly collection: string;
  readonly id: string;
  readonly stored: Stored;
}

export interface BackupContent {
  readonly head: BackupHead;
  readonly rows: readonly BackupRow[];
}

function lineOf(row: BackupRow): JsonValue {
  const { collection, id, stored } = row;
  return stored instanceof Uint8Array
    ? { in: collection, id, base64: toBase64(stored) }
    : { in: collection, id, json: stored };
}

/** For the caller to wipe. */
export function encodeBackup(head: BackupHead, rows: Iterable<BackupRow>): Uint8Array {
  const lines = [utf8(`${canonicalJson({ format: FORMAT, schema: SCHEMA, ...head })}\n`)];
  let count = 0;
  for (const row of rows) {
    lines.push(utf8(`${canonicalJson(lineOf(row))}\n`));
    count++;
  }
  lines.push(utf8(`${canonicalJson({ rows: count })}\n`));
  return joined(lines);
}

/** Not spread as arguments: an office has more rows than a call takes. Wipes the parts. */
function joined(lines: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(lines.reduce((length, line) => length + line.length, 0));
  let at = 0;
  for (const line of lines) {
    whole.set(line, at);
    at += line.length;
    line.fill(0);
  }
  return whole;
}

function* linesOf(bytes: Uint8Array): Generator<JsonValue> {
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(NEWLINE, at);
    if (end < 0) throw new BackupError("backup.content");
    yield parseJsonBytes(bytes.subarray(at, end), { maxLength: MAX_LINE, maxDepth: 40 });
    at = end + 1;
  }
}

function parseHead(value: JsonValue | undefined): BackupHead {
  const known = z.looseObject({ format: z.literal(FORMAT), schema: z.int() }).safeParse(value);
  if (!known.success) throw new BackupError("backup.content");
  if (known.data.schema > SCHEMA) throw new BackupError("backup.newer");
  const { format: _, schema: __, ...rest } = headLine.parse(value);
  return rest;
}

function parseRow(value: JsonValue): BackupRow {
  const line = rowLine.parse(value);
  const stored = "json" in line ? line.json : fromBase64(line.base64);
  return { collection: line.in, id: line.id, stored };
}

/** A backup that is read row by row; what is wrong with it may come out at the last. */
export interface BackupReading {
  readonly head: BackupHead;
  /** As many rows as it has lines for. */
  readonly count: number;
  /** Throws `backup.content` where they are not what the last line says of them, or one comes twice. */
  readonly rows: () => Generator<BackupRow, void>;
}

function* rowsOf(lines: Generator<JsonValue>): Generator<BackupRow, void> {
  const known = new Set<string>();
  try {
    for (const value of lines) {
      const end = tail.safeParse(value);
      if (end.success) {
        if (end.data.rows !== known.size || lines.next().done !== true) break;
        return;
      }
      const row = parseRow(value);
      const key = `${row.collection}\u0000${row.id}`;
      if (known.has(key) || known.size >= MAX_ROWS) break;
      known.add(key);
      yield row;
    }
  } catch (error) {
    throw error instanceof BackupError ? error : new BackupError("backup.content", { cause: error });
  }
  throw new BackupError("backup.content");
}

function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

/** Throws `backup.content`, `backup.newer`; never anything that tells of what it holds. */
export function readContent(bytes: Uint8Array): BackupReading {
  const count = Math.max(0, countLines(bytes) - 2);
  try {
    const head = parseHead(linesOf(bytes).next().value as JsonValue | undefined);
    const rows = (): Generator<BackupRow, void> => {
      const lines = linesOf(bytes);
      lines.next();
      return rowsOf(lines);
    };
    return { head, count, rows };
  } catch (error) {
    throw error instanceof BackupError ? error : new BackupError("backup.content", { cause: error });
  }
}

/** All of it at once. Throws as `readContent` and its rows. */
export function decodeBackup(bytes: Uint8Array): BackupContent {
  const { head, rows } = readContent(bytes);
  return { head, rows: [...rows()] };
}
