import { Library, Search, SearchX, Stamp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RegisterRowView } from "../../../src/contract/views.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { ButtonLink } from "../../parts/button-link.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Page } from "../../parts/page.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { ShortHash } from "../../parts/short-hash.tsx";
import { Table } from "../../parts/table.tsx";
import { TextField } from "../../parts/text-field.tsx";
import { hrefOf } from "../../router/routes.ts";
import { goTo } from "../../router/use-place.ts";
import { sayNumber } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";
import { NoOffice } from "./no-office.tsx";
import { RowState } from "./row-state.tsx";
import { subjectOf } from "./subject.ts";
import { useTypes } from "./use-types.ts";

/** Most rows that one question brings. */
const MOST = 1000;

const FILTERS = ["all", "live", "waiting", "ended"] as const;
type Filter = (typeof FILTERS)[number];

function groupOf({ state, status }: RegisterRowView): Exclude<Filter, "all"> {
  if (state === "waiting" || state === "signed" || state === "submitted") return "waiting";
  if (state === "refused") return "ended";
  return status === "valid" || status === "suspended" || status === "cannot tell" ? "live" : "ended";
}

function Nothing({ isSearch, onClear }: { readonly isSearch: boolean; readonly onClear: () => void }) {
  const { t } = useTranslation("office");
  if (isSearch) {
    return (
      <EmptyState
        icon={SearchX}
        title={t("register.none")}
        actions={<Button onPress={onClear}>{t("register.clear")}</Button>}
      >
        {t("register.none_means")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Library}
      title={t("register.empty")}
      actions={
        <ButtonLink kind="primary" icon={Stamp} href={hrefOf("issue")}>
          {t("register.issue")}
        </ButtonLink>
      }
    >
      {t("register.empty_means")}
    </EmptyState>
  );
}

function Rows({
  rows,
  isSearch,
  onClear,
}: {
  readonly rows: readonly RegisterRowView[];
  readonly isSearch: boolean;
  readonly onClear: () => void;
}) {
  const { t } = useTranslation("office");
  const say = useLangText();
  const { typeOf } = useTypes();
  return (
    <Table
      label={t("register.title")}
      count={rows.length}
      rowAt={(index) => rows[index]}
      keyOf={({ commitment }) => commitment}
      onOpen={({ commitment }) => goTo("record", { commitment })}
      minWidth={660}
      height="100%"
      empty={<Nothing isSearch={isSearch} onClear={onClear} />}
      columns={[
        {
          id: "mark",
          title: t("register.mark"),
          width: "100px",
          cell: ({ commitment }) => <ShortHash hash={commitment} />,
        },
        {
          id: "subject",
          title: t("register.subject"),
          width: "minmax(180px, 2fr)",
          isHead: true,
          cell: (row) => <bdi>{subjectOf(row.claims, typeOf(row.type))}</bdi>,
        },
        {
          id: "type",
          title: t("register.type"),
          width: "minmax(120px, 1fr)",
          cell: ({ type }) => say(typeOf(type)?.name, type),
        },
        {
          id: "since",
          title: t("register.since"),
          width: "120px",
          cell: ({ issued }) => <DateText time={issued} form="short" />,
        },
        { id: "state", title: t("register.state"), width: "190px", cell: (row) => <RowState row={row} /> },
      ]}
    />
  );
}

/** All that this office issued; found as one types. */
export default function Register() {
  const { t } = useTranslation("office");
  const locale = useIntlLocale();
  const [search, setSearch] = useState("");
  const [filter, setFilter] = useState<Filter>("all");
  const words = search.trim();
  const asked = { limit: MOST, ...(words === "" ? {} : { search: words }) };
  const { value, code } = useRead("office.register", asked, ["office.row", "registry.changed"]);
  if (value === undefined)
    return <Page title={t("register.title")}>{code !== undefined && <NoOffice code={code} />}</Page>;

  const rows = filter === "all" ? value : value.filter((row) => groupOf(row) === filter);
  const isSearch = words !== "" || filter !== "all";
  function clear(): void {
    setSearch("");
    setFilter("all");
  }

  return (
    <Page
      title={t("register.title")}
      actions={
        <ButtonLink kind="primary" icon={Stamp} href={hrefOf("issue")}>
          {t("register.issue")}
        </ButtonLink>
      }
    >
      <div className="mb-3 flex flex-wrap items-end gap-x-4 gap-y-3">
        <TextField
          className="min-w-56 flex-1"
          label={t("register.search")}
          type="search"
          icon={Search}
          value={search}
          onChange={setSearch}
          maxLength={200}
          autoFocus
        />
        <Segmented
          label={t("register.show")}
          hideLabel
          value={filter}
          onChange={setFilter}
          items={FILTERS.map((id) => ({ id, label: t(`register.filter.${id}`) }))}
        />
        <p role="status" className="ms-auto pb-2 text-note text-dim">
          {t(value.length === MOST ? "register.count_more" : "register.count", {
            count: rows.length,
            said: sayNumber(rows.length, locale),
          })}
        </p>
      </div>
      <div className="flex h-[calc(100dvh-250px)] min-h-[266px] flex-col">
        <Rows rows={rows} isSearch={isSearch} onClear={clear} />
      </div>
    </Page>
  );
}
