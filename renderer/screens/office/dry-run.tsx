import { useTranslation } from "react-i18next";
import type { BulkCheckView, BulkProblem } from "../../../src/contract/bulk-views.ts";
import { Suspense } from "react";
import { Notice } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { Table } from "../../parts/table.tsx";
import { useCodeWords } from "../../words/use-code-words.ts";

function Problems({ problems }: { readonly problems: readonly BulkProblem[] }) {
  const { t } = useTranslation("office");
  const say = useCodeWords();
  return (
    <Table
      label={t("tables.problems")}
      count={problems.length}
      rowAt={(index) => problems[index]}
      keyOf={({ row, column, code }) => `${row} ${column ?? ""} ${code}`}
      minWidth={620}
      height="min(420px, 60dvh)"
      empty={null}
      columns={[
        {
          id: "row",
          title: t("tables.row"),
          width: "70px",
          isEnd: true,
          isHead: true,
          cell: ({ row }) => row,
        },
        {
          id: "column",
          title: t("tables.column"),
          width: "minmax(130px, 1fr)",
          cell: ({ column }) => <bdi className="font-mono text-small">{column ?? ""}</bdi>,
        },
        {
          id: "what",
          title: t("tables.what"),
          width: "minmax(240px, 2fr)",
          cell: ({ code }) => <span title={code}>{say(code).what}</span>,
        },
      ]}
    />
  );
}

/** Each kind of mistake once, with what to do about it. */
function Kinds({ problems }: { readonly problems: readonly BulkProblem[] }) {
  const say = useCodeWords();
  const codes = [...new Set(problems.map(({ code }) => code))];
  return (
    <ul className="mb-4 grid list-disc gap-1.5 ps-5">
      {codes.map((code) => {
        const { what, means, next } = say(code);
        return (
          <li key={code}>
            <strong className="font-semibold">{what}</strong> {means} {next}
          </li>
        );
      })}
    </ul>
  );
}

/** What a table comes to, and each wrong row with what is wrong in it. */
export function DryRun({ found }: { readonly found: BulkCheckView }) {
  const { t } = useTranslation("office");
  const { rows, ready, known, wrong, problems, approvals } = found;
  const listed = new Set(problems.map(({ row }) => row)).size;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {wrong > 0 ? (
        <Notice tone="bad" title={t("tables.wrong", { n: wrong })} isLive>
          {t("tables.wrong_means")}
        </Notice>
      ) : ready > 0 ? (
        <Notice tone="ok" title={t("tables.ready", { n: ready })} isLive>
          {t(approvals > 1 ? "tables.ready_two" : "tables.ready_means")}
        </Notice>
      ) : (
        <Notice tone="warn" title={t("tables.nothing_new")} isLive>
          {t("tables.nothing_new_means")}
        </Notice>
      )}
      <p className="text-note text-dim">
        {t("tables.rows_read", { n: rows })}
        {known > 0 && ` ${t("tables.known", { n: known })}`}
      </p>
      {problems.length > 0 && (
        <Suspense fallback={null}>
          <Section title={t("tables.mend")}>
            <Kinds problems={problems} />
          </Section>
          <Section title={t("tables.problems")}>
            {listed < wrong && <p className="mb-2 text-note text-dim">{t("tables.problems_shown")}</p>}
            <Problems problems={problems} />
          </Section>
        </Suspense>
      )}
    </div>
  );
}
