import { ScanLine } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";

export default function NewCheck() {
  const { t } = useTranslation("counter");
  const { t: say } = useTranslation("frame");
  return (
    <Page title={t("new.title")}>
      <EmptyState icon={ScanLine} title={say("screen.to_come")} />
    </Page>
  );
}
