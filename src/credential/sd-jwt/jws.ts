import { fromBase64Url } from "../../bytes/base64.ts";
import { type Base64Reader, plainBase64 } from "../../bytes/base64-reader.ts";
import { fromUtf8, isAscii } from "../../bytes/bytes.ts";
import { BytesError } from "../../bytes/error.ts";
import { JsonError } from "../../json/error.ts";
import { parseLongTail } from "../../json/long-tail.ts";
import { type JsonLimits, parseJson } from "../../json/parse.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/value.ts";
import { CredentialError } from "../error.ts";

/** A JWS in compact form (RFC 7515 section 7.1), read but not verified. */
export interface Jws {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  /** ASCII bytes of the whole compact form. */
  readonly bytes: Uint8Array;
  /** ASCII bytes of header and payload with the dot between them. */
  readonly signingInput: Uint8Array;
  /** r || s where `alg` is ES256; other lengths are refused by whoever verifies. */
  readonly signature: Uint8Array;
}

function refusalFor(cause: unknown): unknown {
  if (cause instanceof BytesError) return new CredentialError("sdjwt.encoding", { cause });
  if (!(cause instanceof JsonError)) return cause;
  if (cause.code === "json.too_deep") return new CredentialError("sdjwt.too_deep", { cause });
  if (cause.code === "json.too_large") return new CredentialError("sdjwt.too_large", { cause });
  return new CredentialError("sdjwt.json", { cause });
}

function parseBinary(binary: string, encoded: string, limits: JsonLimits): JsonValue {
  // Most JSON is ASCII, where byte values are the characters already.
  return parseJson(isAscii(binary) ? binary : fromUtf8(fromBase64Url(encoded)), limits);
}

function decode(encoded: string, base64: Base64Reader): string {
  const binary = base64.urlToBinary(encoded);
  if (binary === undefined) throw new CredentialError("sdjwt.encoding");
  return binary;
}

/** Strict JSON under base64url, ASCII. Throws `sdjwt.encoding`, `.json`, `.too_deep` or `.too_large`. */
export function parseEncodedJson(encoded: string, limits: JsonLimits, base64: Base64Reader): JsonValue {
  try {
    return parseBinary(decode(encoded, base64), encoded, limits);
  } catch (cause) {
    throw refusalFor(cause);
  }
}

/** As `parseEncodedJson`, for what may be an array that ends in a picture, and then says so. */
export function parseEncodedArray(
  encoded: string,
  limits: JsonLimits,
  base64: Base64Reader,
): { readonly value: JsonValue; readonly endsInBase64: boolean } {
  try {
    const binary = decode(encoded, base64);
    const array = parseLongTail(binary, limits, base64.isBase64);
    if (array !== undefined) return { value: array, endsInBase64: true };
    return { value: parseBinary(binary, encoded, limits), endsInBase64: false };
  } catch (cause) {
    throw refusalFor(cause);
  }
}

function parseSignature(encoded: string): Uint8Array {
  try {
    return fromBase64Url(encoded);
  } catch (cause) {
    throw new CredentialError("sdjwt.encoding", { cause });
  }
}

/** Longest header that is kept, and how many: those of a few offices' keys, and the one of key binding. */
const MAX_KEPT_LENGTH = 512;
const MAX_KEPT = 64;

// What a text says as JSON depends on it and the limits alone, and thousands of credentials share a header.
const kept = new WeakMap<JsonLimits, Map<string, JsonObject>>();

function keptBy(limits: JsonLimits): Map<string, JsonObject> {
  const headers = kept.get(limits) ?? new Map<string, JsonObject>();
  kept.set(limits, headers);
  return headers;
}

function freeze(value: JsonValue): void {
  if (typeof value !== "object" || value === null) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner as JsonValue);
}

/** `bytes` are those of `encoded`. */
function parseHeader(
  encoded: string,
  bytes: Uint8Array,
  limits: JsonLimits,
  base64: Base64Reader,
): JsonValue {
  if (encoded.length > MAX_KEPT_LENGTH) return parseEncodedJson(encoded, limits, base64);
  const headers = keptBy(limits);
  const known = headers.get(encoded);
  if (known !== undefined) return known;
  const header = parseEncodedJson(encoded, limits, base64);
  if (!isJsonObject(header)) return header;
  freeze(header);
  if (headers.size >= MAX_KEPT) headers.clear();
  // A text of its own: a piece of the message's would keep all of the message in memory.
  headers.set(fromUtf8(bytes.slice()), header);
  return header;
}

/** `bytes` are the ASCII bytes of `text`, made once by the caller for the whole message. */
export function parseJws(
  text: string,
  bytes: Uint8Array,
  limits: JsonLimits,
  base64: Base64Reader = plainBase64,
): Jws {
  const first = text.indexOf(".");
  const second = text.indexOf(".", first + 1);
  if (first <= 0 || second <= first + 1 || second === text.length - 1 || text.includes(".", second + 1)) {
    throw new CredentialError("sdjwt.syntax");
  }
  const header = parseHeader(text.slice(0, first), bytes.subarray(0, first), limits, base64);
  const payload = parseEncodedJson(text.slice(first + 1, second), limits, base64);
  if (!isJsonObject(header) || !isJsonObject(payload)) throw new CredentialError("sdjwt.json");
  return {
    header,
    payload,
    bytes,
    signingInput: bytes.subarray(0, second),
    signature: parseSignature(text.slice(second + 1)),
  };
}
