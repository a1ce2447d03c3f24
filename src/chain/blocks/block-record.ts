import { isBase64UrlOf } from "../../bytes/base64.ts";
import { canonicalBytes, parseCanonical } from "../../json/canonical.ts";
import { JsonError } from "../../json/error.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/value.ts";
import { LedgerError } from "../ledger-error.ts";

/** The leaf that closes a block (docs/registry-format.md, "Block record"). Hashes are base64url. */
export interface BlockRecord {
  /** Hash of the record before it; 32 zero bytes for block 0. */
  readonly after: string;
  readonly height: number;
  /** POSIX seconds. */
  readonly time: number;
  /** Leaf index of the block's first entry. */
  readonly first: number;
  /** Entries, the record not counted. */
  readonly count: number;
  readonly status: string;
  readonly trust: string;
  readonly authorities: string;
  readonly epoch: number;
  /** Leaf index of the entry that began the epoch. */
  readonly since: number;
  readonly rules: number;
}

const LIMITS = { maxLength: 1024, maxDepth: 2 };
const ENVELOPE = ["after", "body", "by", "kind", "sigs"];
const BODY = [
  "authorities",
  "count",
  "epoch",
  "first",
  "height",
  "rules",
  "since",
  "status",
  "time",
  "trust",
];

function syntax(): LedgerError {
  return new LedgerError("record.syntax");
}

/** `names` in the order of a canonical form. */
function hasExactly(value: JsonObject, names: readonly string[]): boolean {
  const keys = Object.keys(value);
  return keys.length === names.length && names.every((name, i) => name === keys[i]);
}

function readHash(value: JsonValue | undefined): string {
  if (typeof value !== "string" || !isBase64UrlOf(value, 32)) throw syntax();
  return value;
}

function readCount(value: JsonValue | undefined): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw syntax();
  return value;
}

function readRecord(entry: JsonValue): BlockRecord {
  if (!isJsonObject(entry) || !hasExactly(entry, ENVELOPE)) throw syntax();
  const { after, body, by, kind, sigs } = entry;
  if (kind !== "block" || by !== "registry" || !Array.isArray(sigs) || sigs.length > 0) throw syntax();
  if (!isJsonObject(body) || !hasExactly(body, BODY)) throw syntax();
  return {
    after: readHash(after),
    height: readCount(body["height"]),
    time: readCount(body["time"]),
    first: readCount(body["first"]),
    count: readCount(body["count"]),
    status: readHash(body["status"]),
    trust: readHash(body["trust"]),
    authorities: readHash(body["authorities"]),
    epoch: readCount(body["epoch"]),
    since: readCount(body["since"]),
    rules: readCount(body["rules"]),
  };
}

/** Reads a block's last leaf, which must be the one canonical form. Throws `record.syntax`. */
export function parseBlockRecord(leaf: Uint8Array): BlockRecord {
  try {
    return readRecord(parseCanonical(leaf, LIMITS));
  } catch (error) {
    if (error instanceof JsonError) throw syntax();
    throw error;
  }
}

/** The leaf of a record: an entry of kind `block` without signatures, RFC 8785. */
export function buildBlockRecord(record: BlockRecord): Uint8Array<ArrayBuffer> {
  const { after, ...body } = record;
  return canonicalBytes({ after, body, by: "registry", kind: "block", sigs: [] });
}
