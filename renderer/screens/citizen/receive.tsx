import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { Failure } from "../../parts/failure.tsx";
import { Intake } from "../../parts/intake/intake.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Section } from "../../parts/section.tsx";
import { AskOffice } from "./ask-office.tsx";
import { useHandedOver } from "./hand-over.ts";
import { type MessageKind, messageKind } from "./message-kind.ts";
import { Offer } from "./offer.tsx";
import { WrongScreen } from "./wrong-screen.tsx";

/** Certificates come in here: ask for one, look at what came, keep it or not. */
export default function Receive() {
  const { t } = useTranslation("citizen");
  const preview = useCall("holder.preview");
  const [wrong, setWrong] = useState<{ readonly kind: MessageKind; readonly text: string }>();

  function open(text: string): void {
    const kind = messageKind(text);
    const isWrong = kind === "request" || kind === "consent" || kind === "key request";
    setWrong(isWrong ? { kind, text } : undefined);
    if (isWrong) preview.reset();
    else void preview.run({ delivery: text });
  }

  useHandedOver(open);

  if (preview.value !== undefined) return <Offer offer={preview.value} onClose={preview.reset} />;
  return (
    <Page key="receive" title={t("receive.title")} isNarrow>
      <div className="grid gap-8">
        <Section title={t("receive.open")}>
          <div className="grid gap-4">
            <Intake
              title={t("receive.drop")}
              hint={t("receive.drop_hint")}
              busy={preview.busy}
              onText={open}
            />
            <Failure code={preview.code} />
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
