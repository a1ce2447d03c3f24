import type { DefinedClaimView, OfficeTypeView } from "../../../src/contract/office-views.ts";
import { MAX_VALUES } from "../../../src/credential/check-claims.ts";
import { putClaim, readClaim } from "../../../src/credential/read-claim.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../src/json/value.ts";

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
  const values = given.map((each) => readClaim(claim.kind, each));
  if (values.includes(undefined)) return { problem: PROBLEMS[claim.kind] };
  return { value: claim.multiple ? (values as JsonValue[]) : (values[0] as JsonValue) };
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
    else if (value !== undefined) putClaim(claims, field.path, value);
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
