import { type BackendModule, createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { type Language, LANGUAGES } from "../../src/language/languages.ts";
import { type Area, type Areas, WORDS } from "./areas.ts";
import { sayFilled } from "./format.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    readonly defaultNS: "parts";
    readonly resources: Areas;
  }
}

/** Words come from the program's own files, an area at a time. */
const files: BackendModule = {
  type: "backend",
  init: () => undefined,
  read(language, area, answer) {
    WORDS[language as Language][area as Area]().then(
      (file) => answer(null, file.default),
      (error: unknown) => answer(error as Error, null),
    );
  },
};

/** Ready when the words that every screen needs are there. */
export async function startWords(language: Language): Promise<i18n> {
  const instance = createInstance().use(files).use(initReactI18next);
  await instance.init({
    lng: language,
    fallbackLng: "en",
    supportedLngs: [...LANGUAGES],
    ns: ["parts"],
    defaultNS: "parts",
    // React escapes what it shows. What is filled in keeps its own direction within the sentence.
    interpolation: {
      escapeValue: true,
      useRawValueToEscape: true,
      escape: (value: unknown) => sayFilled(value, instance.language as Language),
    },
    returnNull: false,
  });
  return instance;
}
