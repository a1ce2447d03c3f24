import { useTranslation } from "react-i18next";
import type { PastView } from "../../../src/contract/office-views.ts";
import { DateText } from "../../parts/date-text.tsx";
import { ShortHash } from "../../parts/short-hash.tsx";
import { hrefOf } from "../../router/routes.ts";
import { sayNumber } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";
import { useReason } from "./use-reason.ts";

/** Reasons that go without the owner's consent are no others' (src/chain/entries/reasons.ts). */
function isByOrder({ kind, reason }: PastView): boolean {
  return (
    kind === "replaced" && reason !== undefined && ["death", "court", "lost-key", "law"].includes(reason)
  );
}

/** What happened to a certificate, and to those that it took the place of, oldest first. */
export function Past({
  past,
  commitment,
}: {
  readonly past: readonly PastView[];
  readonly commitment: string;
}) {
  const { t } = useTranslation("office");
  const locale = useIntlLocale();
  const sayReason = useReason();
  if (past.length === 0) return <p className="text-note text-dim">{t("past.none")}</p>;
  return (
    <ol className="grid gap-3 border-s-2 border-line-strong ps-4">
      {past.map((step) => (
        <li key={`${step.commitment} ${step.kind}`} className="relative">
          <span
            aria-hidden
            className="absolute -start-[22px] top-[7px] size-2.5 rounded-pill bg-accent forced:bg-[CanvasText]"
          />
          <span className="block font-semibold">
            {t(isByOrder(step) ? "past.ordered" : `past.${step.kind}`)}
          </span>
          <span className="block text-note text-dim">
            <DateText time={step.at} form="short" />
            {" · "}
            <a href={hrefOf("block", { height: String(step.height) })}>
              {t("past.block", { height: sayNumber(step.height, locale) })}
            </a>
            {step.reason !== undefined && ` · ${sayReason(step.reason)}`}
          </span>
          {step.commitment !== commitment && (
            <span className="block text-note">
              <a href={hrefOf("record", { commitment: step.commitment })}>{t("past.before")}</a>{" "}
              <ShortHash hash={step.commitment} />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
