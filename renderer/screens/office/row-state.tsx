import { useTranslation } from "react-i18next";
import type { RegisterRowView } from "../../../src/contract/views.ts";
import { Pill } from "../../parts/pill.tsx";
import { StatePill } from "../../parts/state-pill.tsx";

/** How far a certificate got, and once it is sealed, how it stands. */
export function RowState({ row }: { readonly row: Pick<RegisterRowView, "state" | "status" | "expires"> }) {
  const { t } = useTranslation("office");
  if (row.state === "sealed") return <StatePill state={row.status ?? "cannot tell"} expires={row.expires} />;
  if (row.state === "refused") return <Pill tone="bad">{t("state.refused")}</Pill>;
  return <Pill tone="wait">{t(row.state === "waiting" ? "state.waiting" : "state.pending")}</Pill>;
}
