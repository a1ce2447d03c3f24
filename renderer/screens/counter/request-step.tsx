import { RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { AskView, CheckedView, PurposeView } from "../../../src/contract/views.ts";
import { Button } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { PassOn } from "../../parts/pass-on.tsx";
import { Section } from "../../parts/section.tsx";
import { AnswerIntake } from "./answer-intake.tsx";
import { AskedPurpose } from "./asked-purpose.tsx";
import { TimeLeft } from "./time-left.tsx";

/** The signed request goes out, the one answer to it comes in. */
export function RequestStep(props: {
  readonly ask: AskView;
  readonly purpose: PurposeView;
  readonly onChecked: (checked: CheckedView) => void;
  readonly onAgain: () => void;
}) {
  const { ask, purpose, onChecked, onAgain } = props;
  const { t } = useTranslation("counter");
  return (
    <div className="grid gap-6">
      <Section title={t("request.out")}>
        <Card className="grid gap-3 p-5">
          <AskedPurpose purpose={purpose} />
          <p className="text-dim">{t("request.means")}</p>
          <PassOn
            text={ask.request}
            file="request.sealfolio"
            label={t("request.code_label")}
            code={{ over: t("request.code_title") }}
            isMain
          />
          <TimeLeft expires={ask.expires} />
        </Card>
      </Section>
      <Section title={t("take.title")}>
        <AnswerIntake title={t("take.drop")} hint={t("take.hint")} onChecked={onChecked} />
      </Section>
      <div>
        <Button icon={RotateCcw} onPress={onAgain}>
          {t("request.again")}
        </Button>
      </div>
    </div>
  );
}
