import { FileSymlink, Siren } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CredentialView } from "../../../src/contract/views.ts";
import { useRead } from "../../bridge/use-read.ts";
import { ButtonLink } from "../../parts/button-link.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { hrefOf } from "../../router/routes.ts";
import { Renewal } from "./renewal.tsx";

const NOTICES = {
  suspended: ["off", "suspended"],
  revoked: ["bad", "revoked"],
  "cannot tell": ["warn", "cannot_tell"],
} as const;

/** What a state other than valid means for whoever holds the certificate. */
export function StateNotice({ certificate }: { readonly certificate: CredentialView }) {
  const { t } = useTranslation("citizen");
  const { state, successor } = certificate;
  const held = useRead("holder.list", {}, ["wallet.changed"]);
  const next = held.value?.find(({ commitment }) => commitment === successor);
  const say = useLangText();
  if (state === "valid" || state === "expired") return <Renewal certificate={certificate} />;
  if (certificate.withoutConsent) {
    return (
      <Notice
        tone="bad"
        icon={Siren}
        title={t("certificate.not_asked")}
        next={t("certificate.not_asked_next", { office: say(certificate.office.name) })}
        code="certificate.without_consent"
      >
        {t("certificate.not_asked_means")}
      </Notice>
    );
  }
  if (state === "replaced") {
    return (
      <Notice
        tone="off"
        title={t("certificate.successor")}
        {...(next !== undefined && {
          actions: (
            <ButtonLink icon={FileSymlink} href={hrefOf("certificate", { id: next.id })}>
              {t("certificate.successor_open")}
            </ButtonLink>
          ),
        })}
      >
        {t("certificate.successor_means")}
      </Notice>
    );
  }
  if (state === "cannot tell" && certificate.outside !== undefined) {
    return (
      <div className="grid gap-3">
        <Renewal certificate={certificate} />
        <Notice tone="off" title={t("certificate.outside")}>
          {t("certificate.outside_means")}
        </Notice>
      </div>
    );
  }
  const [tone, key] = NOTICES[state];
  return (
    <Notice tone={tone} title={t(`certificate.${key}`)}>
      {t(`certificate.${key}_means`)}
    </Notice>
  );
}
