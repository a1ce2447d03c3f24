import type { ClaimView } from "../credential/claim-view.ts";
import type { JsonValue } from "../json/value.ts";
import { LOCALES } from "../language/languages.ts";
import { type PaperLanguage, PAPER_WORDS } from "./words.ts";

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

function sayOne(kind: ClaimView["kind"], value: JsonValue, language: PaperLanguage): string {
  if (typeof value === "boolean") return PAPER_WORDS[language][value ? "yes" : "no"];
  if (kind === "integer" && typeof value === "number") {
    return new Intl.NumberFormat(LOCALES[language]).format(value);
  }
  if (typeof value !== "string") return JSON.stringify(value);
  const [, year, month, day] = (kind === "date" && DATE.exec(value)) || [];
  if (year === undefined) return value;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day));
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long", timeZone: "UTC" }).format(time);
}

/** What a claim says, by its kind; whatever does not look like its kind is written as it is. */
export function sayClaimValue({ kind, value }: ClaimView, language: PaperLanguage): string {
  const values = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  return values.map((one) => sayOne(kind, one, language)).join(", ");
}
