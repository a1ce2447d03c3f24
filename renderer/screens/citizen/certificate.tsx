import { Printer, Send } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CredentialView } from "../../../src/contract/views.ts";
import { useRead } from "../../bridge/use-read.ts";
import { ButtonLink } from "../../parts/button-link.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { LangText, useLangText } from "../../parts/lang-text.tsx";
import { NumberText } from "../../parts/number-text.tsx";
import { Page } from "../../parts/page.tsx";
import { Section } from "../../parts/section.tsx";
import { hrefOf } from "../../router/routes.ts";
import { goTo } from "../../router/use-place.ts";
import type { ScreenProps } from "../screen-props.ts";
import { titleOf } from "./certificate-words.ts";
import { ClaimRows } from "./claim-rows.tsx";
import { CopiesNotice } from "./copies-notice.tsx";
import { DeleteCertificate } from "./delete-certificate.tsx";
import { HeldCard } from "./held-card.tsx";
import { Expires } from "./expires.tsx";
import { hostOf } from "./issuer-words.ts";
import { PlaceInChain } from "./place-in-chain.tsx";
import { StateNotice } from "./state-notice.tsx";
import { useEnter } from "../../state/use-enter.ts";

/** Of one from outside the registry, or an mdoc: where it was fetched, and in which form. */
function OutsideOrigin({ certificate }: { readonly certificate: CredentialView }) {
  const { t } = useTranslation("citizen");
  const { office, expires, outside } = certificate;
  if (outside === undefined) return null;
  const facts: readonly (readonly [label: string, value: ReactNode])[] = [
    [t("certificate.office"), <LangText key="name" of={office.name} />],
    [t("issuer.at"), <bdi key="at">{hostOf(outside.issuer)}</bdi>],
    [t("certificate.form"), t(outside.format === "mso_mdoc" ? "issuer.mdoc" : "issuer.sd_jwt")],
    [t("certificate.expires"), <Expires key="end" time={expires} />],
    [t("certificate.copies"), <NumberText key="copies" value={outside.copies} />],
  ];
  return (
    <dl className="grid gap-2">
      {facts.map(([label, value]) => (
        <div key={label} className="flex flex-wrap gap-x-4">
          <dt className="w-28 text-dim">{label}</dt>
          <dd className="min-w-[min(100%,10rem)] flex-1 wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Origin({ certificate }: { readonly certificate: CredentialView }) {
  const { t } = useTranslation("citizen");
  const { office, issued, expires, withConsentKey } = certificate;
  const facts: readonly { readonly label: string; readonly value: ReactNode; readonly detail?: string }[] = [
    {
      label: t("certificate.office"),
      value: <LangText of={office.name} />,
      ...(issued !== undefined && { detail: t("certificate.office_means") }),
    },
    {
      label: t("certificate.issued"),
      value: issued === undefined ? t("certificate.not_issued") : <DateText time={issued.time} withClock />,
    },
    { label: t("certificate.expires"), value: <DateText time={expires} /> },
    {
      label: t("certificate.consent"),
      value: withConsentKey ? t("certificate.consent_needed") : t("certificate.consent_free"),
    },
  ];
  return (
    <dl className="grid gap-2">
      {facts.map(({ label, value, detail }) => (
        <div key={label} className="flex flex-wrap gap-x-4">
          <dt className="w-28 text-dim">{label}</dt>
          <dd className="min-w-[min(100%,10rem)] flex-1">
            {value}
            {detail !== undefined && <span className="block text-small text-dim">{detail}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Content({ certificate }: { readonly certificate: CredentialView }) {
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const title = titleOf(certificate, say);
  return (
    <div className="grid gap-6">
      <StateNotice certificate={certificate} />
      {certificate.copies !== undefined && <CopiesNotice id={certificate.id} copies={certificate.copies} />}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid gap-6">
          <HeldCard certificate={certificate} />
          <Section title={t("certificate.from")}>
            {certificate.outside === undefined ? (
              <Origin certificate={certificate} />
            ) : (
              <OutsideOrigin certificate={certificate} />
            )}
          </Section>
        </div>
        <Section title={t("certificate.says")}>
          {certificate.claims.length === 0 ? (
            <p className="text-dim">{t("certificate.says_nothing")}</p>
          ) : (
            <ClaimRows claims={certificate.claims} name={title} label={t("certificate.says")} />
          )}
        </Section>
      </div>
      {certificate.outside === undefined && (
        <Section title={t("certificate.receipt")}>
          <PlaceInChain certificate={certificate} />
        </Section>
      )}
    </div>
  );
}

export default function Certificate({ params: { id } }: ScreenProps<"certificate">) {
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const shown = useRead("holder.show", { id }, ["registry.changed", "receive.changed"]);
  const certificate = shown.value;
  useEnter(() => goTo(certificate?.state === "valid" ? "present" : "certificates"));
  return (
    <Page
      key={id}
      title={certificate === undefined ? t("certificate.title") : say(certificate.type.name)}
      crumb={<a href={hrefOf("certificates")}>{t("certificate.crumb")}</a>}
      actions={
        certificate !== undefined && (
          <>
            <DeleteCertificate certificate={certificate} />
            {certificate.outside === undefined && certificate.state === "valid" && (
              <ButtonLink icon={Printer} href={hrefOf("print", { id })}>
                {t("print.title")}
              </ButtonLink>
            )}
            {certificate.state === "valid" && (
              <ButtonLink kind="primary" icon={Send} href={hrefOf("present")}>
                {t("certificate.present")}
              </ButtonLink>
            )}
          </>
        )
      }
    >
      <Failure
        code={shown.code}
        className="mb-4"
        actions={<ButtonLink href={hrefOf("certificates")}>{t("certificate.back")}</ButtonLink>}
      />
      {certificate !== undefined && <Content certificate={certificate} />}
    </Page>
  );
}
