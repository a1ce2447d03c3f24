import { Ban, BookOpen } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OfferRowView } from "../../../src/contract/offer-views.ts";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { ButtonLink } from "../../parts/button-link.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { QrCode } from "../../parts/qr-code.tsx";
import { Section } from "../../parts/section.tsx";
import { sayInPassing } from "../../parts/toasts.ts";
import { hrefOf } from "../../router/routes.ts";
import { fileNameOf } from "./file-name.ts";
import { PassOn } from "../../parts/pass-on.tsx";
import { OfferStatePill } from "./offer-state.tsx";
import { subjectOf } from "./subject.ts";

/** The code for the holder's wallet, and the one for the holder. */
function ToPassOn({ offer, subject }: { readonly offer: OfferRowView; readonly subject: string }) {
  const { t } = useTranslation("office");
  const { link, txCode } = offer;
  if (link === undefined) return null;
  return (
    <div className="grid gap-5">
      <Section title={t("offers.pass_on")}>
        <div className="flex flex-wrap items-start gap-5">
          <QrCode text={link} label={t("offers.code_of", { subject })} size={240} />
          <div className="grid min-w-[min(100%,16rem)] flex-1 gap-3">
            <p className="text-dim">{t("offers.pass_on_means")}</p>
            <PassOn
              text={link}
              file={fileNameOf(t("file.offer"), subject)}
              label={t("offers.code_of", { subject })}
              code="shown"
            />
          </div>
        </div>
      </Section>
      {txCode !== undefined && (
        <Section title={t("offers.tx_code")}>
          <p className="mb-2 text-dim">{t("offers.tx_code_means")}</p>
          <p
            dir="ltr"
            className="w-fit rounded-field border border-line bg-surface px-4 py-2 font-mono text-title tracking-[0.2em]"
          >
            {txCode}
          </p>
        </Section>
      )}
    </div>
  );
}

/** One offer: how it stands, what it is passed on by, and a way to take it back. */
export function OfferLook(props: {
  readonly offer: OfferRowView;
  readonly type: OfficeTypeView | undefined;
  readonly onCancelled: () => void;
}) {
  const { offer, type, onCancelled } = props;
  const { t } = useTranslation("office");
  const say = useLangText();
  const cancel = useCall("offers.cancel");
  const [isAsking, setAsking] = useState(false);
  const subject = subjectOf(offer.claims, type);
  const isUnderWay = offer.state === "collecting" || offer.state === "waiting";
  const isOpen = offer.state === "offered" || (isUnderWay && offer.commitment === undefined);

  async function takeBack(): Promise<void> {
    const answer = await cancel.run({ id: offer.id });
    if (!answer.ok) return;
    setAsking(false);
    sayInPassing(t("offers.cancelled", { subject }));
    onCancelled();
  }

  return (
    <div className="grid gap-5">
      <p className="flex flex-wrap items-center gap-3">
        <strong className="font-serif text-name font-semibold wrap-anywhere">{subject}</strong>
        <OfferStatePill state={offer.state} />
      </p>
      <p className="text-dim">
        {say(type?.name, offer.type)}
        {offer.format === "mso_mdoc" && ` · ${t("offers.mdoc")}`}
        {offer.role !== undefined && ` · ${t(`holders.role.${offer.role}`)}`} · {t("offers.until")}{" "}
        <DateText time={offer.expires} withClock />
      </p>
      {offer.state === "offered" && offer.link === undefined && (
        <Notice tone="warn" title={t("offers.closed")}>
          {t("offers.closed_means")}
        </Notice>
      )}
      {offer.state !== "offered" && <Notice tone="off" title={t(`offers.means.${offer.state}`)} />}
      <ToPassOn offer={offer} subject={subject} />
      <Failure code={cancel.code} />
      <div className="flex flex-wrap gap-3">
        {offer.commitment !== undefined && (
          <ButtonLink icon={BookOpen} href={hrefOf("record", { commitment: offer.commitment })}>
            {t("issued.open")}
          </ButtonLink>
        )}
        {isOpen && (
          <Button icon={Ban} onPress={() => setAsking(true)}>
            {t("offers.cancel")}
          </Button>
        )}
      </div>
      <ConfirmDialog
        title={t("offers.cancel_title")}
        confirm={t("offers.cancel_act")}
        icon={Ban}
        isDanger
        isOpen={isAsking}
        busy={cancel.busy}
        onClose={() => setAsking(false)}
        onConfirm={() => void takeBack()}
      >
        <p>{t("offers.cancel_means")}</p>
        <Failure code={cancel.code} className="mt-3" />
      </ConfirmDialog>
    </div>
  );
}
