import { concat, fromUtf8, utf8 } from "../../src/bytes/bytes.ts";
import { canonicalBytes } from "../../src/json/canonical.ts";
import type { JsonValue } from "../../src/json/value.ts";
import { parseJsonBytes } from "../../src/json/parse.ts";
import { VaultError } from "./error.ts";

/** What a row can hold. */
export type Stored = JsonValue | Uint8Array;

/** A row, opened. */
export interface StoredRow {
  readonly id: string;
  readonly version: number;
  readonly stored: Stored;
}

const JSON_KIND = 0;
const BYTES_KIND = 1;
const HEAD = 1 + 2 + 4;
/** Rows are filled up to a multiple of this, so that their length says little of their content. */
const GRAIN = 64;
const MAX_BODY = 16 * 1024 * 1024;
const MAX_ID = 512;
const MAX_DEPTH = 32;

/** Whether JSON can say exactly this: no dates, maps, holes or members that would be lost unnoticed. */
function isPlain(value: unknown, depth: number): value is JsonValue {
  if (value === null || typeof value === "boolean" || typeof value === "string") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || depth === 0) return false;
  if (Array.isArray(value)) return Array.from(value).every((item) => isPlain(item, depth - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.entries(value).every(([key, item]) => key !== "__proto__" && isPlain(item, depth - 1));
}

function encodeBody(stored: Stored): Uint8Array {
  if (stored instanceof Uint8Array) return stored;
  if (!isPlain(stored, MAX_DEPTH)) throw new VaultError("vault.value");
  try {
    return canonicalBytes(stored);
  } catch (error) {
    throw new VaultError("vault.value", { cause: error });
  }
}

/** What is sealed of a row: its id and content, filled up. Throws `vault.value`, `.name`, `.too_large`. */
export function encodeRecord(id: string, stored: Stored): Uint8Array {
  if (id === "" || !id.isWellFormed()) throw new VaultError("vault.name");
  const name = utf8(id);
  if (name.length > MAX_ID) throw new VaultError("vault.name");
  const body = encodeBody(stored);
  if (body.length > MAX_BODY) throw new VaultError("vault.too_large");
  const out = new Uint8Array(Math.ceil((HEAD + name.length + body.length) / GRAIN) * GRAIN);
  const view = new DataView(out.buffer);
  view.setUint8(0, stored instanceof Uint8Array ? BYTES_KIND : JSON_KIND);
  view.setUint16(1, name.length);
  view.setUint32(3, body.length);
  out.set(name, HEAD);
  out.set(body, HEAD + name.length);
  if (body !== stored) body.fill(0);
  return out;
}

function parseBody(kind: number, body: Uint8Array): Stored {
  if (kind === BYTES_KIND) return concat(body);
  if (kind !== JSON_KIND) throw new VaultError("vault.value");
  try {
    return parseJsonBytes(body, { maxLength: MAX_BODY, maxDepth: MAX_DEPTH });
  } catch (error) {
    throw new VaultError("vault.value", { cause: error });
  }
}

/** Reads what `encodeRecord` made and wipes it. The seal has vouched for it: a misfit is our own fault. */
export function decodeRecord(bytes: Uint8Array): { readonly id: string; readonly stored: Stored } {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (bytes.length < HEAD) throw new VaultError("vault.value");
    const bodyAt = HEAD + view.getUint16(1);
    const end = bodyAt + view.getUint32(3);
    if (end > bytes.length) throw new VaultError("vault.value");
    return {
      id: fromUtf8(bytes.subarray(HEAD, bodyAt)),
      stored: parseBody(view.getUint8(0), bytes.subarray(bodyAt, end)),
    };
  } finally {
    bytes.fill(0);
  }
}
