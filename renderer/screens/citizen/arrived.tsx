import { Check as CheckIcon, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ArrivedView, ReceivingView } from "../../../src/contract/receive-views.ts";
import { sayCheck } from "../../../src/verdict/words.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { sayInPassing } from "../../parts/toasts.ts";
import { goTo } from "../../router/use-place.ts";
import { useLanguage } from "../../words/use-language.ts";
import { ArrivedOne } from "./arrived-one.tsx";
import { useEnter } from "../../state/use-enter.ts";

const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();

/** How an issuer is known, loudly where it is not. */
function Known({ arrived }: { readonly arrived: readonly ArrivedView[] }) {
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const [first] = arrived;
  if (first === undefined) return null;
  const trusts = new Set(arrived.map(({ trust }) => trust));
  if (trusts.has("none")) {
    return (
      <Notice tone="warn" title={t("arrived.unknown")} next={t("arrived.unknown_next")}>
        {t("arrived.unknown_means")}
      </Notice>
    );
  }
  if (trusts.has("anchor")) {
    return (
      <Notice tone="ok" title={t("arrived.anchor", { anchor: first.anchor ?? "" })}>
        {t("arrived.anchor_means", { name: say(first.signedBy) })}
      </Notice>
    );
  }
  return (
    <Notice tone="ok" title={t("offer.good")}>
      {t("offer.good_means", { office: say(first.signedBy) })}
    </Notice>
  );
}

/** What an issuer gave, all of it, with the checks, before anything is kept. */
export function Arrived(props: { readonly receiving: ReceivingView; readonly onClose: () => void }) {
  const { receiving, onClose } = props;
  const { t } = useTranslation("citizen");
  const language = useLanguage();
  const keep = useCall("receive.keep");
  const refuse = useCall("receive.refuse");
  const { arrived } = receiving;
  const bad = arrived.find(({ keepable }) => !keepable);
  const failed = bad?.verdict.checks.find(({ result }) => result !== "passed");
  const busy = keep.busy || refuse.busy;

  async function keepIt(): Promise<void> {
    const answer = await keep.run({ id: receiving.id });
    if (!answer.ok) return;
    sayInPassing(t("offer.kept"));
    const [id] = answer.value.ids;
    if (id === undefined) goTo("certificates");
    else goTo("certificate", { id });
  }

  async function refuseIt(): Promise<void> {
    const answer = await refuse.run({ id: receiving.id });
    if (!answer.ok) return;
    sayInPassing(t("offer.refused"));
    onClose();
  }

  useEnter(() => void keepIt(), bad === undefined && !busy);

  return (
    <Page
      key="arrived"
      title={t("offer.title")}
      crumb={t("offer.crumb")}
      actions={
        <>
          <Button icon={X} busy={refuse.busy} onPress={() => void refuseIt()}>
            {t("offer.refuse")}
          </Button>
          {bad === undefined && (
            <Button kind="primary" icon={CheckIcon} busy={keep.busy} onPress={() => void keepIt()}>
              {t("offer.keep")}
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-6">
        {bad === undefined ? (
          <Known arrived={arrived} />
        ) : (
          <Notice tone="bad" title={t("offer.bad")} next={t("offer.bad_next")} code={failed?.code} isLive>
            {failed && sayCheck(failed, language, timeZone).what}
          </Notice>
        )}
        {receiving.renews !== undefined && (
          <Notice tone="off" title={t("arrived.renews")}>
            {t("arrived.renews_means")}
          </Notice>
        )}
        <Failure code={keep.code ?? refuse.code} />
        {arrived.map((one) => (
          <ArrivedOne key={one.configuration} one={one} receiving={receiving} />
        ))}
      </div>
    </Page>
  );
}
