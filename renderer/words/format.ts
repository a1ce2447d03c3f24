import { dateOf } from "../../src/language/date-of.ts";
import { isolate, type Language, LOCALES } from "../../src/language/languages.ts";

/** Dates, numbers and spans as people read them. Times are POSIX seconds; `locale` is BCP 47. */

type DateStyle = "long" | "short" | "month";

const DATE_STYLES: { readonly [style in DateStyle]: Intl.DateTimeFormatOptions } = {
  long: { day: "numeric", month: "long", year: "numeric" },
  short: { day: "numeric", month: "short", year: "numeric" },
  month: { month: "short", year: "numeric" },
};

const formats = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat>();

/** Making an `Intl` format costs far more than using one, and lists use one a row. */
function once<Format extends Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => Format,
): Format {
  const made = formats.get(key) ?? make();
  formats.set(key, made);
  return made as Format;
}

/** As "3 May 2026"; `short` as "3 May 2026" with a short month, `month` without the day. */
export function sayDate(time: number, locale: string, style: DateStyle = "long", timeZone?: string): string {
  const key = `date ${locale} ${style} ${timeZone ?? ""}`;
  const options = timeZone === undefined ? DATE_STYLES[style] : { ...DATE_STYLES[style], timeZone };
  return once(key, () => new Intl.DateTimeFormat(locale, options)).format(dateOf(time));
}

/** A calendar date as certificates carry it, "1991-03-14"; returned as it is where it is none. */
export function sayCalendarDate(date: string, locale: string, style: DateStyle = "long"): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (match === null) return date;
  const [, year, month, day] = match.map(Number) as [number, number, number, number];
  const time = Date.UTC(year, month - 1, day);
  const fits = new Date(time).toISOString().startsWith(date);
  return fits ? sayDate(time / 1000, locale, style, "UTC") : date;
}

/** Hours and minutes, as "10:44". */
export function sayClock(time: number, locale: string, timeZone?: string): string {
  const options: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
  return once(
    `clock ${locale} ${timeZone ?? ""}`,
    () => new Intl.DateTimeFormat(locale, timeZone === undefined ? options : { ...options, timeZone }),
  ).format(dateOf(time));
}

/** Grouped, as "1,284". */
export function sayNumber(value: number, locale: string): string {
  return once(`number ${locale}`, () => new Intl.NumberFormat(locale)).format(value);
}

/** As it stands within a sentence: numbers grouped, and set apart where sentences run from right to left. */
export function sayFilled(value: unknown, language: Language): string {
  const text = typeof value === "number" ? sayNumber(value, LOCALES[language]) : String(value ?? "");
  return isolate(text, language);
}

/** How long something took, as "12 ms". */
export function sayMilliseconds(value: number, locale: string): string {
  const style = { style: "unit", unit: "millisecond", unitDisplay: "short" } as const;
  return once(`milliseconds ${locale}`, () => new Intl.NumberFormat(locale, style)).format(value);
}

const UNITS = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** How long ago, or until when, in the largest whole unit; undefined within the minute ("just now"). `short` as "3 hr ago". */
export function sayAge(
  seconds: number,
  locale: string,
  style: "long" | "short" = "long",
): string | undefined {
  const unit = UNITS.find(([, size]) => Math.abs(seconds) >= size);
  if (unit === undefined) return undefined;
  const [name, size] = unit;
  const format = once(
    `ago ${locale} ${style}`,
    () => new Intl.RelativeTimeFormat(locale, { numeric: "always", style }),
  );
  return format.format(-Math.trunc(seconds / size), name);
}

/** A span in its largest whole unit, as "3 hours"; `short` as "3 hrs". */
export function saySpan(seconds: number, locale: string, unitDisplay: "long" | "short" = "long"): string {
  const [unit, size] = UNITS.find(([, each]) => seconds >= each) ?? (["second", 1] as const);
  const make = () => new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay });
  return once(`span ${locale} ${unit} ${unitDisplay}`, make).format(Math.max(0, Math.floor(seconds / size)));
}
