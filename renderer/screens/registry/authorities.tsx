import { Landmark } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { RegistryView } from "../../../src/contract/views.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LangText } from "../../parts/lang-text.tsx";
import { Pill } from "../../parts/pill.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { SealRing } from "../../parts/seal-ring.tsx";
import { Section } from "../../parts/section.tsx";

/** Who signs the chain, and who signed its newest seal. */
export function Authorities({ registry }: { readonly registry: RegistryView }) {
  const { t } = useTranslation("registry");
  const { authorities, quorum } = registry;
  return (
    <Section title={t("authorities.title")}>
      {authorities.length === 0 ? (
        <EmptyState icon={Landmark} title={t("authorities.none")}>
          {t("authorities.none_means")}
        </EmptyState>
      ) : (
        <>
          <Rows label={t("authorities.title")}>
            {authorities.map(({ id, name, cosigned }, at) => (
              <Row
                key={id}
                leading={<SealRing cosigned={authorities.map((_, i) => i === at && cosigned)} isOrnament />}
                title={<LangText of={name} otherwise={id} />}
                trailing={
                  <Pill tone={cosigned ? "ok" : "off"}>
                    {t(cosigned ? "authorities.signed" : "authorities.not_signed")}
                  </Pill>
                }
              />
            ))}
          </Rows>
          <p className="mt-2 text-small text-dim">
            {t("authorities.quorum", { quorum, count: authorities.length })}
          </p>
        </>
      )}
    </Section>
  );
}
