import { fromUtf8 } from "../bytes/bytes.ts";
import { BytesError } from "../bytes/error.ts";
import { JsonError } from "./error.ts";
import type { JsonObject, JsonValue } from "./value.ts";

export interface JsonLimits {
  /** Most characters (text) or bytes (binary) read. */
  readonly maxLength: number;
  /** Deepest nesting of arrays and objects; a scalar has depth 0. */
  readonly maxDepth: number;
}

export const DEFAULT_LIMITS: JsonLimits = { maxLength: 1 << 20, maxDepth: 32 };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Index of the quote that closes the string opened before `from`. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
  }
  throw new JsonError("json.syntax");
}

/**
 * Counts the members written in the text, and refuses depth before any parser recurses. A member
 * stands for each colon outside a string, so a repeated key shows as more colons than keys.
 */
function countMembers(text: string, maxDepth: number): number {
  let members = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case QUOTE:
        i = endOfString(text, i + 1);
        break;
      case 0x3a: // :
        members++;
        break;
      case 0x7b: // {
      case 0x5b: // [
        if (++depth > maxDepth) throw new JsonError("json.too_deep");
        break;
      case 0x7d: // }
      case 0x5d: // ]
        depth--;
        break;
    }
  }
  return members;
}

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
  const members = countMembers(text, limits.maxDepth);
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    throw new JsonError("json.syntax");
  }
  if (countKeys(value) !== members) throw new JsonError("json.duplicate_key");
  return value;
}

/** As `parseJson`, from UTF-8 bytes without a byte order mark. */
export function parseJsonBytes(bytes: Uint8Array, limits: JsonLimits = DEFAULT_LIMITS): JsonValue {
  if (bytes.length > limits.maxLength) throw new JsonError("json.too_large");
  try {
    return parseJson(fromUtf8(bytes), limits);
  } catch (error) {
    if (error instanceof BytesError) throw new JsonError("json.syntax");
    throw error;
  }
}
