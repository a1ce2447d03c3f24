import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PastCheckView } from "../../../src/contract/views.ts";
import type { Check as FullCheck } from "../../../src/verdict/verdict.ts";
import { useRead } from "../../bridge/use-read.ts";
import { ButtonLink } from "../../parts/button-link.tsx";
import { CheckList } from "../../parts/check-list.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Section } from "../../parts/section.tsx";
import { VerdictBanner } from "../../parts/verdict-banner.tsx";
import { hrefOf } from "../../router/routes.ts";
import type { ScreenProps } from "../screen-props.ts";
import { FaceSaid } from "./face-said.tsx";
import { useVerdictSay } from "./verdict-words.ts";
import { useWindowTitle } from "./use-window-title.ts";

function Back() {
  const { t } = useTranslation("counter");
  return (
    <ButtonLink href={hrefOf("checks")} icon={ArrowLeft}>
      {t("check.back")}
    </ButtonLink>
  );
}

function Again({ check: { again } }: { readonly check: PastCheckView }) {
  const { t } = useTranslation("counter");
  const words = useVerdictSay();
  if (again === undefined) return null;
  const { state, at, check } = again;
  return (
    <Notice tone={state === "turned" ? "bad" : "off"} title={t(`again.${state}`)} code={check?.code}>
      {at !== undefined && (
        <>
          <DateText time={at} withClock />
          {". "}
        </>
      )}
      {check === undefined ? t(`again.${state}_means`) : words.check(check as FullCheck).what}
    </Notice>
  );
}

function Past({ check }: { readonly check: PastCheckView }) {
  const { t } = useTranslation("counter");
  const say = useLangText();
  const words = useVerdictSay();
  const title = words.outcome(check);
  const deciding = words.deciding(check);
  const { purpose } = check;
  useWindowTitle(title);
  return (
    <div>
      <VerdictBanner
        outcome={check.outcome}
        title={title}
        reason={deciding?.what ?? t("checks.all_passed")}
        next={t("check.then")}
        aside={<DateText time={check.at} withClock />}
      />
      <div className="mx-auto grid max-w-[780px] gap-5 px-5 py-5 sm:px-7">
        <p className="text-dim">
          {purpose === undefined
            ? t(check.onPaper === true ? "check.was_paper" : "check.was_file")
            : t("check.was_asked", { purpose: say(purpose.label, purpose.id) })}{" "}
          {t("check.no_claims")}
        </p>
        <Again check={check} />
        {check.face !== undefined && <FaceSaid face={check.face} isAlone />}
        <Section title={t("verdict.checks")}>
          <CheckList checks={words.items(check.checks)} />
        </Section>
        <div>
          <Back />
        </div>
      </div>
    </div>
  );
}

/** One past check: its outcome and what each check found. */
export default function Check({ params }: ScreenProps<"check">) {
  const { t } = useTranslation("counter");
  const { value, code } = useRead("counter.past_check", { check: params.id });
  if (value !== undefined) return <Past check={value} />;
  return (
    <Page title={t("check.title")} isNarrow>
      <Failure code={code} actions={<Back />} />
    </Page>
  );
}
