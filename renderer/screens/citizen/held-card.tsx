import { useTranslation } from "react-i18next";
import type { CredentialView } from "../../../src/contract/views.ts";
import { CertificateCard } from "../../parts/certificate-card.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { StatePill } from "../../parts/state-pill.tsx";
import { factsOf, pathOf, portraitOf, titleOf } from "./certificate-words.ts";
import { ClaimValue } from "./claim-value.tsx";
import { Expires } from "./expires.tsx";
import { useSayHeldBy } from "./held-by.ts";

/** A certificate as a card, held or offered. */
export function HeldCard(props: {
  readonly certificate: Omit<CredentialView, "id">;
  /** Where it opens. */
  readonly href?: string;
}) {
  const { certificate, href } = props;
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const sayHeldBy = useSayHeldBy();
  const { type, office, commitment, state, expires, age, heldBy } = certificate;
  const title = titleOf(certificate, say);
  const facts = factsOf(certificate).map((claim) => ({
    id: pathOf(claim),
    label: say(claim.label),
    value: <ClaimValue claim={claim} name={title} />,
  }));
  return (
    <>
      {href === undefined && <h2 className="sr-only">{t("certificate.card")}</h2>}
      <CertificateCard
        type={type.id}
        typeName={say(type.name)}
        title={title}
        facts={[
          ...facts,
          ...(heldBy === undefined ? [] : [{ label: t("held.label"), value: sayHeldBy(heldBy) }]),
          { label: t("certificates.valid_until"), value: <Expires time={expires} /> },
        ]}
        state={<StatePill state={state} expires={expires} {...(age !== undefined && { asOf: age.time })} />}
        office={say(office.name)}
        commitment={commitment}
        portrait={portraitOf(certificate)}
        {...(href !== undefined && { href })}
      />
    </>
  );
}
