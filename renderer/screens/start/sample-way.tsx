import { CircleStop, FlaskConical } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { client } from "../../bridge/window-client.ts";
import { Work } from "../../parts/work-strip.tsx";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { ProgressBar } from "../../parts/progress-bar.tsx";
import { refreshApp, takeApp, useApp } from "../../state/app-state.ts";
import { showProfile } from "./open-profile.ts";
import { ProfileRows } from "./profile-rows.tsx";
import { Way } from "./way.tsx";

function Begin({ autoFocus }: { readonly autoFocus: boolean }) {
  const { t } = useTranslation("start");
  const start = useCall("app.start_sample");
  const progress = useApp(({ works }) => works.sample);
  const isStarting = useApp(({ app }) => app?.sample.state === "starting");
  const wasStopped = start.code === "app.cancelled";

  return (
    <>
      {progress !== undefined && <Work progress={progress} />}
      {progress === undefined && isStarting && <ProgressBar label={t("sample.running")} done={0} total={0} />}
      {progress === undefined && !isStarting && (
        <Button
          kind={autoFocus ? "primary" : "plain"}
          icon={FlaskConical}
          busy={start.busy}
          autoFocus={autoFocus}
          onPress={() => void start.run({}).then(showProfile)}
        >
          {t("sample.start")}
        </Button>
      )}
      <Failure code={start.code} tone={wasStopped ? "warn" : "bad"} />
    </>
  );
}

function Running() {
  const { t } = useTranslation("start");
  const app = useApp((state) => state.app);
  const end = useCall("app.end_sample");
  const people = (app?.profiles ?? []).filter(({ sample }) => sample);

  async function stop(): Promise<void> {
    const answer = await end.run({});
    if (answer.ok) takeApp(answer.value);
    await refreshApp(client);
  }

  return (
    <>
      <ProfileRows label={t("sample.people")} profiles={people} act={t("sample.play")} />
      <Button icon={CircleStop} busy={end.busy} onPress={() => void stop()}>
        {t("sample.end")}
      </Button>
      <Failure code={end.code} />
    </>
  );
}

/** A registry with people of its own, to try everything with. */
export function SampleWay({ autoFocus }: { readonly autoFocus: boolean }) {
  const { t } = useTranslation("start");
  const isRunning = useApp(({ app }) => app?.sample.state === "running");
  return (
    <Way icon={FlaskConical} title={t("sample.title")} means={t("sample.means")}>
      {isRunning ? <Running /> : <Begin autoFocus={autoFocus} />}
    </Way>
  );
}
