import { useTranslation } from "react-i18next";
import type { LifeStepView } from "../../../src/contract/paper-views.ts";
import { sayReason } from "../../../src/verdict/words.ts";
import { DateText } from "../../parts/date-text.tsx";
import { LangText } from "../../parts/lang-text.tsx";
import { NumberText } from "../../parts/number-text.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Section } from "../../parts/section.tsx";
import { ShortHash } from "../../parts/short-hash.tsx";
import { StatePill } from "../../parts/state-pill.tsx";
import { useLanguage } from "../../words/use-language.ts";

/** What happened to the thing that a certificate is about, from the registry's own records. */
export function LifeSteps({ steps }: { readonly steps: readonly LifeStepView[] }) {
  const { t } = useTranslation("counter");
  const language = useLanguage();
  return (
    <Section title={t("life.title")}>
      <Rows label={t("life.title")}>
        {steps.map((step, i) => (
          <Row
            key={step.commitment}
            title={<LangText of={step.office} />}
            detail={
              <>
                {step.reason === undefined
                  ? i === 0 && `${t("life.first")} · `
                  : `${sayReason(step.reason, language)} · `}
                {step.withoutConsent && `${t("life.order")} · `}
                <DateText time={step.time} withClock /> · {t("verdict.block")}{" "}
                <NumberText value={step.height} />
                {" · "}
                <ShortHash hash={step.commitment} />
                {step.isShown && ` · ${t("life.shown")}`}
              </>
            }
            trailing={<StatePill state={step.state} />}
          />
        ))}
      </Rows>
    </Section>
  );
}
