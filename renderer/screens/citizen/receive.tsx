import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReceivingView } from "../../../src/contract/receive-views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Failure } from "../../parts/failure.tsx";
import { Intake } from "../../parts/intake/intake.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Section } from "../../parts/section.tsx";
import { sayInPassing } from "../../parts/toasts.ts";
import { Arrived } from "./arrived.tsx";
import { AskOffice } from "./ask-office.tsx";
import { Awaited } from "./awaited.tsx";
import { useHandedOver } from "./hand-over.ts";
import { IssuerOffer } from "./issuer-offer.tsx";
import { type MessageKind, messageKind } from "./message-kind.ts";
import { Offer } from "./offer.tsx";
import { WrongScreen } from "./wrong-screen.tsx";

/** Certificates come in here: ask for one, look at what came, keep it or not. */
export default function Receive() {
  const { t } = useTranslation("citizen");
  const preview = useCall("holder.preview");
  const issuer = useCall("receive.open");
  const [arrived, setArrived] = useState<ReceivingView>();
  const [wrong, setWrong] = useState<{ readonly kind: MessageKind; readonly text: string }>();

  function open(text: string): void {
    const kind = messageKind(text);
    const isWrong = kind === "request" || kind === "consent" || kind === "key request";
    setWrong(isWrong ? { kind, text } : undefined);
    preview.reset();
    issuer.reset();
    if (kind === "issuer offer") void issuer.run({ offer: text });
    else if (!isWrong) void preview.run({ delivery: text });
  }

  useHandedOver(open);

  function take(receiving: ReceivingView): void {
    issuer.reset();
    if (receiving.state === "arrived") setArrived(receiving);
    else sayInPassing(t("awaited.said"));
  }

  if (preview.value !== undefined) return <Offer offer={preview.value} onClose={preview.reset} />;
  if (arrived !== undefined) return <Arrived receiving={arrived} onClose={() => setArrived(undefined)} />;
  if (issuer.value !== undefined)
    return <IssuerOffer offer={issuer.value} onArrived={take} onClose={issuer.reset} />;
  return (
    <Page key="receive" title={t("receive.title")} isNarrow>
      <div className="grid gap-8">
        <Awaited onArrived={setArrived} />
        <Section title={t("receive.open")}>
          <div className="grid gap-4">
            <Intake
              title={t("receive.drop")}
              hint={t("receive.drop_hint")}
              busy={preview.busy || issuer.busy}
              onText={open}
            />
            <Failure code={preview.code ?? issuer.code} />
            {wrong?.kind === "key request" && <Notice tone="warn" title={t("receive.wrong_key")} isLive />}
            {wrong !== undefined && wrong.kind !== "key request" && (
              <WrongScreen
                title={t(wrong.kind === "consent" ? "receive.wrong_consent" : "receive.wrong_request")}
                open={t("receive.wrong_open")}
                to="present"
                text={wrong.text}
              />
            )}
          </div>
        </Section>
        <Section title={t("receive.ask")}>
          <AskOffice />
        </Section>
      </div>
    </Page>
  );
}
