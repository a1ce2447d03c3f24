import { Stamp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";

export default function Issue() {
  const { t } = useTranslation("office");
  const { t: say } = useTranslation("frame");
  return (
    <Page title={t("issue.title")}>
      <EmptyState icon={Stamp} title={say("screen.to_come")} />
    </Page>
  );
}
