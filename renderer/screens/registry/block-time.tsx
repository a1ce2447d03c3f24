import { useNow } from "../../state/use-now.ts";
import { sayClock, sayDate } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";

const DAY = 86_400;

/** Time of day of a block of the last day, else its date; POSIX seconds. */
export function BlockTime({ time }: { readonly time: number }) {
  const locale = useIntlLocale();
  const isRecent = Math.abs(useNow() - time) < DAY;
  return (
    <time dateTime={new Date(time * 1000).toISOString()}>
      {isRecent ? sayClock(time, locale) : sayDate(time, locale, "short")}
    </time>
  );
}
