import { FileStack, History, ListChecks, ScanLine } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PastCheckView } from "../../../src/contract/views.ts";
import type { Check } from "../../../src/verdict/verdict.ts";
import { useRead } from "../../bridge/use-read.ts";
import { ButtonLink } from "../../parts/button-link.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Page } from "../../parts/page.tsx";
import { Pill } from "../../parts/pill.tsx";
import { Table } from "../../parts/table.tsx";
import { hrefOf } from "../../router/routes.ts";
import { goTo } from "../../router/use-place.ts";
import { useKeys } from "./use-keys.ts";
import { OutcomePill } from "./outcome-pill.tsx";
import { Turned } from "./turned.tsx";
import { useVerdictSay } from "./verdict-words.ts";

const MOST = 1000;

type TurnedView = PastCheckView & { readonly again: { readonly check: object } };

/** Made again, it came out otherwise. */
const hasTurned = (row: PastCheckView): row is TurnedView =>
  row.again?.state === "turned" && row.again.check !== undefined;

/** What was checked here before, the newest first; of what was shown nothing is kept. */
export default function Checks() {
  const { t } = useTranslation("counter");
  useKeys({ Enter: () => goTo("newCheck") });
  const say = useLangText();
  const words = useVerdictSay();
  const { value: rows, code, loading } = useRead("counter.checks", { limit: MOST }, ["registry.changed"]);

  return (
    <Page
      title={t("checks.title")}
      actions={
        <>
          <ButtonLink href={hrefOf("manyFiles")} icon={FileStack}>
            {t("many.title")}
          </ButtonLink>
          <ButtonLink href={hrefOf("newCheck")} kind="primary" icon={ScanLine}>
            {t("new.title")}
          </ButtonLink>
        </>
      }
    >
      <Turned />
      <Failure code={code} />
      {rows === undefined && loading && <p className="text-dim">{t("new.loading")}</p>}
      {rows !== undefined && (
        <Table<PastCheckView>
          label={t("checks.title")}
          count={rows.length}
          rowAt={(i) => rows[i]}
          keyOf={({ id }) => id}
          onOpen={({ id }) => goTo("check", { id })}
          minWidth={755}
          columns={[
            {
              id: "outcome",
              title: t("checks.outcome"),
              width: "175px",
              // Green beside what newer data contradict would be read as it stands.
              cell: (row) =>
                hasTurned(row) ? (
                  <Pill tone="bad" icon={History}>
                    {t("checks.turned")}
                  </Pill>
                ) : (
                  <OutcomePill verdict={row} />
                ),
            },
            {
              id: "asked",
              title: t("checks.asked"),
              isHead: true,
              width: "minmax(210px, 2fr)",
              cell: ({ purpose, onPaper }) =>
                purpose === undefined
                  ? t(onPaper === true ? "checks.paper" : "checks.file")
                  : say(purpose.label, purpose.id),
            },
            {
              id: "why",
              title: t("checks.why"),
              width: "minmax(200px, 2fr)",
              cell: (row) =>
                hasTurned(row)
                  ? t("checks.turned_why", {
                      outcome: words.outcome(row),
                      what: words.check(row.again.check as Check).what,
                    })
                  : (words.deciding(row)?.what ?? t("checks.all_passed")),
            },
            {
              id: "at",
              title: t("checks.when"),
              width: "190px",
              cell: ({ at }) => <DateText time={at} form="short" withClock />,
            },
          ]}
          empty={
            <EmptyState
              icon={ListChecks}
              title={t("checks.empty")}
              actions={
                <ButtonLink href={hrefOf("newCheck")} kind="primary" icon={ScanLine}>
                  {t("new.title")}
                </ButtonLink>
              }
            >
              {t("checks.empty_means")}
            </EmptyState>
          }
        />
      )}
      {rows?.length === MOST && <p className="mt-2 text-note text-dim">{t("checks.most")}</p>}
    </Page>
  );
}
