import { FilePen, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConsentView } from "../../../src/contract/views.ts";
import { VERDICT_WORDS } from "../../../src/verdict/words.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { PassOn } from "../../parts/pass-on.tsx";
import { useLanguage } from "../../words/use-language.ts";
import { ConsentChanges } from "./consent-changes.tsx";
import { HeldCard } from "./held-card.tsx";
import { useEnter } from "../../state/use-enter.ts";

function useReason(): (reason: string) => string {
  const { reasons } = VERDICT_WORDS[useLanguage()];
  return (reason) => (Object.hasOwn(reasons, reason) ? reasons[reason as keyof typeof reasons] : reason);
}

/** An office asks whether it may replace a certificate: which, why, until when; then yes or no. */
export function ConsentLook(props: { readonly consent: ConsentView; readonly onRefuse: () => void }) {
  const { consent, onRefuse } = props;
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const sayReason = useReason();
  const agree = useCall("holder.consent");
  const [isAsking, setAsking] = useState(false);
  const office = say(consent.office.name, consent.office.id);

  async function agreeNow(): Promise<void> {
    await agree.run({ request: consent.request });
    setAsking(false);
  }

  useEnter(() => setAsking(true), agree.value === undefined && !agree.busy);

  if (agree.value !== undefined) {
    return (
      <Page key="agreed" title={t("consent.ready_title")} crumb={t("consent.crumb")} isNarrow>
        <div className="grid gap-5">
          <p>{t("consent.ready", { office })}</p>
          <PassOn text={agree.value.consent} label={t("consent.code")} file="consent.sealfolio" isMain />
        </div>
      </Page>
    );
  }
  return (
    <Page key="consent" title={t("consent.title")} crumb={t("consent.crumb")} isNarrow>
      <div className="grid gap-5">
        <Notice tone="warn" icon={FilePen} title={t("consent.asks", { office })}>
          {t("consent.asks_means")}
        </Notice>
        <HeldCard certificate={consent.credential} />
        <ConsentChanges consent={consent} />
        <dl className="grid gap-1">
          <div className="flex flex-wrap gap-x-4">
            <dt className="w-36 text-dim">{t("consent.reason")}</dt>
            <dd className="first-letter:uppercase">{sayReason(consent.reason)}</dd>
          </div>
          <div className="flex flex-wrap gap-x-4">
            <dt className="w-36 text-dim">{t("consent.new_expires")}</dt>
            <dd>
              <DateText time={consent.expires} />
            </dd>
          </div>
        </dl>
        <Failure code={agree.code} />
        <div className="flex flex-wrap justify-end gap-3">
          <Button icon={X} onPress={onRefuse}>
            {t("consent.refuse")}
          </Button>
          <Button kind="primary" size="big" icon={FilePen} busy={agree.busy} onPress={() => setAsking(true)}>
            {t("consent.agree")}
          </Button>
        </div>
      </div>
      <ConfirmDialog
        title={t("consent.confirm_title")}
        confirm={t("consent.confirm_act")}
        icon={FilePen}
        isDanger
        isOpen={isAsking}
        busy={agree.busy}
        onClose={() => setAsking(false)}
        onConfirm={() => void agreeNow()}
      >
        <p>{t("consent.confirm_text")}</p>
      </ConfirmDialog>
    </Page>
  );
}
