import { FileDown, Pause, Play, Send, Undo2 } from "lucide-react";
import { Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BulkRowState, BulkRowView, BulkView } from "../../../src/contract/bulk-views.ts";
import type { ProgressView } from "../../../src/contract/events.ts";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { NumberText } from "../../parts/number-text.tsx";
import { Page } from "../../parts/page.tsx";
import { Pill } from "../../parts/pill.tsx";
import { SavedLine } from "../../parts/saved-line.tsx";
import { Section } from "../../parts/section.tsx";
import { ShortHash } from "../../parts/short-hash.tsx";
import { Table } from "../../parts/table.tsx";
import type { Tone } from "../../parts/tone.ts";
import { useApp } from "../../state/app-state.ts";
import { useCodeWords } from "../../words/use-code-words.ts";
import { fileNameOf } from "./file-name.ts";

/** Most rows that are shown one by one. */
const MOST_ROWS = 1000;

const STATES: readonly BulkRowState[] = ["sealed", "signed", "waiting", "ready", "failed"];
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
        <span className="truncate text-note text-dim" title={row.code}>
          {say(row.code).what}
        </span>
      )}
    </span>
  );
}

/** Which tenth of it is being done. */
function tenthOf({ done, total }: ProgressView): string {
  return String(Math.floor((10 * done) / Math.max(1, total)));
}

function RowList({ job }: { readonly job: BulkView }) {
  const { t } = useTranslation("office");
  const count = Math.min(job.total, MOST_ROWS);
  const { value, code, reload } = useRead("bulk.rows", { id: job.id, from: 0, count });
  const stands = STATES.map((state) => job.count[state]).join();
  useEffect(reload, [stands, reload]);
  const rows = value ?? [];
  return (
    <Section title={t("tables.rows")}>
      <Failure code={code} />
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
              width: "minmax(120px, 1fr)",
              isHead: true,
              cell: ({ key }) => <bdi>{key}</bdi>,
            },
            {
              id: "state",
              title: t("register.state"),
              width: "minmax(240px, 2fr)",
              cell: (row) => <RowState row={row} />,
            },
            {
              id: "mark",
              title: t("record.mark"),
              width: "150px",
              cell: ({ commitment }) => commitment !== undefined && <ShortHash hash={commitment} />,
            },
          ]}
        />
      </Suspense>
    </Section>
  );
}

