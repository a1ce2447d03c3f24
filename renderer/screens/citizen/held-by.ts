import { useTranslation } from "react-i18next";
import type { HeldByView } from "../../../src/contract/views.ts";

/** Words for in what capacity something is held, and by how many. */
export function useSayHeldBy(): (heldBy: HeldByView) => string {
  const { t } = useTranslation("citizen");
  return ({ role, count }) => {
    const who = t(`held.${role}`);
    return count > 1 ? t("held.several", { who, number: count }) : who;
  };
}
