import { useTranslation } from "react-i18next";
import type { DayView } from "../../../src/contract/registry-views.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Failure } from "../../parts/failure.tsx";
import { Section } from "../../parts/section.tsx";
import { sayDate, sayNumber } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";

const DAY = 86_400;
/** Days side by side, the newest last. */
const SHOWN = 60;
const HEIGHT = 96;
const BAR = 10;

/** The last days without a gap, also those on which nothing was entered. */
function window(days: readonly DayView[]): readonly DayView[] {
  const last = days.at(-1);
  if (last === undefined) return [];
  const known = new Map(days.map((day) => [day.day, day]));
  const first = Math.max(days[0]?.day ?? last.day, last.day - (SHOWN - 1) * DAY);
  const out: DayView[] = [];
  for (let day = first; day <= last.day; day += DAY) {
    out.push(known.get(day) ?? { day, blocks: 0, entries: 0 });
  }
  return out;
}

function Plot({ days, label }: { readonly days: readonly DayView[]; readonly label: string }) {
  const { t } = useTranslation("registry");
  const locale = useIntlLocale();
  const most = Math.max(1, ...days.map(({ entries }) => entries));
  const width = Math.max(days.length, 12) * BAR;
  return (
    <figure className="rounded-card border border-line bg-surface px-4 pt-4 pb-2.5">
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="block h-24 w-full rtl:-scale-x-100"
      >
        <line x1="0" x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="stroke-line" />
        {days.map(({ day, entries }, i) => {
          const tall = entries === 0 ? 0 : Math.max(2, (entries / most) * (HEIGHT - 6));
          return (
            <rect
              key={day}
              x={i * BAR + 1}
              y={HEIGHT - tall}
              width={BAR - 2}
              height={tall}
              className="fill-accent forced:fill-[CanvasText]"
            />
          );
        })}
      </svg>
      <figcaption className="mt-1.5 flex flex-wrap justify-between gap-x-4 text-note text-dim tabular-nums">
        <span>{sayDate(days[0]?.day ?? 0, locale, "short", "UTC")}</span>
        <span>{t("days.most", { said: sayNumber(most, locale) })}</span>
        {days.length > 1 && <span>{sayDate(days.at(-1)?.day ?? 0, locale, "short", "UTC")}</span>}
      </figcaption>
    </figure>
  );
}

function DayTable({ days }: { readonly days: readonly DayView[] }) {
  const { t } = useTranslation("registry");
  const locale = useIntlLocale();
  return (
    <div className="mt-2 overflow-hidden rounded-card border border-line bg-surface">
      <table className="w-full text-small tabular-nums">
        <caption className="sr-only">{t("days.title")}</caption>
        <thead>
          <tr className="text-start text-dim">
            <th scope="col" className="px-4 py-1.5 text-start font-semibold">
              {t("days.day")}
            </th>
            <th scope="col" className="px-4 py-1.5 text-end font-semibold">
              {t("days.blocks")}
            </th>
            <th scope="col" className="px-4 py-1.5 text-end font-semibold">
              {t("days.entries")}
            </th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ day, blocks, entries }) => (
            <tr key={day} className="border-t border-line">
              <th scope="row" className="px-4 py-1 text-start font-normal">
                {sayDate(day, locale, "long", "UTC")}
              </th>
              <td className="px-4 py-1 text-end">{sayNumber(blocks, locale)}</td>
              <td className="px-4 py-1 text-end">{sayNumber(entries, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How many entries each day brought, drawn and as a table. */
export function Days() {
  const { t } = useTranslation("registry");
  const locale = useIntlLocale();
  const { value, code } = useRead("registry.days", {}, ["registry.changed"]);
  const shown = window(value ?? []);
  if (value !== undefined && shown.length === 0) return null;
  const total = shown.reduce((sum, { entries }) => sum + entries, 0);
  return (
    <Section title={t("days.title")}>
      {shown.length > 0 && (
        <>
          <Plot
            days={shown}
            label={t("days.label", {
              total: sayNumber(total, locale),
              days: sayNumber(shown.length, locale),
            })}
          />
          <details className="mt-2">
            <summary className="cursor-pointer text-small text-dim">{t("days.table")}</summary>
            <DayTable days={shown} />
          </details>
        </>
      )}
      <Failure code={code} />
    </Section>
  );
}
