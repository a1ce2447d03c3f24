import { fromBase64, toBase64 } from "../bytes/base64.ts";
import type { CborInput } from "../cbor/encode.ts";
import { type CborValue, isCborArray, isCborBytes, isCborMap, isCborTag } from "../cbor/value.ts";
import type { ClaimKind } from "../chain/state/records.ts";
import { isCalendarDate } from "../text/calendar-date.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/value.ts";
import { imageTypeOf } from "../bytes/image.ts";
import { MdocError } from "./error.ts";
import type { Element } from "./issuer-signed.ts";
import { TAG } from "./read.ts";

function tagged(tag: number, value: CborValue): JsonValue {
  const isDate = tag === TAG.fullDate || tag === TAG.dateTime;
  if (!isDate || typeof value !== "string") throw new MdocError("mdoc.claims");
  return value;
}

/**
 * A value as our claims have it: a date is its text, a byte string base64 (RFC 4648 section 4), as an
 * image claim is. Throws `mdoc.claims` for what JSON cannot hold.
 */
export function elementToJson(value: CborValue): JsonValue {
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new MdocError("mdoc.claims");
    return value;
  }
  if (typeof value === "boolean" || value === null) return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (isCborBytes(value)) return toBase64(value);
  if (isCborArray(value)) return value.map(elementToJson);
  if (isCborTag(value)) return tagged(value.tag, value.value);
  if (!isCborMap(value)) throw new MdocError("mdoc.claims");
  const out: Record<string, JsonValue> = {};
  for (const [name, inner] of value) {
    if (typeof name !== "string" || name === "__proto__") throw new MdocError("mdoc.claims");
    out[name] = elementToJson(inner);
  }
  return out;
}

/** Elements by name space. Throws `mdoc.claims`. */
export function claimsOf(elements: readonly Element[]): { readonly [nameSpace: string]: JsonObject } {
  // By a map: an object has members of its own accord, and a name space may be called as one of them.
  const spaces = new Map<string, Record<string, JsonValue>>();
  for (const { nameSpace, identifier, value } of elements) {
    if (nameSpace === "__proto__" || identifier === "__proto__") throw new MdocError("mdoc.claims");
    const claims = spaces.get(nameSpace) ?? {};
    spaces.set(nameSpace, claims);
    claims[identifier] = elementToJson(value);
  }
  return Object.fromEntries(spaces);
}

const DATA_URL = /^data:[^,]{1,64};base64,/;

/** A claim as an element of a document: dates as full-date, pictures as their bytes. Throws `mdoc.claims`. */
export function jsonToElement(value: JsonValue, kind: ClaimKind | undefined): CborInput {
  if (kind === "date" && isCalendarDate(value)) return { tag: TAG.fullDate, value };
  if (kind === "image" && typeof value === "string" && imageTypeOf(value) !== undefined) {
    return fromBase64(value.replace(DATA_URL, ""));
  }
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((one) => jsonToElement(one, kind));
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(([name, inner]): readonly [string, CborInput] => {
      return [name, jsonToElement(inner, undefined)];
    });
    return new Map(members);
  }
  return value as string | number | boolean | null;
}
