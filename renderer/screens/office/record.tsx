import { Library } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";

export default function Record() {
  const { t } = useTranslation("office");
  const { t: say } = useTranslation("frame");
  return (
    <Page title={t("record.title")}>
      <EmptyState icon={Library} title={say("screen.to_come")} />
    </Page>
  );
}
