import type { PreferencesView } from "../../src/contract/calls/app.ts";
import { chooseLanguage, DIRECTIONS, type Language } from "../../src/language/languages.ts";

/** What the person wants, or what their computer says where they leave it to that. */
export function languageOf(wanted: PreferencesView["language"] | undefined): Language {
  return wanted === undefined || wanted === "system" ? chooseLanguage(navigator.languages) : wanted;
}

/** Sets the page's colours; `system` leaves them to the stylesheet. */
export function applyTheme(theme: PreferencesView["theme"] | undefined): void {
  const { dataset } = document.documentElement;
  if (theme === undefined || theme === "system") delete dataset["theme"];
  else dataset["theme"] = theme;
}

export function applyLanguage(language: Language): void {
  const { documentElement: root } = document;
  root.lang = language;
  root.dir = DIRECTIONS[language];
}
