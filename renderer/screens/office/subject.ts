import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import type { JsonObject, JsonValue } from "../../../src/json/value.ts";
import { valueAt } from "./draft.ts";

const isText = (value: JsonValue | undefined): value is string => typeof value === "string" && value !== "";

/** Whose or what a certificate is, in a line: the person, else what there may be only one of, else its first texts. */
export function subjectOf(claims: JsonObject, type: OfficeTypeView | undefined): string {
  const person = [claims["given_name"], claims["family_name"]].filter(isText);
  if (person.length > 0) return person.join(" ");
  const unique = (type?.unique ?? []).map((path) => valueAt(claims, path)).filter(isText);
  const first = (type?.claims ?? [])
    .filter(({ kind }) => kind === "text" || kind === "place")
    .map(({ path }) => valueAt(claims, path))
    .filter(isText);
  const told = unique.length > 1 ? unique : [...new Set([...unique, ...first])].slice(0, 2);
  const others = Object.values(claims).filter(isText).slice(0, 2);
  return (told.length > 0 ? told : others).join(" · ");
}
