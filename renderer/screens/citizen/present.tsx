import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { Failure } from "../../parts/failure.tsx";
import { Intake } from "../../parts/intake/intake.tsx";
import { Page } from "../../parts/page.tsx";
import { sayInPassing } from "../../parts/toasts.ts";
import { AnswerReady } from "./answer-ready.tsx";
import { AnswerSent } from "./answer-sent.tsx";
import { ConsentLook } from "./consent-look.tsx";
import { useHandedOver } from "./hand-over.ts";
import { messageKind } from "./message-kind.ts";
import { type Answered, RequestLook } from "./request-look.tsx";
import { WrongScreen } from "./wrong-screen.tsx";

/** Somebody asks: for a presentation, or for consent to a replacement. Look at it, then yes or no. */
export default function Present() {
  const { t } = useTranslation("citizen");
  const preview = useCall("present.preview");
  const previewConsent = useCall("holder.preview_consent");
  const [answered, setAnswered] = useState<Answered>();
  const [delivery, setDelivery] = useState<string>();

  function open(text: string): void {
    const kind = messageKind(text);
    preview.reset();
    previewConsent.reset();
    const comesIn = kind === "encrypted" || kind === "issuer offer";
    setDelivery(comesIn ? text : undefined);
    if (kind === "consent") void previewConsent.run({ request: text });
    else if (!comesIn) void preview.run({ request: text });
  }

  useHandedOver(open);

  function refuse(sentence: string): void {
    sayInPassing(sentence);
    preview.reset();
    previewConsent.reset();
  }

  if (answered !== undefined) {
    const { response } = answered;
    return response === undefined ? (
      <AnswerSent answered={answered} />
    ) : (
      <AnswerReady answered={answered} response={response} />
    );
  }
  if (preview.value !== undefined) {
    return <RequestLook request={preview.value} onRefuse={refuse} onAnswered={setAnswered} />;
  }
  if (previewConsent.value !== undefined) {
    return <ConsentLook consent={previewConsent.value} onRefuse={() => refuse(t("consent.refused"))} />;
  }
  return (
    <Page key="present" title={t("present.title")} isNarrow>
      <div className="grid gap-4">
        <p className="text-dim">{t("present.intro")}</p>
        <Intake
          title={t("present.drop")}
          hint={t("present.drop_hint")}
          busy={preview.busy || previewConsent.busy}
          onText={open}
        />
        <Failure code={preview.code ?? previewConsent.code} />
        {delivery !== undefined && (
          <WrongScreen
            title={t(
              messageKind(delivery) === "issuer offer" ? "present.wrong_offer" : "present.wrong_delivery",
            )}
            open={t("present.wrong_open")}
            to="receive"
            text={delivery}
          />
        )}
      </div>
    </Page>
  );
}
