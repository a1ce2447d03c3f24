import { ScanLine } from "lucide-react";
import { Fragment, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LifeStepView } from "../../../src/contract/paper-views.ts";
import type { CheckedView, PastCheckView } from "../../../src/contract/views.ts";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
import { waitsForPerson } from "../../../src/verdict/check.ts";
import { Button } from "../../parts/button.tsx";
import { CheckList } from "../../parts/check-list.tsx";
import { AgeText, DateText } from "../../parts/date-text.tsx";
import { hashDigits } from "../../parts/hash-digits.ts";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { NumberText } from "../../parts/number-text.tsx";
import { Section } from "../../parts/section.tsx";
import { VerdictBanner } from "../../parts/verdict-banner.tsx";
import { LifeSteps } from "./life-steps.tsx";
import { CompareSection } from "./compare-section.tsx";
import { OnDay } from "./on-day.tsx";
import { TakeHome } from "./take-home.tsx";
import { ShownDocument } from "./shown-document.tsx";
import { useKeys } from "./use-keys.ts";
import { useVerdictSay } from "./verdict-words.ts";
import { useWindowTitle } from "./use-window-title.ts";
import { sayDate } from "../../words/format.ts";
import { useIntlLocale, useSayList } from "../../words/use-language.ts";

const PICTURE = /^data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/;

function portraitOf(shown: CheckedView["shown"]): string | undefined {
  const image = shown.flat().find(({ kind }) => kind === "image")?.value;
  return typeof image === "string" && PICTURE.test(image) ? image : undefined;
}

/** What took the place of what was shown, offered to be asked for. */
function Newer({ steps, onAsk }: { readonly steps: readonly LifeStepView[]; readonly onAsk: () => void }) {
  const { t } = useTranslation("counter");
  const say = useLangText();
  const locale = useIntlLocale();
  const newest = steps.at(-1);
  if (newest === undefined || newest.isShown === true) return null;
  const date = sayDate(newest.time, locale);
  const means = { date, office: say(newest.office), mark: hashDigits(newest.commitment) };
  return (
    <Notice
      tone="off"
      title={t("life.newer")}
      actions={
        <Button icon={ScanLine} onPress={onAsk}>
          {t("life.ask")}
        </Button>
      }
    >
      {t("life.newer_means", means)}
    </Notice>
  );
}

const answersNo = ({ kind, value }: ClaimView): boolean => kind === "boolean" && value === false;

/** What came of a check, over the whole screen; what was shown is gone when it is left. */
export function VerdictView(props: {
  readonly checked: CheckedView;
  /** Text of what was looked at on its own: only that can be judged as of another day. */
  readonly file?: string | undefined;
  readonly onNext: () => void;
}) {
  const { checked, file, onNext } = props;
  const { t } = useTranslation("counter");
  const say = useLangText();
  const sayAll = useSayList();
  const words = useVerdictSay();
  const [settled, setSettled] = useState<PastCheckView>();
  const { verdict, shown, life } = checked;
  const outcome = settled?.outcome ?? verdict.outcome;
  // What was settled has no facts and ages; those that were there before keep theirs.
  const checks = verdict.checks.map(
    (one) => settled?.checks.find(({ name, code }) => name === one.name && code !== one.code) ?? one,
  );
  const now = { outcome, checks };
  const title = words.outcome(now);
  useWindowTitle(title);
  useKeys({ Enter: onNext });
  // It stands where the step before was scrolled to, and is nothing without its head.
  const top = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => void top.current?.closest("main")?.scrollTo(0, 0), []);

  const waits = checks.some(({ code }) => code === "person_compared.waiting");
  const isDone = checks.every(({ result }) => result === "passed");
  const isGood = isDone || waitsForPerson(checks);
  const deciding = words.deciding(now);
  const flags = shown.flat().filter(({ kind }) => kind === "boolean");
  const said = flags
    .map(({ label, value }) =>
      t(value === true ? "verdict.says_yes" : "verdict.says_no", { label: say(label) }),
    )
    .join(" · ");
  const names = [
    ...new Set(verdict.documents.map(({ type }) => say(type?.name)).filter((name) => name !== "")),
  ];
  const goodReason = said === "" ? sayAll(names) : said;
  const next = waits ? t("verdict.compare_now") : t("verdict.accept");
  const portrait = portraitOf(shown);

  return (
    <div ref={top}>
      <VerdictBanner
        key={title}
        outcome={isGood ? "valid" : outcome}
        title={title}
        reason={isGood ? goodReason : (deciding?.what ?? "")}
        next={isGood ? next : [deciding?.means, deciding?.next].filter(Boolean).join(" ")}
        aside={
          verdict.age !== undefined && (
            <>
              {t("verdict.block")} <NumberText value={verdict.age.height} />
              {" · "}
              <AgeText time={verdict.age.time} />
            </>
          )
        }
      />
      <p role="alert" className="sr-only">
        {title}. {isGood ? goodReason : deciding?.what}
      </p>
      <div className="grid gap-x-10 gap-y-6 px-5 py-5 sm:px-7.5 md:grid-cols-[minmax(0,6fr)_minmax(0,5fr)]">
        <div className="grid content-start gap-5">
          {isGood && shown.flat().some(answersNo) && (
            <Notice tone="warn" title={t("verdict.no_title")}>
              {t("verdict.no_means")}
            </Notice>
          )}
          {portrait !== undefined && (
            <CompareSection check={checked.check} portrait={portrait} waits={waits} onCompared={setSettled} />
          )}
          {verdict.documents.map((each, i) => (
            <Fragment key={each.commitment ?? `${i}`}>
              <Newer steps={life[i] ?? []} onAsk={onNext} />
              <ShownDocument document={each} claims={shown[i] ?? []} />
              {(life[i] ?? []).length > 0 && <LifeSteps steps={life[i] ?? []} />}
            </Fragment>
          ))}
        </div>
        <div className="grid content-start gap-4">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="text-note text-dim">
              <DateText time={verdict.at} withClock />
            </p>
            <Button
              kind={waits ? "plain" : "primary"}
              icon={ScanLine}
              keys="Enter"
              className="ms-auto"
              onPress={onNext}
            >
              {t("verdict.next_person")}
            </Button>
          </div>
          <Section title={t("verdict.checks")}>
            <CheckList checks={words.items(checks)} />
          </Section>
          <TakeHome check={checked.check} />
          {file !== undefined && <OnDay file={file} />}
        </div>
      </div>
    </div>
  );
}
