import { FlaskConical, FolderOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ProfileView } from "../../../src/contract/calls/app.ts";
import { useCall } from "../../bridge/use-call.ts";
import { client } from "../../bridge/window-client.ts";
import { Work } from "../../frame/work-strip.tsx";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Section } from "../../parts/section.tsx";
import { refreshApp, takeApp, useApp } from "../../state/app-state.ts";
import { StartPage } from "./start-page.tsx";

function WalletList({ profiles }: { readonly profiles: readonly ProfileView[] }) {
  const { t } = useTranslation("start");
  const open = useCall("app.open_profile");

  async function choose(id: string): Promise<void> {
    const answer = await open.run({ id });
    if (answer.ok) takeApp(answer.value);
    await refreshApp(client);
  }

  return (
    <Section title={t("wallets")}>
      <Rows label={t("wallets")}>
        {profiles.map(({ id, name, kind }) => (
          <Row
            key={id}
            title={<bdi>{name}</bdi>}
            detail={t(`kind.${kind}`)}
            trailing={
              <Button size="small" icon={FolderOpen} busy={open.busy} onPress={() => void choose(id)}>
                {t("open")}
              </Button>
            }
          />
        ))}
      </Rows>
      <Failure code={open.code} className="mt-3" />
    </Section>
  );
}

function Sample() {
  const { t } = useTranslation("start");
  const start = useCall("app.start_sample");
  const progress = useApp(({ works }) => works.sample);

  async function begin(): Promise<void> {
    const answer = await start.run({});
    if (answer.ok) takeApp(answer.value);
    await refreshApp(client);
  }

  return (
    <Section title={t("sample.title")}>
      <p className="mb-3 text-dim">{t("sample.means")}</p>
      {progress === undefined ? (
        <Button kind="primary" icon={FlaskConical} busy={start.busy} onPress={() => void begin()}>
          {t("sample.start")}
        </Button>
      ) : (
        <Work progress={progress} />
      )}
      <Failure code={start.code} className="mt-3" />
    </Section>
  );
}

/** Before any wallet is in use: which there are, and the sample. */
export default function Start() {
  const { t } = useTranslation("start");
  const profiles = useApp(({ app }) => app?.profiles ?? []);
  return (
    <StartPage title={t("welcome")} lead={t("lead")}>
      {profiles.length > 0 && <WalletList profiles={profiles} />}
      <Sample />
    </StartPage>
  );
}
