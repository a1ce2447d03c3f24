import { Check as CheckIcon, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { OfferedCredentialView } from "../../../src/contract/views.ts";
import type { CheckName } from "../../../src/verdict/codes.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Section } from "../../parts/section.tsx";
import { sayInPassing } from "../../parts/toasts.ts";
import { goTo } from "../../router/use-place.ts";
import { titleOf } from "./certificate-words.ts";
import { Checks, useSayCheck } from "./checks.tsx";
import { ClaimRows } from "./claim-rows.tsx";
import { HeldCard } from "./held-card.tsx";
import { useEnter } from "../../state/use-enter.ts";

/** What must hold before anything is kept; that somebody presented it is not asked here. */
const NEEDED: ReadonlySet<CheckName> = new Set<CheckName>([
  "parses",
  "issuer_signature",
  "office_accredited",
  "anchored",
  "status",
  "validity",
  "disclosures",
]);

/** A delivery that was opened: all of it, with the checks, before anything is kept. */
export function Offer(props: { readonly offer: OfferedCredentialView; readonly onClose: () => void }) {
  const { offer, onClose } = props;
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const sayCheck = useSayCheck();
  const keep = useCall("holder.keep");

  const checks = offer.verdict.checks.filter(({ name }) => NEEDED.has(name));
  const bad = checks.find(({ result }) => result !== "passed");
  const isGood = bad === undefined && checks.length === NEEDED.size;
  const badWords = bad && sayCheck(bad);

  async function keepIt(): Promise<void> {
    const answer = await keep.run({ delivery: offer.delivery });
    if (!answer.ok) return;
    sayInPassing(t("offer.kept"));
    goTo("certificate", { id: answer.value.id });
  }

  function refuseIt(): void {
    sayInPassing(t("offer.refused"));
    onClose();
  }

  useEnter(() => void keepIt(), isGood && !keep.busy);

  return (
    <Page
      key="offer"
      title={t("offer.title")}
      crumb={t("offer.crumb")}
      actions={
        <>
          <Button icon={X} onPress={refuseIt}>
            {t("offer.refuse")}
          </Button>
          {isGood && (
            <Button kind="primary" icon={CheckIcon} busy={keep.busy} onPress={() => void keepIt()}>
              {t("offer.keep")}
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-6">
        {isGood ? (
          <Notice tone="ok" title={t("offer.good")}>
            {t("offer.good_means", { office: say(offer.office.name) })}
          </Notice>
        ) : (
          <Notice tone="bad" title={t("offer.bad")} next={t("offer.bad_next")} code={bad?.code} isLive>
            {badWords?.what}
          </Notice>
        )}
        <Failure code={keep.code} />
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <div className="grid gap-6">
            <HeldCard certificate={offer} />
            <Section title={t("offer.checks")}>
              <Checks checks={checks} />
            </Section>
          </div>
          <Section title={t("offer.says")}>
            <ClaimRows claims={offer.claims} name={titleOf(offer, say)} label={t("offer.says")} />
          </Section>
        </div>
      </div>
    </Page>
  );
}
