import { Landmark, UserRoundX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RequestView } from "../../../src/contract/views.ts";
import { AgeText, DateText } from "../../parts/date-text.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Pill } from "../../parts/pill.tsx";
import { askerKey } from "./request-words.ts";

const PILLS = {
  accredited: ["ok", "known"],
  known: ["ok", "anchor_pill"],
  unaccredited: ["bad", "unknown"],
  "cannot tell": ["warn", "unsure"],
} as const;

/** Who asks, whether the registry vouches for them, what for, and until when. */
export function AskerCard({ request }: { readonly request: RequestView }) {
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const { asker, purpose, expires, sentTo } = request;
  const [isExplained, setExplained] = useState(asker.state !== "accredited" && asker.state !== "known");
  const [tone, key] = PILLS[asker.state];
  // An address or a key is a name for something, not for somebody.
  const isNobody = asker.name === undefined || (sentTo !== undefined && asker.state !== "known");
  const why = t(`asker.${askerKey(asker.code)}`);
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-line bg-surface px-4.5 py-4 shadow-soft">
        <Icon of={isNobody ? UserRoundX : Landmark} size={28} />
        <div className="min-w-[min(100%,14rem)] flex-1">
          <p className="font-semibold">
            <bdi>{say(asker.name, t("request.nobody"))}</bdi>
          </p>
          {expires !== undefined && (
            <p className="text-note text-dim">
              {t("request.answer_by")} <DateText time={expires} withClock />
            </p>
          )}
          {sentTo !== undefined && (
            <p className="text-note text-dim">
              {t(sentTo.encrypted ? "request.sent_to" : "request.sent_plain", { host: sentTo.host })}
            </p>
          )}
          <details
            open={isExplained}
            onToggle={(event) => setExplained(event.currentTarget.open)}
            className="text-note text-dim"
          >
            <summary className="w-fit cursor-default text-accent underline">{t("request.why")}</summary>
            {why}{" "}
            {asker.age !== undefined && (
              <>
                {t("request.as_of", { height: asker.age.height })} <AgeText time={asker.age.time} />.
              </>
            )}{" "}
            {asker.state !== "accredited" && (
              <code dir="ltr" className="font-mono text-tiny">
                {asker.code}
              </code>
            )}
          </details>
        </div>
        <Pill tone={tone}>{t(`request.${key}`)}</Pill>
      </div>
      {purpose.label !== undefined && (
        <p className="px-1 font-serif text-lead text-dim italic">
          <q>{say(purpose.label)}</q>
        </p>
      )}
    </div>
  );
}
