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

/** What a table comes to, and each wrong row with what is wrong in it. */
export function DryRun({ found }: { readonly found: BulkCheckView }) {
  const { t } = useTranslation("office");
  const { rows, ready, known, wrong, problems, approvals } = found;
  return (
    <div className="grid gap-4">
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
        <Section title={t("tables.problems")}>
          <Suspense fallback={null}>
            <Problems problems={problems} />
          </Suspense>
        </Section>
      )}
    </div>
  );
}
