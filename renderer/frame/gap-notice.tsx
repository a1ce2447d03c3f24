import { History } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../bridge/use-call.ts";
import { Button } from "../parts/button.tsx";
import { ButtonLink } from "../parts/button-link.tsx";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { Failure } from "../parts/failure.tsx";
import { Notice } from "../parts/notice.tsx";
import { hrefOf } from "../router/routes.ts";
import { useApp } from "../state/app-state.ts";
import { sayNumber } from "../words/format.ts";
import { useIntlLocale } from "../words/use-language.ts";

/** Over every screen of an office whose data are older than what was signed with them. */
export function GapNotice() {
  const { t } = useTranslation("frame");
  const locale = useIntlLocale();
  const gap = useApp(({ wallet }) => wallet?.gap);
  const accept = useCall("office.accept_gap");
  const [isAsked, setAsked] = useState(false);
  if (gap === undefined) return null;

  async function goOn(): Promise<void> {
    if ((await accept.run({})).ok) setAsked(false);
  }
  const { acts, from, to } = gap;
  const blocks = { from: sayNumber(from, locale), to: sayNumber(to, locale) };
  return (
    <div className="border-b border-line px-5 py-2.5">
      <Notice
        tone="bad"
        icon={History}
        title={t("gap.title")}
        next={t("gap.next")}
        code="office.older_data"
        isLive
        actions={
          <>
            <ButtonLink href={hrefOf("block", { height: String(from) })}>{t("gap.look")}</ButtonLink>
            <Button onPress={() => setAsked(true)}>{t("gap.go_on")}</Button>
          </>
        }
      >
        {t("gap.means", { count: acts, ...blocks })}
      </Notice>
      <ConfirmDialog
        title={t("gap.question")}
        isOpen={isAsked}
        isDanger
        onClose={() => setAsked(false)}
        onConfirm={() => void goOn()}
        confirm={t("gap.go_on")}
        busy={accept.busy}
      >
        <p>{t("gap.question_means")}</p>
        <Failure code={accept.code} className="mt-3" />
      </ConfirmDialog>
    </div>
  );
}
