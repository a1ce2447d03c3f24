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

/** Up to this length a text of any depth may be parsed before that is looked at. */
const SHORT = 65_536;

/** Whether nothing is nested deeper, and the members of all objects stand in the order of RFC 8785 section 3.2.3. */
function isInOrder(value: JsonValue, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (depth === 0) return false;
  if (Array.isArray(value))
    return (value as readonly JsonValue[]).every((item) => isInOrder(item, depth - 1));
  let previous = "";
  for (const name of Object.keys(value)) {
    if (name < previous || name === "__proto__") return false;
    if (!isInOrder((value as JsonObject)[name] as JsonValue, depth - 1)) return false;
    previous = name;
  }
  return true;
}

/**
 * The value of a text that JSON.stringify gives back, with its members in order: such a text repeats no
 * member and has only minimal forms, and numbers that are finite. To see that takes a fraction of the
 * time that looking at each part does. Undefined for any other text, most of which are not canonical.
 */
function parseGivenBack(text: string, { maxLength, maxDepth }: JsonLimits): JsonValue | undefined {
  if (text.length > Math.min(maxLength, SHORT)) return undefined;
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
  // A lone surrogate as an escape is given back as it was.
  const isSame = isInOrder(value, maxDepth) && JSON.stringify(value) === text && !text.includes("\\ud");
  return isSame ? value : undefined;
}

/** As `parseJson`, of a text that must be exactly the canonical form of what it says, else `json.not_canonical`. */
export function parseCanonicalText(text: string, limits: JsonLimits = DEFAULT_LIMITS): JsonValue {
  const given = parseGivenBack(text, limits);
  if (given !== undefined) return given;
  const value = parseJson(text, limits);
  if (canonicalJson(value) !== text) throw new JsonError("json.not_canonical");
  return value;
}

/** The same, from UTF-8 bytes: strict UTF-8 has one form of each text. */
export function parseCanonical(bytes: Uint8Array, limits: JsonLimits = DEFAULT_LIMITS): JsonValue {
  return parseCanonicalText(jsonText(bytes, limits), limits);
}
