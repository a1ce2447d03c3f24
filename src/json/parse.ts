import { fromUtf8 } from "../bytes/bytes.ts";
import { BytesError } from "../bytes/error.ts";
import { JsonError } from "./error.ts";
import { rereadJson } from "./reread.ts";
import { scanJson } from "./scan.ts";
import type { JsonObject, JsonValue } from "./value.ts";

export interface JsonLimits {
  /** Most characters (text) or bytes (binary) read. */
  readonly maxLength: number;
  /** Deepest nesting of arrays and objects; a scalar has depth 0. */
  readonly maxDepth: number;
}

export const DEFAULT_LIMITS: JsonLimits = { maxLength: 1 << 20, maxDepth: 32 };

function countKeys(value: JsonValue): number {
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new JsonError("json.surrogate");
    return 0;
  }
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new JsonError("json.number");
    return 0;
  }
  if (typeof value !== "object" || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) keys += countKeys(item);
    return keys;
  }
  const object = value as JsonObject;
  for (const key of Object.keys(object)) {
    if (key === "__proto__") throw new JsonError("json.forbidden_key");
    if (!key.isWellFormed()) throw new JsonError("json.surrogate");
    keys += 1 + countKeys(object[key] as JsonValue);
  }
  return keys;
}

/**
 * Strict I-JSON (RFC 7493): no duplicate keys, no lone surrogates, finite numbers, no `__proto__`;
 * length and depth are capped before the parser runs. Throws JsonError only.
 */
export function parseJson(text: string, limits: JsonLimits = DEFAULT_LIMITS): JsonValue {
  if (text.length > limits.maxLength) throw new JsonError("json.too_large");
  const { members, escapedName } = scanJson(text, limits.maxDepth);
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    throw new JsonError("json.syntax");
  }
  if (escapedName) value = rereadJson(text);
  // A repeated name shows as more members written than names kept.
  if (countKeys(value) !== members) throw new JsonError("json.duplicate_key");
  return value;
}

/** The text of JSON in bytes. Throws `json.too_large`, or `json.syntax` for what is not UTF-8. */
export function jsonText(bytes: Uint8Array, limits: JsonLimits): string {
  if (bytes.length > limits.maxLength) throw new JsonError("json.too_large");
  try {
    return fromUtf8(bytes);
  } catch (error) {
    if (error instanceof BytesError) throw new JsonError("json.syntax");
    throw error;
  }
}

/** As `parseJson`, from UTF-8 bytes without a byte order mark. */
export function parseJsonBytes(bytes: Uint8Array, limits: JsonLimits = DEFAULT_LIMITS): JsonValue {
  return parseJson(jsonText(bytes, limits), limits);
}
