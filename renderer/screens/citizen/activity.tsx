import { History, SearchX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ActivityRowView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Page } from "../../parts/page.tsx";
import { Rows } from "../../parts/rows.tsx";
import { ActivityBar, filterArgs, NO_FILTER } from "./activity-bar.tsx";
import { ActivityRow } from "./activity-row.tsx";
import { pathOf } from "./certificate-words.ts";

const AT_ONCE = 50;

/** What this wallet did, newest first, a piece at a time. */
export default function Activity() {
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const [filter, setFilter] = useState(NO_FILTER);
  const wanted = filterArgs(filter);
  const isFiltered = Object.keys(wanted).length > 0;
  const newest = useRead("activity.list", { limit: AT_ONCE, ...wanted });
  const older = useCall("activity.list");
  const held = useRead("holder.list", {});
  const [earlier, setEarlier] = useState<readonly ActivityRowView[]>([]);
  const [isAll, setAll] = useState(false);

  const offices = new Map(held.value?.map(({ office }) => [office.id, say(office.name)]));
  const claims = new Map(
    held.value?.flatMap((each) => each.claims.map((claim) => [pathOf(claim), say(claim.label)] as const)),
  );
  const nameOffice = (id: string): string => offices.get(id) ?? id;
  const nameClaim = (path: string): string => claims.get(path) ?? path;

  const first = newest.value ?? [];
  const rows = [...first, ...earlier];
  const last = rows.at(-1);
  const hasMore = first.length === AT_ONCE && !isAll;

  async function showMore(): Promise<void> {
    if (last === undefined) return;
    const answer = await older.run({ limit: AT_ONCE, before: last.seq, ...wanted });
    if (!answer.ok) return;
    setEarlier([...earlier, ...answer.value]);
    setAll(answer.value.length < AT_ONCE);
  }

  function startOver(): void {
    setEarlier([]);
    setAll(false);
  }

  return (
    <Page title={t("activity.title")} isNarrow>
      <div className="grid gap-4">
        {(rows.length > 0 || isFiltered) && (
          <ActivityBar
            filter={filter}
            onFilter={(next) => {
              setFilter(next);
              startOver();
            }}
            onCleared={() => {
              setFilter(NO_FILTER);
              startOver();
              newest.reload();
            }}
          />
        )}
        <Failure code={newest.code ?? older.code} />
        {newest.value?.length === 0 && isFiltered && (
          <EmptyState icon={SearchX} title={t("activity.none_fit")}>
            {t("activity.none_fit_means")}
          </EmptyState>
        )}
        {newest.value?.length === 0 && !isFiltered && (
          <EmptyState icon={History} title={t("activity.empty")}>
            {t("activity.empty_means")}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <Rows label={t("activity.list")}>
            {rows.map((row) => (
              <ActivityRow
                key={`${row.at} ${row.seq}`}
                row={row}
                nameOffice={nameOffice}
                nameClaim={nameClaim}
              />
            ))}
          </Rows>
        )}
        {hasMore && (
          <div className="flex justify-center">
            <Button busy={older.busy} onPress={() => void showMore()}>
              {t("activity.more")}
            </Button>
          </div>
        )}
      </div>
    </Page>
  );
}
