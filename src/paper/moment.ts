import { dateOf } from "../language/date-of.ts";
import { LOCALES } from "../language/languages.ts";
import type { PaperLanguage } from "./words.ts";

/** A moment (POSIX seconds) with day and time, at a place by its IANA name. */
export function sayMoment(time: number, language: PaperLanguage, timeZone: string): string {
  const style = { dateStyle: "long", timeStyle: "short", timeZone } as const;
  return new Intl.DateTimeFormat(LOCALES[language], style).format(dateOf(time));
}
