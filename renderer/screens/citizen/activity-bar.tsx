import { Download, Search, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ActivityRowView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { PassphraseDialog } from "../../parts/passphrase-dialog.tsx";
import { Select } from "../../parts/select.tsx";
import { TextField } from "../../parts/text-field.tsx";

export interface ActivityFilter {
  readonly search: string;
  readonly outcome: ActivityRowView["outcome"] | "any";
}

export const NO_FILTER: ActivityFilter = { search: "", outcome: "any" };

/** Arguments for `activity.list`. */
export function filterArgs({ search, outcome }: ActivityFilter) {
  const wanted = search.trim();
  return { ...(wanted !== "" && { search: wanted }), ...(outcome !== "any" && { outcome }) };
}

/** Search, filter, export and deletion of the activity log. */
export function ActivityBar(props: {
  readonly filter: ActivityFilter;
  readonly onFilter: (filter: ActivityFilter) => void;
  readonly onCleared: () => void;
}) {
  const { filter, onFilter, onCleared } = props;
  const { t } = useTranslation("citizen");
  const write = useCall("app.export_activity");
  const clear = useCall("activity.clear");
  const [isClearing, setClearing] = useState(false);

  async function remove(passphrase: string): Promise<boolean> {
    const answer = await clear.run({ passphrase });
    if (answer.ok) onCleared();
    return answer.ok;
  }

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          className="min-w-52 flex-1"
          label={t("activity.search")}
          value={filter.search}
          onChange={(search) => onFilter({ ...filter, search })}
          icon={Search}
          type="search"
          maxLength={100}
        />
        <Select<ActivityFilter["outcome"]>
          label={t("activity.outcome")}
          items={(["any", "done", "refused", "failed"] as const).map((id) => ({
            id,
            label: t(`activity.${id}`),
          }))}
          value={filter.outcome}
          onChange={(outcome) => onFilter({ ...filter, outcome })}
        />
        <Button icon={Download} busy={write.busy} onPress={() => void write.run({})}>
          {t("activity.export")}
        </Button>
        <Button icon={Trash2} onPress={() => setClearing(true)}>
          {t("activity.clear")}
        </Button>
      </div>
      <Failure code={write.code} />
      {typeof write.value?.saved === "string" && (
        <p role="status" className="text-note text-dim">
          {t("activity.exported", { place: write.value.saved })}
        </p>
      )}
      <PassphraseDialog
        title={t("activity.clear_title")}
        isOpen={isClearing}
        onClose={() => setClearing(false)}
        onPassphrase={remove}
        act={t("activity.clear_do")}
        icon={Trash2}
        isDanger
        busy={clear.busy}
        code={clear.code}
      >
        {t("activity.clear_means")}
      </PassphraseDialog>
    </div>
  );
}
