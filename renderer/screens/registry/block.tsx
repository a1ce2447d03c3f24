import { Link2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../parts/button-link.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";
import { hrefOf } from "../../router/routes.ts";
import type { ScreenProps } from "../screen-props.ts";
import { Overview } from "./overview.tsx";

/** The registry with one block opened. */
export default function Block({ params }: ScreenProps<"block">) {
  const { t } = useTranslation("registry");
  const height = /^\d{1,15}$/.test(params.height) ? Number(params.height) : undefined;
  if (height !== undefined) return <Overview opened={height} />;
  return (
    <Page title={t("block.title")}>
      <EmptyState
        icon={Link2}
        title={t("block.none")}
        actions={<ButtonLink href={hrefOf("registry")}>{t("block.newest")}</ButtonLink>}
      />
    </Page>
  );
}
