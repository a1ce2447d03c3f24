import { WalletCards } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";

export default function Certificates() {
  const { t } = useTranslation("citizen");
  const { t: say } = useTranslation("frame");
  return (
    <Page title={t("certificates.title")}>
      <EmptyState icon={WalletCards} title={say("screen.to_come")} />
    </Page>
  );
}
