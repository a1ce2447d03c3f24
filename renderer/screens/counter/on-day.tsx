import { CalendarSearch } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { TextField } from "../../parts/text-field.tsx";
import { sayCalendarDate } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";
import { useVerdictSay } from "./verdict-words.ts";

const TONES = { valid: "ok", "not valid": "bad", "cannot tell": "warn" } as const;

/** The last second of a day here, or now if it is not over; undefined for no day. */
function endOf(day: string): number | undefined {
  const [year, month, date] = day.split("-").map(Number);
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const end = new Date(year, month - 1, date, 23, 59, 59).getTime();
  return Number.isNaN(end) ? undefined : Math.floor(end / 1000);
}

/** Was this valid on that day? By the registry as it stood then. */
export function OnDay({ file }: { readonly file: string }) {
  const { t } = useTranslation("counter");
  const locale = useIntlLocale();
  const words = useVerdictSay();
  const judge = useCall("counter.on_day");
  const [day, setDay] = useState("");
  const [asked, setAsked] = useState("");

  async function ask(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const end = endOf(day);
    if (end === undefined) return;
    setAsked(day);
    const now = Math.floor(Date.now() / 1000);
    // Of today there is what there is by now; a later day is main's to refuse.
    await judge.run({ file, time: end - now < 86_400 ? Math.min(end, now) : end });
  }

  const verdict = judge.value?.verdict;
  return (
    <Section title={t("day.title")}>
      <form onSubmit={(event) => void ask(event)} className="flex flex-wrap items-start gap-3">
        <TextField label={t("day.label")} type="date" value={day} onChange={setDay} isRequired />
        <Button type="submit" icon={CalendarSearch} busy={judge.busy} className="mt-[calc(1.4rem+6px)]">
          {t("day.ask")}
        </Button>
      </form>
      <Failure code={judge.code} className="mt-3" />
      {verdict !== undefined && (
        <Notice
          tone={TONES[verdict.outcome]}
          title={t("day.was", { day: sayCalendarDate(asked, locale), outcome: words.outcome(verdict) })}
          isLive
          className="mt-3"
        >
          {words.deciding(verdict)?.what}
        </Notice>
      )}
    </Section>
  );
}
