import { Building2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../parts/button-link.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Failure } from "../../parts/failure.tsx";
import { hrefOf } from "../../router/routes.ts";
import { OfficeKeys } from "./office-keys.tsx";

/** In place of an office's screen, where there is no office, or none that the registry lets act. */
export function NoOffice({ code }: { readonly code: string | undefined }) {
  const { t } = useTranslation("office");
  if (code !== undefined && code !== "office.none" && code !== "registry.full_only")
    return <Failure code={code} />;
  return (
    <div className="grid gap-4">
      <EmptyState
        icon={Building2}
        title={t("none.title")}
        actions={<ButtonLink href={hrefOf("registry")}>{t("none.registry")}</ButtonLink>}
      >
        {t("none.means")}
      </EmptyState>
      <Failure code={code} tone="warn" />
      <OfficeKeys />
    </div>
  );
}
