import { Link2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";

export default function Registry() {
  const { t } = useTranslation("registry");
  const { t: say } = useTranslation("frame");
  return (
    <Page title={t("title")}>
      <EmptyState icon={Link2} title={say("screen.to_come")} />
    </Page>
  );
}
