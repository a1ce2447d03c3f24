import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { DateText } from "../../parts/date-text.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { type Column, Table, type TableProps } from "../../parts/table.tsx";
import { subjectOf } from "./subject.ts";

interface OfficeRow {
  readonly type: string;
  readonly claims: JsonObject;
}

export interface OfficeTableProps<Row> extends Omit<TableProps<Row>, "columns"> {
  readonly typeOf: (id: string) => OfficeTypeView | undefined;
  /** Before whom or what it is about. */
  readonly lead?: readonly Column<Row>[];
  readonly dates: readonly {
    readonly id: string;
    readonly title: string;
    /** POSIX seconds. */
    readonly at: (row: Row) => number;
  }[];
  readonly state: (row: Row) => ReactNode;
}

/** What an office issued or offers: whom or what about, the kind, its dates, how it stands. */
export function OfficeTable<Row extends OfficeRow>(props: OfficeTableProps<Row>) {
  const { typeOf, lead = [], dates, state, ...table } = props;
  const { t } = useTranslation("office");
  const say = useLangText();
  return (
    <Table
      {...table}
      columns={[
        ...lead,
        {
          id: "subject",
          title: t("register.subject"),
          width: "minmax(145px, 2fr)",
          isHead: true,
          cell: (row) => <bdi>{subjectOf(row.claims, typeOf(row.type))}</bdi>,
        },
        {
          id: "type",
          title: t("register.type"),
          // The longest name of a kind, in one piece.
          width: "minmax(160px, 1fr)",
          cell: ({ type }) => say(typeOf(type)?.name, type),
        },
        // Before the dates: it must be in view also where there is room for half a table.
        { id: "state", title: t("register.state"), width: "190px", cell: state },
        ...dates.map(({ id, title, at }) => ({
          id,
          title,
          width: "112px",
          cell: (row: Row) => <DateText time={at(row)} form="short" />,
        })),
      ]}
    />
  );
}
