import { Eye, Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PastCheckView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { ButtonLink } from "../../parts/button-link.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { hrefOf } from "../../router/routes.ts";
import type { Check } from "../../../src/verdict/verdict.ts";
import { useVerdictSay } from "./verdict-words.ts";

function One({ check, onSeen }: { readonly check: PastCheckView; readonly onSeen: () => void }) {
  const { t } = useTranslation("counter");
  const words = useVerdictSay();
  const saw = useCall("counter.saw");
  const found = check.again?.check;

  async function see(): Promise<void> {
    const answer = await saw.run({ check: check.id });
    if (answer.ok) onSeen();
  }

  return (
    <Notice
      tone="bad"
      title={
        <>
          {t("turned.title")} <DateText time={check.at} withClock />
        </>
      }
      next={t("turned.next")}
      code={found?.code}
      isLive
      actions={
        <>
          <ButtonLink icon={Search} href={hrefOf("check", { id: check.id })}>
            {t("turned.open")}
          </ButtonLink>
          <Button icon={Eye} busy={saw.busy} onPress={() => void see()}>
            {t("turned.seen")}
          </Button>
        </>
      }
    >
      {t("turned.means", { outcome: words.outcome(check) })}{" "}
      {found !== undefined && words.check(found as Check).what}
      <Failure code={saw.code} className="mt-2" />
    </Notice>
  );
}

/** Checks of days without a network that newer data of the registry contradict, until somebody has seen them. */
export function Turned() {
  const { value, reload } = useRead("counter.turned", {}, ["registry.changed"]);
  if (value === undefined || value.length === 0) return null;
  return (
    <div className="mb-5 grid gap-3">
      {value.map((check) => (
        <One key={check.id} check={check} onSeen={reload} />
      ))}
    </div>
  );
}
