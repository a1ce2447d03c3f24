import { FileDown, type LucideIcon, Pause, Play, RefreshCw, Send, Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BulkView } from "../../../src/contract/bulk-views.ts";
import type { ProgressView } from "../../../src/contract/events.ts";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { NumberText } from "../../parts/number-text.tsx";
import { Page } from "../../parts/page.tsx";
import { SavedLine } from "../../parts/saved-line.tsx";
import { useApp } from "../../state/app-state.ts";
import { useEnter } from "../../state/use-enter.ts";
import { fileNameOf } from "./file-name.ts";
import { TABLE_STATES, TableRows } from "./table-rows.tsx";

/** Which tenth of it is being done. */
function tenthOf({ done, total }: ProgressView): string {
  return String(Math.floor((10 * done) / Math.max(1, total)));
}

interface Act {
  readonly words: string;
  readonly icon: LucideIcon;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
}

function Counts({ job }: { readonly job: BulkView }) {
  const { t } = useTranslation("office");
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3 rounded-card border border-line bg-surface px-5 py-4">
      {TABLE_STATES.map((state) => (
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

  const isUnbegun = ready > 0 && ready === job.total;
  const goesOn = ready + signed > 0;
  const signs: Act = {
    words: t(isUnbegun ? "tables.begin" : "tables.go_on"),
    icon: Play,
    onPress: () => void goOn(),
  };
  const looks: Act = { words: t("tables.look_again"), icon: RefreshCw, onPress: () => void goOn() };
  const holds: Act = {
    words: t("tables.pause"),
    icon: Pause,
    isDisabled: pause.value !== undefined,
    onPress: () => void hold(),
  };
  const passes: Act = { words: t("tables.drafts"), icon: Send, onPress: () => void saveDrafts() };
  const delivers: Act = {
    words: t(next === undefined ? "tables.deliveries" : "tables.deliveries_rest"),
    icon: FileDown,
    onPress: () => void saveDeliveries(),
  };
  const afterwards = sealed > 0 ? [delivers] : [];
  const [main, ...others] = isRunning
    ? [holds]
    : goesOn
      ? [signs, ...(waiting > 0 ? [passes] : []), ...afterwards]
      : waiting > 0
        ? [passes, looks, ...afterwards]
        : afterwards;
  const isBusy = drafts.busy || deliveries.busy || save.busy;
  // Who presses Enter twice to take a table in has not yet asked for all of it to be signed.
  const isOnEnter = main !== undefined && !isRunning && !isUnbegun;
  const isSaved = typeof save.value?.saved === "string" && next === undefined;
  useEnter(() => main?.onPress(), isOnEnter && !isBusy && !isSaved);

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
      <div className="grid max-w-[900px] grid-cols-[minmax(0,1fr)] gap-5">
        <p className="text-note text-dim">
          {t("tables.kept", { count: job.total })} <DateText time={job.made} form="short" />
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
        ) : isUnbegun ? (
          <Notice tone="off" title={t("tables.unbegun", { n: ready })}>
            {t(type?.approvals === 2 ? "tables.unbegun_two" : "tables.unbegun_means")}
          </Notice>
        ) : goesOn ? (
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
          {/* One and the same button, whatever it does next: whoever is at it with the keyboard stays there. */}
          {main !== undefined && (
            <Button
              kind={isRunning ? "plain" : "primary"}
              icon={main.icon}
              isDisabled={main.isDisabled ?? false}
              {...(isOnEnter && { keys: "Enter" })}
              onPress={main.onPress}
            >
              {main.words}
            </Button>
          )}
          {others.map(({ words, icon, onPress }) => (
            <Button key={words} icon={icon} onPress={onPress}>
              {words}
            </Button>
          ))}
        </div>
        <SavedLine place={save.value?.saved ?? undefined} />
        {waiting > 0 && drafts.value !== undefined && drafts.value.more > 0 && (
          <p className="text-note text-dim">
            {t("tables.drafts_some", { n: drafts.value.count, more: drafts.value.more })}
          </p>
        )}
        {next !== undefined && <p className="text-note text-dim">{t("tables.deliveries_some")}</p>}
        <TableRows job={job} />
      </div>
    </Page>
  );
}
