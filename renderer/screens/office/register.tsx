import { Files, Library, SearchX, Stamp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RegisterRowView } from "../../../src/contract/views.ts";
import { Button } from "../../parts/button.tsx";
import { ButtonLink } from "../../parts/button-link.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Page } from "../../parts/page.tsx";
import { ShortHash } from "../../parts/short-hash.tsx";
import { hrefOf } from "../../router/routes.ts";
import { goTo } from "../../router/use-place.ts";
import { useNow } from "../../state/use-now.ts";
import { sayMilliseconds, sayNumber } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";
import type { FoundRows } from "./found-rows.ts";
import { NoOffice } from "./no-office.tsx";
import { askedBy, NO_FILTER, RegisterFilters } from "./register-filters.tsx";
import { OfficeTable } from "./office-table.tsx";
import { RegisterPanel } from "./register-panel.tsx";
import { RowState } from "./row-state.tsx";
import { useRegister } from "./use-register.ts";
import { useTypes } from "./use-types.ts";

/** Where a page has room for its second column (styles/tokens.css). */
const BESIDE = "(min-width: 1080px)";

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
  found,
  count,
  selected,
  isSearch,
  onPress,
  onClear,
}: {
  readonly found: FoundRows;
  readonly count: number;
  readonly selected: string | undefined;
  readonly isSearch: boolean;
  /** The first press shows it beside the table, the next opens it. */
  readonly onPress: (row: RegisterRowView) => void;
  readonly onClear: () => void;
}) {
  const { t } = useTranslation("office");
  const { typeOf } = useTypes();
  return (
    <OfficeTable
      label={t("register.title")}
      count={count}
      rowAt={(index) => found.rowAt(index)}
      keyOf={({ commitment }) => commitment}
      selected={selected}
      onOpen={onPress}
      minWidth={695}
      height="100%"
      empty={<Nothing isSearch={isSearch} onClear={onClear} />}
      typeOf={typeOf}
      lead={[
        {
          id: "mark",
          title: t("register.mark"),
          width: "88px",
          cell: ({ commitment }) => <ShortHash hash={commitment} />,
        },
      ]}
      dates={[{ id: "since", title: t("register.since"), at: ({ issued }) => issued }]}
      state={(row) => <RowState row={row} />}
    />
  );
}

/** All that this office issued; found as one types. */
export default function Register() {
  const { t } = useTranslation("office");
  const locale = useIntlLocale();
  const now = useNow();
  const { value: types } = useTypes();
  const [filter, setFilter] = useState(NO_FILTER);
  const [chosen, setChosen] = useState<string>();
  const asked = askedBy(filter);
  const { found, key, code } = useRegister(asked);
  const head = found?.head;
  if (found === undefined || head === undefined) {
    return <Page title={t("register.title")}>{code !== undefined && <NoOffice code={code} />}</Page>;
  }

  const { total, milliseconds, oldest } = head;
  function press({ commitment }: RegisterRowView): void {
    // In a narrow window the panel would stand below, where nobody sees it.
    const isBeside = window.matchMedia(BESIDE).matches;
    if (commitment === chosen || !isBeside) goTo("record", { commitment });
    else setChosen(commitment);
  }

  return (
    <Page
      title={t("register.title")}
      actions={
        <>
          <ButtonLink icon={Files} href={hrefOf("copies")}>
            {t("copies.title")}
          </ButtonLink>
          <ButtonLink kind="primary" icon={Stamp} href={hrefOf("issue")}>
            {t("register.issue")}
          </ButtonLink>
        </>
      }
      {...(total > 0 && {
        asideLabel: t("register.panel"),
        aside:
          chosen === undefined ? (
            <p className="text-note text-dim">{t("register.panel_none")}</p>
          ) : (
            <RegisterPanel key={chosen} commitment={chosen} />
          ),
      })}
    >
      <RegisterFilters types={types ?? []} oldest={oldest} now={now} filter={filter} onChange={setFilter}>
        <p role="status" className="ms-auto pb-2 text-note text-dim tabular-nums">
          {t("register.found", {
            found: sayNumber(head.found, locale),
            total: sayNumber(total, locale),
            span: sayMilliseconds(milliseconds, locale),
          })}
        </p>
      </RegisterFilters>
      <Failure code={code} />
      <div className="mt-2 flex h-[calc(100dvh-275px)] min-h-[266px] flex-col">
        <Rows
          key={key}
          found={found}
          count={head.found}
          selected={chosen}
          isSearch={total > 0}
          onPress={press}
          onClear={() => setFilter(NO_FILTER)}
        />
      </div>
    </Page>
  );
}
