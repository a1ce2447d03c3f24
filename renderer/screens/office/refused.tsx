import { Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { RegisterRowView } from "../../../src/contract/views.ts";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";

/** Why what was signed came to nothing: a rule of the registry, or the second officer. */
export function Refused({ row }: { readonly row: Pick<RegisterRowView, "code" | "note"> }) {
  const { t } = useTranslation("office");
  if (row.note === undefined) return <Failure code={row.code ?? "unknown"} />;
  return (
    <Notice
      tone="warn"
      icon={Undo2}
      title={t("issued.returned")}
      next={t("issued.returned_next")}
      code={row.code}
      isLive
    >
      “<bdi className="wrap-anywhere">{row.note}</bdi>”
    </Notice>
  );
}
