import { Download, LogIn, X } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OfferView, ReceivingView } from "../../../src/contract/receive-views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Section } from "../../parts/section.tsx";
import { TextField } from "../../parts/text-field.tsx";
import { sayInPassing } from "../../parts/toasts.ts";
import { IssuerCard } from "./issuer-card.tsx";
import { OfferedKinds } from "./offered-kinds.tsx";
import { SignInWaits } from "./sign-in-waits.tsx";
import { useEnter } from "../../state/use-enter.ts";

/** An issuer's offer, looked at before anything is asked for: who, what, and the code that came on another way. */
export function IssuerOffer(props: {
  readonly offer: OfferView;
  readonly onArrived: (receiving: ReceivingView) => void;
  readonly onClose: () => void;
}) {
  const { offer, onArrived, onClose } = props;
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const fetch = useCall("receive.fetch");
  const signIn = useCall("receive.browser");
  const finish = useCall("receive.finish");
  const refuse = useCall("receive.refuse");
  const [code, setCode] = useState("");
  const [isMissing, setMissing] = useState(false);
  const { txCode } = offer;
  const typed = code.trim();
  const busy = fetch.busy || signIn.busy || finish.busy;

  async function ask(): Promise<void> {
    if (offer.way === "browser") {
      const begun = await signIn.run({ id: offer.id });
      if (!begun.ok) return;
      const answer = await finish.run({ id: offer.id });
      if (answer.ok) onArrived(answer.value);
      return;
    }
    if (txCode !== undefined && typed === "") {
      setMissing(true);
      return;
    }
    const answer = await fetch.run({ id: offer.id, ...(txCode === undefined ? {} : { txCode: typed }) });
    if (answer.ok) onArrived(answer.value);
  }

  async function leave(): Promise<void> {
    await refuse.run({ id: offer.id });
    sayInPassing(t("offer.refused"));
    onClose();
  }

  useEnter(() => void ask(), !busy);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!busy) void ask();
  }

  return (
    <Page
      key="issuer-offer"
      title={t("issuer.title")}
      crumb={t("issuer.crumb")}
      isNarrow
      actions={
        <>
          <Button icon={X} onPress={() => void leave()}>
            {t("issuer.leave")}
          </Button>
          <Button
            kind="primary"
            icon={offer.way === "browser" ? LogIn : Download}
            busy={busy}
            onPress={() => void ask()}
          >
            {t(offer.way === "browser" ? "issuer.sign_in" : "issuer.fetch")}
          </Button>
        </>
      }
    >
      <form onSubmit={submit} className="grid gap-6">
        <IssuerCard issuer={offer.issuer} names={offer.names} />
        <Notice tone="off" title={t("issuer.unproven", { name: say(offer.names, offer.issuer) })}>
          {t("issuer.unproven_means")}
        </Notice>
        <Section title={t("issuer.offers")}>
          <OfferedKinds kinds={offer.kinds} />
        </Section>
        {txCode !== undefined && (
          <TextField
            label={t("issuer.code")}
            hint={txCode.hint ?? t("issuer.code_hint")}
            value={code}
            onChange={(text) => {
              setCode(text);
              setMissing(false);
            }}
            error={isMissing ? t("issuer.code_missing") : undefined}
            maxLength={txCode.length ?? 64}
            mono
            autoFocus
            className="max-w-64"
          />
        )}
        {signIn.value !== undefined && finish.busy && <SignInWaits url={signIn.value.url} />}
        <Failure code={fetch.code ?? signIn.code ?? finish.code} />
      </form>
    </Page>
  );
}
