import type { CodeTable } from "../../src/words/codes/code.ts";
import type { Language } from "../../src/language/languages.ts";

const loading = new Map<Language, Promise<CodeTable>>();

const LOADERS: { readonly [language in Language]: () => Promise<CodeTable> } = {
  en: async () => (await import("../../src/words/codes/en.ts")).CODES_EN,
  de: async () => (await import("../../src/words/codes/de.ts")).CODES_DE,
  ar: async () => (await import("../../src/words/codes/ar.ts")).CODES_AR,
};

/** The same promise for each language, so that a component may wait for it. */
export function loadCodes(language: Language): Promise<CodeTable> {
  const known = loading.get(language) ?? LOADERS[language]();
  loading.set(language, known);
  return known;
}
