import { useTranslation } from "react-i18next";
import type { CredentialState } from "../../../src/contract/views.ts";
import { CertificateCard } from "../../parts/certificate-card.tsx";
import { CheckList } from "../../parts/check-list.tsx";
import { CalendarDateText, DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Pill } from "../../parts/pill.tsx";
import { Rosette } from "../../parts/rosette.tsx";
import { SealRing } from "../../parts/seal-ring.tsx";
import { Section } from "../../parts/section.tsx";
import { StatePill } from "../../parts/state-pill.tsx";
import { VerdictBanner } from "../../parts/verdict-banner.tsx";
import { hrefOf } from "../../router/routes.ts";
import { useNow } from "../../state/use-now.ts";
import { DAY, FACE_URL, MOMENT, sampleHash } from "./sample.ts";

export function Notices() {
  const { t } = useTranslation("gallery");
  return (
    <Section title={t("notices.title")}>
      <div className="grid gap-3">
        <Notice tone="ok" title={t("notices.ok")}>
          {t("notices.ok_means")}
        </Notice>
        <Notice tone="off" title={t("notices.info")}>
          {t("notices.info_means")}
        </Notice>
        <Notice tone="warn" title={t("notices.warn")} next={t("notices.warn_next")}>
          {t("notices.warn_means")}
        </Notice>
        <Failure
          code="source.bundle_mismatch"
          actions={<a href={hrefOf("registry")}>{t("notices.evidence")}</a>}
        />
      </div>
    </Section>
  );
}

const STATES: readonly CredentialState[] = [
  "valid",
  "suspended",
  "revoked",
  "replaced",
  "expired",
  "cannot tell",
];

export function States() {
  const { t } = useTranslation("gallery");
  const now = useNow();
  return (
    <Section title={t("states.title")}>
      <div className="flex flex-wrap items-center gap-2">
        {STATES.map((state) => (
          <StatePill key={state} state={state} />
        ))}
        <StatePill state="valid" expires={now + 12 * DAY + 3600} />
        <StatePill state="valid" asOf={now - 130} />
        <Pill tone="wait">{t("states.waiting")}</Pill>
        <Pill tone="ok">{t("states.live")}</Pill>
      </div>
    </Section>
  );
}

export function Certificates() {
  const { t } = useTranslation("gallery");
  const now = useNow();
  return (
    <Section title={t("cards.title")}>
      <div className="grid gap-4 md:grid-cols-2 lg:grid-cols-3">
        <CertificateCard
          type="id-card"
          typeName={t("fields.id_card")}
          title={t("cards.person")}
          portrait={FACE_URL}
          facts={[
            { label: t("cards.born"), value: <CalendarDateText date="1991-03-14" /> },
            { label: t("cards.number"), value: "L01X 00T47" },
            { label: t("cards.until"), value: <CalendarDateText date="2031-05-02" /> },
          ]}
          state={<StatePill state="valid" asOf={now - 130} />}
          office={t("cards.identity_office")}
          commitment={sampleHash(1)}
          href={hrefOf("certificate", { id: "1" })}
        />
        <CertificateCard
          type="property-title"
          typeName={t("fields.title_deed")}
          title={t("cards.parcel")}
          facts={[
            { label: t("cards.owners"), value: "2" },
            { label: t("cards.since"), value: <CalendarDateText date="2024-06-07" /> },
          ]}
          state={<StatePill state="valid" />}
          office={t("cards.land_registry")}
          commitment={sampleHash(2)}
          href={hrefOf("certificate", { id: "2" })}
        />
        <CertificateCard
          type="business-licence"
          typeName={t("fields.licence")}
          title={t("cards.long_title")}
          facts={[{ label: t("cards.you_are"), value: t("cards.representative") }]}
          state={<StatePill state="valid" expires={now + 12 * DAY + 3600} />}
          office={t("cards.trade_office")}
          commitment={sampleHash(3)}
          href={hrefOf("certificate", { id: "3" })}
        />
        <CertificateCard
          type="marriage-certificate"
          typeName={t("cards.marriage")}
          title={t("cards.two")}
          facts={[
            { label: t("cards.since"), value: <DateText time={MOMENT} /> },
            { label: t("cards.reason"), value: t("cards.correction") },
          ]}
          state={<StatePill state="suspended" />}
          office={t("cards.civil_registry")}
          commitment={sampleHash(4)}
          href={hrefOf("certificate", { id: "4" })}
        />
        <CertificateCard
          type="birth-certificate"
          typeName={t("cards.birth")}
          title={t("cards.person")}
          facts={[{ label: t("cards.born"), value: <CalendarDateText date="1991-03-14" /> }]}
          state={<StatePill state="revoked" />}
          office={t("cards.civil_registry")}
          commitment={sampleHash(5)}
        />
      </div>
    </Section>
  );
}

const bytesOf = (seed: number): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, i) => (seed * 97 + i * i * 31) % 256);

export function Seals() {
  const { t } = useTranslation("gallery");
  return (
    <Section title={t("seals.title")}>
      <div className="flex flex-wrap items-center gap-5">
        {["text-tone-ink", "text-tone-sage", "text-tone-clay", "text-tone-slate", "text-tone-rose"].map(
          (tone, i) => (
            <span key={tone} className={tone}>
              <Rosette bytes={bytesOf(i + 1)} size={112} stroke={0.6} />
            </span>
          ),
        )}
        <SealRing cosigned={[true, true, true, true]} size={28} />
        <SealRing cosigned={[true, true, false, true]} size={28} />
        <SealRing cosigned={[false, false, false, false]} size={28} />
        <SealRing cosigned={Array.from({ length: 15 }, (_, i) => i !== 4)} size={40} />
      </div>
    </Section>
  );
}

export function Verdicts() {
  const { t } = useTranslation("gallery");
  return (
    <Section title={t("verdicts.title")}>
      <div className="grid gap-3">
        <VerdictBanner
          outcome="valid"
          title={t("verdicts.valid")}
          reason={t("verdicts.valid_reason")}
          next={t("verdicts.valid_next")}
          aside={t("verdicts.visit")}
        />
        <VerdictBanner
          outcome="cannot tell"
          title={t("verdicts.unknown")}
          reason={t("verdicts.unknown_reason")}
          next={t("verdicts.unknown_next")}
        />
        <VerdictBanner
          outcome="not valid"
          title={t("verdicts.bad")}
          reason={t("verdicts.bad_reason")}
          next={t("verdicts.bad_next")}
        />
        <CheckList
          checks={[
            {
              id: "signed",
              name: t("verdicts.signed"),
              result: "passed",
              sentence: t("verdicts.signed_sentence"),
              code: "issuer_signature.ok",
            },
            {
              id: "status",
              name: t("verdicts.status"),
              result: "failed",
              sentence: t("verdicts.status_sentence"),
              code: "status.revoked",
              age: 3 * 3600,
            },
            {
              id: "person",
              name: t("verdicts.person"),
              result: "cannot tell",
              sentence: t("verdicts.person_sentence"),
              code: "person_compared.waiting",
            },
          ]}
        />
      </div>
    </Section>
  );
}