function Counts({ job }: { readonly job: BulkView }) {
  const { t } = useTranslation("office");
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3 rounded-card border border-line bg-surface px-5 py-4">
      {STATES.map((state) => (
        <div key={state}>
          <dt className="text-note text-dim">{t(`tables.state.${state}`)}</dt>
          <dd className="text-[1.3rem] font-semibold tabular-nums">
            <NumberText value={job.count[state]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** One table on its way: how far it is, go on, pause, and what to hand out. */
export function TableLook(props: {
  readonly job: BulkView;
  readonly type: OfficeTypeView | undefined;
  readonly onChanged: () => void;
  readonly onLeave: () => void;
}) {
  const { job, type, onChanged, onLeave } = props;
  const { t } = useTranslation("office");
  const say = useLangText();
  const run = useCall("bulk.run");
  const pause = useCall("bulk.pause");
  const drafts = useCall("bulk.drafts");
  const deliveries = useCall("bulk.deliveries");
  const save = useCall("host.save_file");
  /** Row that the next file of deliveries begins with. */
  const [next, setNext] = useState<number>();
  const step = useApp(({ works: { bulk } }) => (bulk === undefined ? "" : tenthOf(bulk)));
  const baseName = job.name.replace(/\.csv$/i, "");
  const { ready, signed, waiting, sealed } = job.count;
  const isRunning = run.busy || job.isRunning;
  const isOpen = ready + signed + waiting > 0;

  // Reading it goes through all its rows, so it is read a few times on the way and not with each row.
  useEffect(onChanged, [step, onChanged]);

  async function goOn(): Promise<void> {
    pause.reset();
    await run.run({ id: job.id });
    onChanged();
  }

  async function hold(): Promise<void> {
    await pause.run({ id: job.id });
  }

  async function saveDrafts(): Promise<void> {
    const answer = await drafts.run({ id: job.id });
    if (!answer.ok) return;
    await save.run({ name: fileNameOf(t("tables.drafts_file"), baseName), text: answer.value.batch });
  }

  async function saveDeliveries(): Promise<void> {
    const answer = await deliveries.run({ id: job.id, ...(next === undefined ? {} : { from: next }) });
    if (!answer.ok) return;
    const name = fileNameOf(t("tables.deliveries_file"), baseName, "csv");
    const saved = await save.run({ name, text: answer.value.csv });
    if (saved.ok && saved.value.saved !== null) setNext(answer.value.next);
  }

  return (
    <Page
      key={job.id}
      title={job.name}
      crumb={say(type?.name, job.type)}
      actions={
        <Button icon={Undo2} onPress={onLeave}>
          {t("tables.all")}
        </Button>
      }
    >
      <div className="grid max-w-[900px] gap-5">
        <p className="text-note text-dim">
          {t("tables.kept", { n: job.total })} <DateText time={job.made} form="short" />
        </p>
        <Counts job={job} />
        {isRunning ? (
          <Notice
            tone="off"
            title={t(pause.value === undefined ? "tables.running" : "tables.pausing")}
            isLive
          >
            {t("tables.running_means")}
          </Notice>
        ) : isOpen && waiting < ready + signed + waiting ? (
          <Notice tone="warn" title={t("tables.open", { n: ready + signed })}>
            {t("tables.open_means")}
          </Notice>
        ) : waiting > 0 ? (
          <Notice tone="off" title={t("tables.waiting", { n: waiting })}>
            {t("tables.waiting_means")}
          </Notice>
        ) : (
          <Notice
            tone={sealed === job.total ? "ok" : "warn"}
            title={t("tables.through", { n: sealed })}
            isLive
          >
            {t(sealed === job.total ? "tables.through_means" : "tables.through_some")}
          </Notice>
        )}
        <Failure code={run.code ?? pause.code ?? drafts.code ?? deliveries.code ?? save.code} />
        <div className="flex flex-wrap gap-3">
          {isRunning ? (
            <Button icon={Pause} isDisabled={pause.value !== undefined} onPress={() => void hold()}>
              {t("tables.pause")}
            </Button>
          ) : (
            isOpen && (
              <Button
                kind={waiting === 0 || ready + signed > 0 ? "primary" : "plain"}
                icon={Play}
                onPress={() => void goOn()}
              >
                {t(
                  ready === job.total
                    ? "tables.begin"
                    : waiting > 0 && ready + signed === 0
                      ? "tables.look_again"
                      : "tables.go_on",
                )}
              </Button>
            )
          )}
          {waiting > 0 && !isRunning && (
            <Button
              icon={Send}
              kind={ready + signed === 0 ? "primary" : "plain"}
              onPress={() => void saveDrafts()}
            >
              {t("tables.drafts")}
            </Button>
          )}
          {sealed > 0 && !isRunning && (
            <Button icon={FileDown} onPress={() => void saveDeliveries()}>
              {t(next === undefined ? "tables.deliveries" : "tables.deliveries_rest")}
            </Button>
          )}
        </div>
        <SavedLine place={save.value?.saved ?? undefined} />
        {waiting > 0 && drafts.value !== undefined && drafts.value.more > 0 && (
          <p className="text-note text-dim">
            {t("tables.drafts_some", { n: drafts.value.count, more: drafts.value.more })}
          </p>
        )}
        {next !== undefined && <p className="text-note text-dim">{t("tables.deliveries_some")}</p>}
        <RowList job={job} />
      </div>
    </Page>
  );
}
