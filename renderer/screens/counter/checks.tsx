import { ListChecks } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";

export default function Checks() {
  const { t } = useTranslation("counter");
  const { t: say } = useTranslation("frame");
  return (
    <Page title={t("checks.title")}>
      <EmptyState icon={ListChecks} title={say("screen.to_come")} />
    </Page>
  );
}
