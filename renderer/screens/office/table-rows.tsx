import { Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { BulkRowState, BulkRowView, BulkView } from "../../../src/contract/bulk-views.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Failure } from "../../parts/failure.tsx";
import { Pill } from "../../parts/pill.tsx";
import { Section } from "../../parts/section.tsx";
import { ShortHash } from "../../parts/short-hash.tsx";
import { Table } from "../../parts/table.tsx";
import type { Tone } from "../../parts/tone.ts";
import { useCodeWords } from "../../words/use-code-words.ts";

/** Most rows that are shown one by one. */
const MOST_ROWS = 1000;

/** In the order in which they are counted. */
export const TABLE_STATES: readonly BulkRowState[] = ["sealed", "signed", "waiting", "ready", "failed"];
const TONES: { readonly [state in BulkRowState]: Tone } = {
  sealed: "ok",
  signed: "wait",
  waiting: "wait",
  ready: "off",
  failed: "bad",
};

function RowState({ row }: { readonly row: BulkRowView }) {
  const { t } = useTranslation("office");
  const say = useCodeWords();
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Pill tone={TONES[row.state]}>{t(`tables.state.${row.state}`)}</Pill>
      {row.code !== undefined && (
        <span className="line-clamp-2 leading-[1.2] text-note text-dim" title={row.code}>
          {say(row.code).what}
        </span>
      )}
    </span>
  );
}

/** Row by row how far each is; those that failed, with why, stand first. */
export function TableRows({ job }: { readonly job: BulkView }) {
  const { t } = useTranslation("office");
  const count = Math.min(job.total, MOST_ROWS);
  const { value, code, reload } = useRead("bulk.rows", { id: job.id, from: 0, count });
  const stands = TABLE_STATES.map((state) => job.count[state]).join();
  useEffect(reload, [stands, reload]);
  const rows = value ?? [];
  return (
    <Section title={t("tables.rows")}>
      <Failure code={code} />
      {job.total > MOST_ROWS && (
        <p className="mb-2 text-note text-dim">{t("tables.rows_shown", { n: MOST_ROWS })}</p>
      )}
      <Suspense fallback={null}>
        <Table
          label={t("tables.rows")}
          count={rows.length}
          rowAt={(index) => rows[index]}
          keyOf={({ row }) => String(row)}
          minWidth={640}
          height="min(460px, 60dvh)"
          empty={null}
          columns={[
            { id: "row", title: t("tables.row"), width: "70px", isEnd: true, cell: ({ row }) => row },
            {
              id: "key",
              title: t("tables.key"),
              width: "minmax(110px, 1fr)",
              isHead: true,
              cell: ({ key }) => <bdi>{key}</bdi>,
            },
            {
              id: "state",
              title: t("register.state"),
              width: "minmax(320px, 3fr)",
              cell: (row) => <RowState row={row} />,
            },
            {
              id: "mark",
              title: t("record.mark"),
              width: "120px",
              cell: ({ commitment }) => commitment !== undefined && <ShortHash hash={commitment} />,
            },
          ]}
        />
      </Suspense>
    </Section>
  );
}
