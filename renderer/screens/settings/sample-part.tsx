import { CircleStop } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { client } from "../../bridge/window-client.ts";
import { Button } from "../../parts/button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Section } from "../../parts/section.tsx";
import { refreshApp, takeApp, useApp } from "../../state/app-state.ts";
import { ProfileRows } from "../start/profile-rows.tsx";

/** The sample's people, to play each of them, and its end. */
export function SamplePart() {
  const { t } = useTranslation("settings");
  const app = useApp((state) => state.app);
  const end = useCall("app.end_sample");
  const [isAsking, setAsking] = useState(false);
  const others = (app?.profiles ?? []).filter(({ id, sample }) => sample && id !== app?.active);

  async function stop(): Promise<void> {
    const answer = await end.run({});
    if (!answer.ok) return;
    setAsking(false);
    takeApp(answer.value);
    await refreshApp(client);
  }

  return (
    <Section title={t("sample.title")}>
      <div className="grid gap-3">
        <p className="text-dim">{t("sample.means")}</p>
        <ProfileRows label={t("sample.people")} profiles={others} act={t("sample.play")} />
        <div>
          <Button icon={CircleStop} onPress={() => setAsking(true)}>
            {t("sample.end")}
          </Button>
        </div>
      </div>
      <ConfirmDialog
        title={t("sample.end_question")}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => void stop()}
        confirm={t("sample.end_do")}
        icon={CircleStop}
        isDanger
        busy={end.busy}
      >
        {t("sample.end_means")}
        <Failure code={end.code} className="mt-3" />
      </ConfirmDialog>
    </Section>
  );
}
