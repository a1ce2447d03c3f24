import { useTranslation } from "react-i18next";
import type { RegistryView } from "../../../src/contract/views.ts";
import { AgeText, DateText } from "../../parts/date-text.tsx";
import { NumberText } from "../../parts/number-text.tsx";
import { AsFile } from "./as-file.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Section } from "../../parts/section.tsx";

/** How far this wallet's own copy reaches. */
export function Copy({ registry }: { readonly registry: RegistryView }) {
  const { t } = useTranslation("registry");
  const { mode, age, size, id } = registry;
  return (
    <Section title={t("copy.title")}>
      <Rows label={t("copy.title")}>
        <Row title={t(`copy.${mode}`)} detail={t(`copy.${mode}_means`)} />
        {age !== undefined && (
          <Row
            title={t("copy.sealed")}
            detail={<DateText time={age.time} withClock />}
            trailing={<AgeText time={age.time} />}
          />
        )}
        <Row title={t("copy.size")} trailing={<NumberText value={size} />} />
        <Row
          title={t("copy.id")}
          detail={
            <code dir="ltr" className="font-mono wrap-anywhere">
              {id}
            </code>
          }
        />
      </Rows>
      <AsFile registry={registry} />
    </Section>
  );
}
