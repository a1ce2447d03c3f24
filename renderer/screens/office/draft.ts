import type { DefinedClaimView, OfficeTypeView } from "../../../src/contract/office-views.ts";
import { isCalendarDate } from "../../../src/credential/calendar-date.ts";
import { MAX_TEXT_LENGTH, MAX_VALUES } from "../../../src/credential/check-claims.ts";
import { imageTypeOf } from "../../../src/credential/image.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../src/json/value.ts";
import { isPlainText } from "../../../src/text/plain-text.ts";

/** What stands in the fields of a form, by claim; all of it texts, empty for nothing. */
export type Draft = { readonly [key: string]: string };

/** Why a value will not do; a word of the area `office`, under `problem`. */
export type Problem = "missing" | "text" | "date" | "integer" | "image" | "many";

export const keyOf = (path: readonly string[]): string => path.join("\u0000");

/** Claims that an officer fills in. */
export function fieldsOf(type: OfficeTypeView): readonly DefinedClaimView[] {
  return type.claims.filter(({ derived }) => !derived);
}

function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function readOne(kind: DefinedClaimView["kind"], text: string): JsonValue | undefined {
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

const PROBLEMS = {
  text: "text",
  place: "text",
  date: "date",
  integer: "integer",
  image: "image",
  boolean: "missing",
} as const;

/** What a field comes to: a value, nothing (it may be left out), or why it will not do. */
export function readField(
  claim: DefinedClaimView,
  text: string,
): { readonly value?: JsonValue; readonly problem?: Problem } {
  const given = claim.multiple ? linesOf(text) : [text.trim()].filter((each) => each !== "");
  if (given.length === 0) return claim.required ? { problem: "missing" } : {};
  if (given.length > MAX_VALUES) return { problem: "many" };
  const values = given.map((each) => readOne(claim.kind, each));
  if (values.includes(undefined)) return { problem: PROBLEMS[claim.kind] };
  return { value: claim.multiple ? (values as JsonValue[]) : (values[0] as JsonValue) };
}

function put(claims: { [name: string]: JsonValue }, path: readonly string[], value: JsonValue): void {
  const [name, ...rest] = path as [string, ...string[]];
  if (rest.length === 0) {
    claims[name] = value;
    return;
  }
  const inner = claims[name];
  const next = isJsonObject(inner) ? { ...inner } : {};
  put(next, rest, value);
  claims[name] = next;
}

export interface ReadDraft {
  /** Of the fields that are right. */
  readonly claims: JsonObject;
  readonly problems: { readonly [key: string]: Problem };
}

export function readDraft(fields: readonly DefinedClaimView[], draft: Draft): ReadDraft {
  const claims: { [name: string]: JsonValue } = {};
  const problems: { [key: string]: Problem } = {};
  for (const field of fields) {
    const key = keyOf(field.path);
    const { value, problem } = readField(field, draft[key] ?? "");
    if (problem !== undefined) problems[key] = problem;
    else if (value !== undefined) put(claims, field.path, value);
  }
  return { claims, problems };
}

function textOf(value: JsonValue): string {
  return Array.isArray(value) ? value.map(String).join("\n") : String(value);
}

/** The fields filled with what a certificate says. */
export function draftFrom(
  claims: readonly { readonly path: readonly string[]; readonly value: JsonValue }[],
): Draft {
  return Object.fromEntries(claims.map(({ path, value }) => [keyOf(path), textOf(value)]));
}

/** The value a path leads to. */
export function valueAt(claims: JsonObject, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = claims;
  for (const name of path) {
    value = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}
