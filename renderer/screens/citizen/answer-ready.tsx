import { Check } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../parts/button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { PassOn } from "../../parts/pass-on.tsx";
import { goTo } from "../../router/use-place.ts";
import { AnswerPaper } from "./answer-paper.tsx";
import { Leaving } from "./leaving.tsx";
import type { Answered } from "./request-look.tsx";

/** The answer, to be passed on, with what is in it. */
export function AnswerReady(props: { readonly answered: Answered; readonly response: string }) {
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const [isPassed, setPassed] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const { response } = props;
  const { shown, request, answers } = props.answered;
  const leave = (): void => goTo("certificates");
  return (
    <Page key="answer" title={t("answer.title")} crumb={t("answer.crumb")} isNarrow>
      <div className="grid gap-5">
        <Notice
          tone="ok"
          title={t("answer.to", { name: say(request.asker.name, t("request.nobody")) })}
          isLive
        >
          {t("answer.means")}
        </Notice>
        <PassOn
          text={response}
          label={t("answer.code")}
          file="answer.sealfolio"
          isMain
          onPassed={() => setPassed(true)}
        />
        <AnswerPaper
          answer={{ request: request.request, response, answers }}
          expires={request.expires ?? 0}
          onPassed={() => setPassed(true)}
        />
        <Leaving title={t("answer.shown")} claims={shown} />
        <div className="flex justify-end">
          <Button icon={Check} onPress={() => (isPassed ? leave() : setAsking(true))}>
            {t("answer.done")}
          </Button>
        </div>
      </div>
      <ConfirmDialog
        title={t("answer.leave_title")}
        confirm={t("answer.leave_act")}
        isDanger
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={leave}
      >
        <p>{t("answer.leave_text")}</p>
      </ConfirmDialog>
    </Page>
  );
}
