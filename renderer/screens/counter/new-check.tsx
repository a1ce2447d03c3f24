import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AskView, CheckedView, PurposeView } from "../../../src/contract/views.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Failure } from "../../parts/failure.tsx";
import { Page } from "../../parts/page.tsx";
import { Section } from "../../parts/section.tsx";
import { AnswerIntake } from "./answer-intake.tsx";
import { AskStep } from "./ask-step.tsx";
import { LinkStep } from "./link-step.tsx";
import { RequestStep } from "./request-step.tsx";
import { Turned } from "./turned.tsx";
import { VerdictView } from "./verdict-view.tsx";

type Step =
  | { readonly at: "ask" }
  | { readonly at: "request"; readonly ask: AskView; readonly purpose: PurposeView }
  | { readonly at: "verdict"; readonly checked: CheckedView; readonly file?: string | undefined };

/** From the question to the verdict. */
export default function NewCheck() {
  const { t } = useTranslation("counter");
  const purposes = useRead("counter.purposes", {}, ["registry.changed"]);
  const [step, setStep] = useState<Step>({ at: "ask" });
  const onChecked = (checked: CheckedView, file?: string): void => setStep({ at: "verdict", checked, file });
  const onAgain = (): void => setStep({ at: "ask" });

  if (step.at === "verdict") return <VerdictView checked={step.checked} file={step.file} onNext={onAgain} />;
  if (step.at === "request") {
    const { ask, purpose } = step;
    const { link } = ask;
    const onward = { purpose, onChecked, onAgain };
    return (
      <Page key="request" title={t("request.title")} crumb={t("new.step_2")} isNarrow>
        {link === undefined ? (
          <RequestStep ask={ask} {...onward} />
        ) : (
          <LinkStep ask={{ ...ask, link }} {...onward} />
        )}
      </Page>
    );
  }
  return (
    <Page
      key="ask"
      title={t("new.title")}
      crumb={t("new.step_1")}
      asideLabel={t("own.title")}
      aside={
        <Section title={t("own.title")}>
          <p className="mb-3 text-note text-dim">{t("own.means")}</p>
          <AnswerIntake title={t("own.drop")} hint={t("own.hint")} onChecked={onChecked} />
        </Section>
      }
    >
      <Turned />
      <Failure code={purposes.code} />
      {purposes.value === undefined && purposes.loading && <p className="text-dim">{t("new.loading")}</p>}
      {purposes.value !== undefined && (
        <AskStep
          purposes={purposes.value}
          onAsked={(ask, purpose) => setStep({ at: "request", ask, purpose })}
          onSynced={purposes.reload}
        />
      )}
    </Page>
  );
}
