/** Languages of the window. Arabic covers the frame and the parts; what it lacks is said in English. */
export const LANGUAGES = ["en", "de", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each by its own name, for the choice of a language. */
export const LANGUAGE_NAMES: { readonly [language in Language]: string } = {
  en: "English",
  de: "Deutsch",
  ar: "العربية",
};

/** For dates and numbers, and for react-aria's own words; BCP 47. */
export const LOCALES: { readonly [language in Language]: string } = { en: "en-GB", de: "de-DE", ar: "ar-AE" };

export const DIRECTIONS: { readonly [language in Language]: "ltr" | "rtl" } = {
  en: "ltr",
  de: "ltr",
  ar: "rtl",
};

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

/** In which language the domain's own sentences (src/verdict/words.ts) are given. */
export function wordsLanguage(language: Language): "en" | "de" {
  return language === "de" ? "de" : "en";
}
