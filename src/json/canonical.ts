import { utf8 } from "../bytes/bytes.ts";
import { JsonError } from "./error.ts";
import { DEFAULT_LIMITS, type JsonLimits, jsonText, parseJson } from "./parse.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "./value.ts";

function canonicalObject(value: { readonly [key: string]: JsonValue }): string {
  // Default sort compares UTF-16 code units, which is what RFC 8785 section 3.2.3 asks for.
  const keys = Object.keys(value).sort();
  let out = "{";
  for (const key of keys) {
    if (!key.isWellFormed()) throw new JsonError("json.surrogate");
    if (out.length > 1) out += ",";
    out += `${JSON.stringify(key)}:${canonicalJson(value[key] as JsonValue)}`;
  }
  return `${out}}`;
}

/** The JSON Canonicalization Scheme, RFC 8785. Throws `json.surrogate`, `json.number` or `json.value`. */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new JsonError("json.surrogate");
    return JSON.stringify(value);
  }
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new JsonError("json.number");
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${(value as readonly JsonValue[]).map((item) => canonicalJson(item)).join(",")}]`;
  }
  if (isJsonObject(value)) return canonicalObject(value);
  if (value === null || typeof value === "boolean") return String(value);
  // The types rule it out, but what is signed must not depend on that: JSON.stringify would drop it.
  throw new JsonError("json.value");
}

export function canonicalBytes(value: JsonValue): Uint8Array<ArrayBuffer> {
  return utf8(canonicalJson(value));
}

/** Whether the members of all objects stand in the order of RFC 8785 section 3.2.3. */
function isInOrder(value: JsonValue): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).every(isInOrder);
  let previous = "";
  for (const key of Object.keys(value)) {
    if (key < previous || !isInOrder((value as JsonObject)[key] as JsonValue)) return false;
    previous = key;
  }
  return true;
}

/**
 * Whether a text is the canonical form of the value that `parseJson` read in it. What JSON.stringify
 * writes of such a value is canonical where its members are in order, and takes a fraction of the time;
 * only members whose names are numbers it may write in another order than it should.
 */
export function isCanonical(text: string, value: JsonValue): boolean {
  return (isInOrder(value) && JSON.stringify(value) === text) || canonicalJson(value) === text;
}

/** Parses bytes that must be exactly the canonical form of what they say, else `json.not_canonical`. */
export function parseCanonical(bytes: Uint8Array, limits: JsonLimits = DEFAULT_LIMITS): JsonValue {
  // Strict UTF-8 has one form of each text, so texts may be compared in place of bytes.
  const text = jsonText(bytes, limits);
  const value = parseJson(text, limits);
  if (!isCanonical(text, value)) throw new JsonError("json.not_canonical");
  return value;
}
