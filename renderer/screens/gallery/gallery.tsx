import { useTranslation } from "react-i18next";
import { Page } from "../../parts/page.tsx";
import { Buttons, Fields } from "./controls.tsx";
import { Lists, Texts } from "./data.tsx";
import { Certificates, Notices, Seals, States, Verdicts } from "./states.tsx";
import { Works } from "./work.tsx";

/** Every part in each of its states, for whoever builds screens and for tests. Not in the navigation. */
export default function Gallery() {
  const { t } = useTranslation("gallery");
  return (
    <Page title={t("title")}>
      <p className="mb-6 text-dim">{t("lead")}</p>
      <div className="grid gap-9">
        <Buttons />
        <Certificates />
        <States />
        <Seals />
        <Notices />
        <Verdicts />
        <Fields />
        <Lists />
        <Works />
        <Texts />
      </div>
    </Page>
  );
}
