import { Send } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";

export default function Present() {
  const { t } = useTranslation("citizen");
  const { t: say } = useTranslation("frame");
  return (
    <Page title={t("present.title")}>
      <EmptyState icon={Send} title={say("screen.to_come")} />
    </Page>
  );
}
