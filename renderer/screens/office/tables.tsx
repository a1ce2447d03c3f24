import { Plus, Table2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BulkView } from "../../../src/contract/bulk-views.ts";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Page } from "../../parts/page.tsx";
import { Pill } from "../../parts/pill.tsx";
import { Table } from "../../parts/table.tsx";
import { useEnter } from "../../state/use-enter.ts";
import { NewTable } from "./new-table.tsx";
import { NoOffice } from "./no-office.tsx";
import { TableLook } from "./table-look.tsx";
import { useTypes } from "./use-types.ts";

function JobState({ job }: { readonly job: BulkView }) {
  const { t } = useTranslation("office");
  const { ready, signed, waiting, failed } = job.count;
  if (job.isRunning) return <Pill tone="wait">{t("tables.job.running")}</Pill>;
  if (ready + signed > 0) return <Pill tone="warn">{t("tables.job.open")}</Pill>;
  if (waiting > 0) return <Pill tone="wait">{t("tables.state.waiting")}</Pill>;
  return <Pill tone={failed > 0 ? "warn" : "ok"}>{t("tables.job.through")}</Pill>;
}

function List(props: {
  readonly jobs: readonly BulkView[];
  readonly typeOf: (id: string) => OfficeTypeView | undefined;
  readonly onOpen: (id: string) => void;
}) {
  const { jobs, typeOf, onOpen } = props;
  const { t } = useTranslation("office");
  const say = useLangText();
  return (
    <Table
      label={t("tables.title")}
      count={jobs.length}
      rowAt={(index) => jobs[index]}
      keyOf={({ id }) => id}
      onOpen={({ id }) => onOpen(id)}
      minWidth={760}
      height="calc(100dvh - 210px)"
      empty={null}
      columns={[
        {
          id: "name",
          title: t("tables.name"),
          width: "minmax(180px, 2fr)",
          isHead: true,
          cell: ({ name }) => <bdi>{name}</bdi>,
        },
        {
          id: "type",
          title: t("register.type"),
          width: "minmax(170px, 1fr)",
          cell: ({ type }) => say(typeOf(type)?.name, type),
        },
        {
          id: "made",
          title: t("tables.taken"),
          width: "120px",
          cell: ({ made }) => <DateText time={made} form="short" />,
        },
        {
          id: "done",
          title: t("tables.done"),
          width: "110px",
          isEnd: true,
          cell: ({ count, total }) => t("tables.done_of", { done: count.sealed, total }),
        },
        { id: "state", title: t("register.state"), width: "190px", cell: (job) => <JobState job={job} /> },
      ]}
    />
  );
}

/** Certificates from a table: each row once, whatever happens in between. */
export default function Tables() {
  const { t } = useTranslation("office");
  const { value: types, code, typeOf } = useTypes();
  const list = useRead("bulk.list", {}, ["wallet.changed"]);
  const [open, setOpen] = useState<string>();
  const [isNew, setNew] = useState(false);
  const offered = types?.filter(({ mayIssue }) => mayIssue) ?? [];
  const shown = list.value?.find(({ id }) => id === open);
  useEnter(
    () => setNew(true),
    offered.length > 0 && list.value !== undefined && !isNew && shown === undefined,
  );

  if (types === undefined || list.value === undefined)
    return (
      <Page title={t("tables.title")}>
        {(code ?? list.code) !== undefined && <NoOffice code={code ?? list.code} />}
      </Page>
    );
  if (isNew) {
    return (
      <NewTable
        types={offered}
        onLeave={() => setNew(false)}
        onKept={({ id }) => {
          list.reload();
          setNew(false);
          setOpen(id);
        }}
      />
    );
  }
  if (shown !== undefined)
    return (
      <TableLook
        job={shown}
        type={typeOf(shown.type)}
        onChanged={list.reload}
        onLeave={() => setOpen(undefined)}
      />
    );
  const make = offered.length > 0 && (
    <Button kind="primary" icon={Plus} onPress={() => setNew(true)}>
      {t("tables.make")}
    </Button>
  );
  return (
    <Page key="list" title={t("tables.title")} actions={list.value.length > 0 && make}>
      {list.value.length === 0 ? (
        <EmptyState
          icon={Table2}
          title={t(offered.length > 0 ? "tables.empty" : "tables.none")}
          {...(make !== false && { actions: make })}
        >
          {t("tables.empty_means")}
        </EmptyState>
      ) : (
        <List jobs={list.value} typeOf={typeOf} onOpen={setOpen} />
      )}
    </Page>
  );
}
