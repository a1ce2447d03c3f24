import { useTranslation } from "react-i18next";
import { Page } from "../../parts/page.tsx";
import { useApp } from "../../state/app-state.ts";
import { About } from "./about.tsx";
import { Anchors } from "./anchors.tsx";
import { Backup } from "./backup.tsx";
import { Locking } from "./locking.tsx";
import { Looks } from "./looks.tsx";
import { MatcherPart } from "./matcher-part.tsx";
import { Passphrase } from "./passphrase.tsx";
import { RegistryPart } from "./registry-part.tsx";
import { SamplePart } from "./sample-part.tsx";
import { WaysIn } from "./ways-in.tsx";

export default function Settings() {
  const { t } = useTranslation("settings");
  const isSample = useApp(({ app }) => app?.sample.state === "running");
  const registry = useApp(({ wallet }) => wallet?.registry);
  const hasOffice = useApp(({ wallet }) => wallet?.office !== undefined);
  return (
    <Page title={t("title")} isNarrow>
      <div className="grid gap-7">
        <Locking />
        <Looks />
        {registry !== undefined && <RegistryPart registry={registry} />}
        <Anchors />
        {hasOffice && <MatcherPart />}
        <WaysIn />
        <Backup />
        <Passphrase />
        {isSample && <SamplePart />}
        <About />
      </div>
    </Page>
  );
}
