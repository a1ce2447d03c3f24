import { useTranslation } from "react-i18next";
import { Notice } from "../../parts/notice.tsx";
import { Pill } from "../../parts/pill.tsx";

/** While what was signed is on its way into the registry. */
export function Sealing() {
  const { t } = useTranslation("office");
  return (
    <Notice
      tone="off"
      title={t("sealing.title")}
      isLive
      actions={<Pill tone="wait">{t("state.pending")}</Pill>}
    >
      {t("sealing.means")}
    </Notice>
  );
}
