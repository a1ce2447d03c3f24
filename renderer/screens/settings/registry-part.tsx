import { useTranslation } from "react-i18next";
import type { RegistryView } from "../../../src/contract/views.ts";
import { LangText } from "../../parts/lang-text.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Section } from "../../parts/section.tsx";
import { Sources } from "../registry/sources.tsx";

/** Which registry this wallet follows, for good, and from where. */
export function RegistryPart({ registry }: { readonly registry: RegistryView }) {
  const { t } = useTranslation("settings");
  return (
    <div className="grid gap-4">
      <Section title={t("registry.title")}>
        <Rows label={t("registry.title")}>
          {registry.name !== undefined && (
            <Row title={t("registry.name")} trailing={<LangText of={registry.name} />} />
          )}
          <Row
            title={t("registry.id")}
            detail={
              <code dir="ltr" className="font-mono wrap-anywhere">
                {registry.id}
              </code>
            }
          />
        </Rows>
        <p className="mt-2 text-small text-dim">{t("registry.for_good")}</p>
      </Section>
      <Sources registry={registry} />
    </div>
  );
}
