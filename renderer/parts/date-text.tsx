import { useTranslation } from "react-i18next";
import { dateOf } from "../../src/language/date-of.ts";
import { useNow } from "../state/use-now.ts";
import { sayAge, sayCalendarDate, sayClock, sayDate } from "../words/format.ts";
import { useIntlLocale } from "../words/use-language.ts";

const iso = (time: number): string => dateOf(time).toISOString();

/** A moment (POSIX seconds) as the day it falls on here, written out; `withClock` adds the time of day. */
export function DateText(props: {
  readonly time: number;
  readonly form?: "long" | "short" | "month";
  readonly withClock?: boolean;
}) {
  const { time, form = "long", withClock = false } = props;
  const { t } = useTranslation("parts");
  const locale = useIntlLocale();
  const date = sayDate(time, locale, form);
  return (
    <time dateTime={iso(time)}>
      {withClock ? t("date.with_clock", { date, clock: sayClock(time, locale) }) : date}
    </time>
  );
}

/** A calendar date as certificates carry it ("1991-03-14"), written out; anything else as it is. */
export function CalendarDateText({ date }: { readonly date: string }) {
  return <time dateTime={date}>{sayCalendarDate(date, useIntlLocale())}</time>;
}

/** How long ago something was (POSIX seconds), kept up to date. */
export function AgeText({ time }: { readonly time: number }) {
  const { t } = useTranslation("parts");
  const locale = useIntlLocale();
  return <time dateTime={iso(time)}>{sayAge(useNow() - time, locale) ?? t("date.just_now")}</time>;
}
