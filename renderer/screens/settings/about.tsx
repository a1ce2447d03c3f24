import { useTranslation } from "react-i18next";
import { PROGRAM } from "../../parts/brand.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Section } from "../../parts/section.tsx";
import { useApp } from "../../state/app-state.ts";

/** Which program this is, and what shows its window. */
export function About() {
  const { t } = useTranslation("settings");
  const app = useApp((state) => state.app);
  if (app === undefined) return null;
  return (
    <Section title={t("about.title")}>
      <Rows label={t("about.title")}>
        <Row title={PROGRAM} trailing={t("about.version", { version: app.version })} />
        <Row title={t("about.host")} trailing={t(`about.${app.host}`)} />
      </Rows>
    </Section>
  );
}
