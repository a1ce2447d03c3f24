import type { LangMap } from "../chain/state/records.ts";

/**
 * Wordings from the most telling to the one that needs nothing: the first whose `{names}` are all known
 * is taken.
 */
export type Wordings = string | readonly string[];

/** What happened, what it means, what to do. */
export interface Words {
  readonly what: Wordings;
  readonly means?: Wordings;
  readonly next?: Wordings;
}

/** Plain sentences; the last two are empty where there is nothing to add or to do. */
export interface Sentences {
  readonly what: string;
  readonly means: string;
  readonly next: string;
}

export type Names = { readonly [name: string]: string | undefined };

const PLACE = /\{([a-z]+)\}/g;

function choose(wordings: Wordings | undefined, names: Names): string {
  if (wordings === undefined) return "";
  const choices = typeof wordings === "string" ? [wordings] : wordings;
  const isKnown = (text: string) => [...text.matchAll(PLACE)].every(([, name]) => names[name as string]);
  const chosen = choices.find(isKnown) ?? (choices.at(-1) as string);
  return chosen.replaceAll(PLACE, (_, name: string) => names[name] ?? "?");
}

export function sentencesOf(words: Words, names: Names): Sentences {
  return {
    what: choose(words.what, names),
    means: choose(words.means, names),
    next: choose(words.next, names),
  };
}

/** The text in that language, else in English, else in whatever there is. */
export function textIn(texts: LangMap, language: string): string {
  const exact = texts[language] ?? Object.entries(texts).find(([tag]) => tag.startsWith(`${language}-`))?.[1];
  return exact ?? texts["en"] ?? Object.values(texts)[0] ?? "";
}
