import { useTranslation } from "react-i18next";
import type { AnchorView } from "../../../src/contract/receive-views.ts";
import { Pill } from "../../parts/pill.tsx";
import { useNow } from "../../state/use-now.ts";

/** Says so where a certificate does not count today. */
export function AnchorEnd({ of: { from, to } }: { readonly of: AnchorView }) {
  const { t } = useTranslation("settings");
  const now = useNow();
  if (now >= from && now <= to) return null;
  return <Pill tone="warn">{t(now > to ? "anchors.over" : "anchors.not_yet")}</Pill>;
}
