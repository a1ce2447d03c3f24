import { FileBadge } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ArrivedView, ReceivingView } from "../../../src/contract/receive-views.ts";
import type { CheckName } from "../../../src/verdict/codes.ts";
import { Icon } from "../../parts/icon.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Pill } from "../../parts/pill.tsx";
import { Section } from "../../parts/section.tsx";
import { Checks } from "./checks.tsx";
import { ClaimRows } from "./claim-rows.tsx";
import { useSayHeldBy } from "./held-by.ts";
import { IssuerCard } from "./issuer-card.tsx";
import { claimsOf } from "./issuer-words.ts";

/** Nobody presented it: these have nothing to say here. */
const NOT_ASKED: ReadonlySet<CheckName> = new Set<CheckName>([
  "holder_bound",
  "request_bound",
  "answered",
  "person_compared",
]);

const PILLS = { registry: "ok", anchor: "ok", none: "warn" } as const;

/** One credential that arrived: who gave it, every claim, what was checked. */
export function ArrivedOne(props: { readonly one: ArrivedView; readonly receiving: ReceivingView }) {
  const { one, receiving } = props;
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const sayHeldBy = useSayHeldBy();
  const name = say(one.names, one.type);
  const checks = one.verdict.checks.filter((check) => !NOT_ASKED.has(check.name));
  return (
    <article className="grid gap-4">
      <h2 className="flex flex-wrap items-center gap-2 font-serif text-name font-semibold">
        <Icon of={FileBadge} size={22} />
        <bdi>{name}</bdi>
        {one.copies > 1 && (
          <span className="text-note text-dim">{t("arrived.copies", { count: one.copies })}</span>
        )}
      </h2>
      <IssuerCard issuer={receiving.issuer} names={receiving.names} signedBy={one.signedBy}>
        <Pill tone={PILLS[one.trust]}>{t(`arrived.trust.${one.trust}`)}</Pill>
      </IssuerCard>
      {one.heldBy !== undefined && (
        <p>
          <span className="text-dim">{t("held.label")}:</span> {sayHeldBy(one.heldBy)}
        </p>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Section title={t("offer.says")}>
          <ClaimRows claims={claimsOf(one)} name={name} label={t("offer.says")} />
        </Section>
        <Section title={t("offer.checks")}>
          <Checks checks={checks} />
        </Section>
      </div>
    </article>
  );
}
