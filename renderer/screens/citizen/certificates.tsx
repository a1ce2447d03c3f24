import { Inbox, Send, Siren, WalletCards } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../bridge/use-read.ts";
import { ButtonLink } from "../../parts/button-link.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { hrefOf } from "../../router/routes.ts";
import { portraitOf, titleOf } from "./certificate-words.ts";
import { HeldCard } from "./held-card.tsx";
import { useEnter } from "../../state/use-enter.ts";
import { goTo } from "../../router/use-place.ts";

export default function Certificates() {
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const held = useRead("holder.list", {}, ["registry.changed", "wallet.changed"]);
  const isEmpty = held.value?.length === 0;
  // Those with a picture first: they are what a person looks for.
  const shown = (held.value ?? []).toSorted(
    (a, b) => Number(portraitOf(b) !== undefined) - Number(portraitOf(a) !== undefined),
  );
  useEnter(() => goTo(isEmpty ? "receive" : "present"));
  return (
    <Page
      title={t("certificates.title")}
      actions={
        !isEmpty && (
          <>
            <ButtonLink icon={Inbox} href={hrefOf("receive")}>
              {t("certificates.receive")}
            </ButtonLink>
            <ButtonLink kind="primary" icon={Send} href={hrefOf("present")}>
              {t("certificates.present")}
            </ButtonLink>
          </>
        )
      }
    >
      <Failure code={held.code} className="mb-4" />
      {shown
        .filter(({ withoutConsent }) => withoutConsent)
        .map((certificate) => (
          <Notice
            key={certificate.id}
            tone="bad"
            icon={Siren}
            className="mb-4"
            title={t("certificates.alarm", { what: titleOf(certificate, say) })}
            code="certificate.without_consent"
            actions={
              <ButtonLink size="small" href={hrefOf("certificate", { id: certificate.id })}>
                {t("certificates.alarm_open")}
              </ButtonLink>
            }
          >
            {t("certificates.alarm_means")}
          </Notice>
        ))}
      {isEmpty && (
        <EmptyState
          icon={WalletCards}
          title={t("certificates.empty")}
          actions={
            <ButtonLink kind="primary" icon={Inbox} href={hrefOf("receive")}>
              {t("certificates.receive")}
            </ButtonLink>
          }
        >
          {t("certificates.empty_means")}
        </EmptyState>
      )}
      {!isEmpty && (
        <section className="grid grid-flow-dense gap-4 md:grid-cols-2 lg:grid-cols-3">
          <h2 className="sr-only">{t("certificates.list")}</h2>
          {shown.map((certificate) => (
            <HeldCard
              key={certificate.id}
              certificate={certificate}
              href={hrefOf("certificate", { id: certificate.id })}
            />
          ))}
        </section>
      )}
    </Page>
  );
}
