import type { Language } from "../../language/languages.ts";
import { LINES_AR } from "./ar.ts";
import { LINES_DE } from "./de.ts";
import { type LineName, LINES_EN, type Lines } from "./en.ts";

const LINES: { readonly [language in Language]: Lines } = { en: LINES_EN, de: LINES_DE, ar: LINES_AR };

/** A line with its `{names}` filled in. */
export function sayLine(
  language: Language,
  name: LineName,
  values: { readonly [name: string]: string | number } = {},
): string {
  return LINES[language][name].replaceAll(/\{([a-z]+)\}/g, (_, each: string) => String(values[each] ?? "?"));
}

/** The line of a state or the like that comes as a text; the text itself where we have no words for it. */
export function sayLineOf(language: Language, group: "state" | "source", value: string): string {
  const name = `${group}.${value}`;
  return Object.hasOwn(LINES_EN, name) ? sayLine(language, name as LineName) : value;
}
