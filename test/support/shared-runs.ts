import { fromBase64Url } from "../../src/bytes/base64.ts";
import { parseJson } from "../../src/json/parse.ts";
import type { JsonValue } from "../../src/json/value.ts";

/** The value with every text and number in it taken out, which come one by one. */
function skeletonOf(value: JsonValue, take: (leaf: string | number) => void): JsonValue {
  if (typeof value === "string" || typeof value === "number") {
    take(value);
    return "";
  }
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((each) => skeletonOf(each, take));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, each]) => [name, skeletonOf(each, take)] as const);
  return Object.fromEntries(members);
}

function jsonIn(text: string): JsonValue | undefined {
  try {
    const value = parseJson(text);
    return typeof value === "object" ? value : undefined;
  } catch {
    return undefined;
  }
}

function bytesIn(text: string): Uint8Array | undefined {
  try {
    return /^[A-Za-z0-9_-]{12,}$/.test(text) ? fromBase64Url(text) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The single values in a text, whatever they are packed in: JSON, JWTs, lines, base64url, again and
 * again. A number is one value: two places of one list may begin with the same digits.
 */
function unpack(text: string, into: Set<string>): void {
  const json = jsonIn(text);
  const parts = text.split(/[.~\n ]/);
  const bytes = bytesIn(text);
  if (json !== undefined) {
    into.add(JSON.stringify(skeletonOf(json, (leaf) => unpack(String(leaf), into))));
  } else if (/^[0-9]+$/.test(text)) into.add(text.padStart(8, " "));
  else if (parts.length > 1) for (const part of parts) unpack(part, into);
  else if (bytes === undefined) into.add(text);
  else {
    const inner = Buffer.from(bytes);
    if (jsonIn(inner.toString()) !== undefined) unpack(inner.toString(), into);
    else into.add(inner.toString("latin1"));
  }
}

/** Every run of 8 characters or bytes of a value, so that nothing shared hides in a longer whole; numbers as they are. */
export function runsOf(text: string): Set<string> {
  const values = new Set<string>();
  unpack(text, values);
  const runs = new Set<string>();
  for (const each of values) {
    if (/^ *[0-9]+$/.test(each)) runs.add(`number ${each}`);
    else for (let at = 0; at + 8 <= each.length; at++) runs.add(each.slice(at, at + 8));
  }
  return runs;
}
