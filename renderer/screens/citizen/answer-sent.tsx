import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { goTo } from "../../router/use-place.ts";
import { Leaving } from "./leaving.tsx";
import type { Answered } from "./request-look.tsx";

/** The answer has left for where the asker wanted it; with what was in it. */
export function AnswerSent({ answered }: { readonly answered: Answered }) {
  const { t } = useTranslation("citizen");
  const { shown, request, goOn } = answered;
  return (
    <Page key="sent" title={t("sent.title")} crumb={t("sent.crumb")} isNarrow>
      <div className="grid gap-5">
        <Notice tone="ok" title={t("sent.to", { host: request.sentTo?.host ?? "" })} isLive>
          {t("sent.means")}
        </Notice>
        {goOn !== undefined && (
          <div className="grid gap-1">
            <p className="text-note text-dim">{t("sent.go_on")}</p>
            <code dir="ltr" className="font-mono text-small break-all select-all">
              {goOn}
            </code>
          </div>
        )}
        <Leaving title={t("answer.shown")} claims={shown} />
        <div className="flex justify-end">
          <Button icon={Check} onPress={() => goTo("certificates")}>
            {t("answer.done")}
          </Button>
        </div>
      </div>
    </Page>
  );
}
