/** Languages of the window and the command line. */
export const LANGUAGES = ["en", "de", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each by its own name, for the choice of a language. */
export const LANGUAGE_NAMES: { readonly [language in Language]: string } = {
  en: "English",
  de: "Deutsch",
  ar: "العربية",
};

/**
 * For dates and numbers, and for react-aria's own words; BCP 47. `ar-AE` writes the digits that the
 * registry's ids and numbers are written in, so that no line mixes two kinds.
 */
export const LOCALES: { readonly [language in Language]: string } = { en: "en-GB", de: "de-DE", ar: "ar-AE" };

export const DIRECTIONS: { readonly [language in Language]: "ltr" | "rtl" } = {
  en: "ltr",
  de: "ltr",
  ar: "rtl",
};

/**
 * A name or number within a sentence of that language: where sentences run from right to left it is set
 * apart by FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (Unicode UAX 9), so that neither scrambles
 * the other.
 */
export function isolate(text: string, language: Language): string {
  if (DIRECTIONS[language] !== "rtl") return text;
  // A list of isolated names has no letter of its own that would tell which way it is read.
  const opening = text.startsWith("\u2068") ? "\u2067" : "\u2068";
  return `${opening}${text}\u2069`;
}

/** Names one after the other, as that language separates them. */
export function sayList(texts: readonly string[], language: Language): string {
  return language === "ar" ? texts.map((text) => isolate(text, language)).join("، ") : texts.join(", ");
}

export function isLanguage(text: string): text is Language {
  return (LANGUAGES as readonly string[]).includes(text);
}

/** The first of the person's languages (BCP 47, most wanted first) that the window speaks, else English. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split("-")[0] as string;
    if (isLanguage(base)) return base;
  }
  return "en";
}
