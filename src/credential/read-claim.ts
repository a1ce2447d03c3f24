import type { ClaimKind } from "../chain/state/records.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/value.ts";
import { isPlainText } from "../text/plain-text.ts";
import { isCalendarDate } from "../text/calendar-date.ts";
import { MAX_TEXT_LENGTH } from "./check-claims.ts";
import { imageTypeOf } from "../bytes/image.ts";

/** A value of that kind as a text says it; undefined where it says none. */
export function readClaim(kind: ClaimKind, text: string): JsonValue | undefined {
  switch (kind) {
    case "boolean":
      return text === "true" ? true : text === "false" ? false : undefined;
    case "integer": {
      const value = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
      return Number.isSafeInteger(value) ? value : undefined;
    }
    case "date":
      return isCalendarDate(text) ? text : undefined;
    case "image":
      return imageTypeOf(text) === undefined ? undefined : text;
    case "text":
    case "place":
      return isPlainText(text, MAX_TEXT_LENGTH) ? text : undefined;
  }
}

/** Puts a value where a path leads, making what lies between. */
export function putClaim(
  claims: { [name: string]: JsonValue },
  path: readonly string[],
  value: JsonValue,
): void {
  const [name, ...rest] = path as [string, ...string[]];
  if (rest.length === 0) {
    claims[name] = value;
    return;
  }
  const inner: JsonValue | undefined = claims[name];
  const next: { [name: string]: JsonValue } = inner !== undefined && isJsonObject(inner) ? { ...inner } : {};
  putClaim(next, rest, value);
  claims[name] = next as JsonObject;
}
