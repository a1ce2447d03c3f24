import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** What was struck out, and what stands there now; either may be missing. Colour, line and words say which. */
export function Difference(props: { readonly before?: ReactNode; readonly after?: ReactNode }) {
  const { before, after } = props;
  const { t } = useTranslation("parts");
  return (
    <>
      {before !== undefined && (
        <del className="rounded-small bg-bad-bg px-1 text-bad">
          <span className="sr-only">{t("diff.before")} </span>
          {before}
        </del>
      )}
      {after !== undefined && (
        <ins className="rounded-small bg-ok-bg px-1 text-ok no-underline">
          <span className="sr-only">{t("diff.after")} </span>
          {after}
        </ins>
      )}
    </>
  );
}
