import { useTranslation } from "react-i18next";
import type { HeldCopiesView } from "../../../src/contract/copies-views.ts";
import { Notice } from "../../parts/notice.tsx";

/** How many single-use copies there are of a certificate, and what there is to do. */
export function CopiesNotice({ copies }: { readonly copies: HeldCopiesView }) {
  const { t } = useTranslation("citizen");
  const { left, spent, among, warn } = copies;
  const isOut = warn.includes("none");
  const isLow = isOut || warn.includes("few");
  return (
    <Notice
      tone={isOut ? "bad" : isLow ? "warn" : "off"}
      title={t("single_use.title", { left, spent })}
      {...(isLow && { next: t("single_use.ask") })}
    >
      <p>{isOut ? t("single_use.none") : t("single_use.means")}</p>
      {warn.includes("among") && <p>{t("single_use.among", { among })}</p>}
      <p>{t("single_use.ends")}</p>
      {warn.includes("restored") && <p>{t("single_use.restored")}</p>}
    </Notice>
  );
}
