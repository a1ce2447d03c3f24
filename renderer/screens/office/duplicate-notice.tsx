import { BookOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DuplicateView, OfficeTypeView } from "../../../src/contract/office-views.ts";
import { ButtonLink } from "../../parts/button-link.tsx";
import { Notice } from "../../parts/notice.tsx";
import { hrefOf } from "../../router/routes.ts";
import { subjectOf } from "./subject.ts";

/** Says before anything is signed that the registry would refuse a second one. */
export function DuplicateNotice(props: {
  readonly duplicate: DuplicateView | undefined;
  readonly type: OfficeTypeView;
}) {
  const { duplicate, type } = props;
  const { t } = useTranslation("office");
  if (duplicate?.state === "unfit") {
    return (
      <Notice
        tone="warn"
        title={t("duplicate.unfit")}
        next={t("duplicate.unfit_next")}
        code="office.claims"
      />
    );
  }
  if (duplicate?.state !== "held") return null;
  const { row, commitment } = duplicate;
  return (
    <Notice
      tone="warn"
      isLive
      title={t("duplicate.held")}
      next={t("duplicate.next")}
      code="tag.held"
      {...(row !== undefined &&
        commitment !== undefined && {
          actions: (
            <ButtonLink size="small" icon={BookOpen} href={hrefOf("record", { commitment })}>
              {t("duplicate.open", { subject: subjectOf(row.claims, type) })}
            </ButtonLink>
          ),
        })}
    >
      {t("duplicate.means")}
    </Notice>
  );
}
