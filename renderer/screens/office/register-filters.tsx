import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { OfficeTypeView, RegisterGroup } from "../../../src/contract/office-views.ts";
import { useLangText } from "../../parts/lang-text.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { Select } from "../../parts/select.tsx";
import { TextField } from "../../parts/text-field.tsx";
import type { RegisterAsked } from "./found-rows.ts";

const GROUPS = ["all", "live", "waiting", "ended"] as const;
const ALL = "all";
/** Years that are offered one by one. */
const MAX_YEARS = 60;

export interface RegisterFilter {
  readonly search: string;
  readonly type: string | undefined;
  readonly year: number | undefined;
  readonly group: RegisterGroup | undefined;
}

export const NO_FILTER: RegisterFilter = {
  search: "",
  type: undefined,
  year: undefined,
  group: undefined,
};

/** When a year begins where this computer stands, POSIX seconds. */
const beginOf = (year: number): number => Math.max(0, Math.floor(new Date(year, 0, 1).getTime() / 1000));

export function askedBy({ search, type, year, group }: RegisterFilter): RegisterAsked {
  const words = search.trim();
  return {
    ...(words !== "" && { search: words }),
    ...(type !== undefined && { type }),
    ...(group !== undefined && { group }),
    ...(year !== undefined && { since: beginOf(year), before: beginOf(year + 1) }),
  };
}

function yearsSince(oldest: number | undefined, now: number): readonly number[] {
  const newest = new Date(now * 1000).getFullYear();
  const first = oldest === undefined ? newest : new Date(oldest * 1000).getFullYear();
  const count = Math.min(MAX_YEARS, Math.max(1, newest - first + 1));
  return Array.from({ length: count }, (_, i) => newest - i);
}

/** Words, kind, year and state: what of the register is shown. */
export function RegisterFilters(props: {
  readonly types: readonly OfficeTypeView[];
  readonly oldest: number | undefined;
  readonly now: number;
  readonly filter: RegisterFilter;
  readonly onChange: (filter: RegisterFilter) => void;
  /** How many there are. */
  readonly children: ReactNode;
}) {
  const { types, oldest, now, filter, onChange, children } = props;
  const { t } = useTranslation("office");
  const say = useLangText();
  const years = yearsSince(oldest, now).map((year) => ({ id: String(year), label: String(year) }));
  const kinds = types.map(({ id, name }) => ({ id, label: say(name, id) }));
  return (
    <div className="flex flex-wrap items-end gap-x-3 gap-y-3">
      <TextField
        className="min-w-48 flex-1"
        label={t("register.search")}
        type="search"
        icon={Search}
        value={filter.search}
        onChange={(search) => onChange({ ...filter, search })}
        maxLength={200}
        autoFocus
      />
      {kinds.length > 1 && (
        <Select
          className="w-44"
          label={t("register.type")}
          items={[{ id: ALL, label: t("register.every_type") }, ...kinds]}
          value={filter.type ?? ALL}
          onChange={(id) => onChange({ ...filter, type: id === ALL ? undefined : id })}
        />
      )}
      <Select
        className="w-40"
        label={t("register.year")}
        items={[{ id: ALL, label: t("register.every_year") }, ...years]}
        value={filter.year === undefined ? ALL : String(filter.year)}
        onChange={(id) => onChange({ ...filter, year: id === ALL ? undefined : Number(id) })}
      />
      <Segmented
        label={t("register.show")}
        hideLabel
        value={filter.group ?? ALL}
        onChange={(id) => onChange({ ...filter, group: id === ALL ? undefined : id })}
        items={GROUPS.map((id) => ({ id, label: t(`register.filter.${id}`) }))}
      />
      {children}
    </div>
  );
}
