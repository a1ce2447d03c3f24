import { useTranslation } from "react-i18next";
import { isLanguage, type Language, LOCALES } from "../../src/words/languages.ts";

/** The language the window speaks now. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return isLanguage(language) ? language : "en";
}

/** For `Intl`. */
export function useIntlLocale(): string {
  return LOCALES[useLanguage()];
}
