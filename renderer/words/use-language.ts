import { useTranslation } from "react-i18next";
import { isLanguage, type Language, LOCALES, sayList } from "../../src/language/languages.ts";

/** The language the window speaks now. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return isLanguage(language) ? language : "en";
}

/** Names one after the other. */
export function useSayList(): (texts: readonly string[]) => string {
  const language = useLanguage();
  return (texts) => sayList(texts, language);
}

/** For `Intl`. */
export function useIntlLocale(): string {
  return LOCALES[useLanguage()];
}
