import { Check, FileDown, Siren } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AlarmView } from "../../../src/contract/registry-views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Section } from "../../parts/section.tsx";
import { useSayList } from "../../words/use-language.ts";
import { hostOf } from "./host-of.ts";

function Signers({ alarm }: { readonly alarm: AlarmView }) {
  const { t } = useTranslation("registry");
  const say = useLangText();
  const sayList = useSayList();
  if (alarm.signers.length === 0) return <>{t("alarms.nobody")}</>;
  return <>{`${t("alarms.both")} ${sayList(alarm.signers.map(({ id, name }) => say(name, id)))}`}</>;
}

function AlarmRow({ alarm, onChange }: { readonly alarm: AlarmView; readonly onChange: () => void }) {
  const { t } = useTranslation("registry");
  const save = useCall("host.save_file");
  const resolve = useCall("registry.resolve_alarm");
  const [isAsking, setAsking] = useState(false);
  const exportIt = (): void =>
    void save.run({
      name: `registry-evidence-${alarm.id}.json`,
      text: JSON.stringify({ ...alarm, signers: alarm.signers.map(({ id }) => id) }, undefined, 2),
    });
  const confirm = async (): Promise<void> => {
    const answer = await resolve.run({ id: alarm.id });
    if (!answer.ok) return;
    setAsking(false);
    onChange();
  };
  return (
    <Row
      icon={alarm.resolved === undefined ? Siren : Check}
      title={t(alarm.resolved === undefined ? "alarms.open" : "alarms.resolved")}
      detail={
        <>
          <span className="block">
            <Signers alarm={alarm} />
          </span>
          <DateText time={alarm.at} withClock />
          {" · "}
          <bdi>{hostOf(alarm.source)}</bdi>
          <span className="mt-2 flex flex-wrap gap-2">
            <Button size="small" icon={FileDown} busy={save.busy} onPress={exportIt}>
              {t("alarms.export")}
            </Button>
            {alarm.resolved === undefined && (
              <Button size="small" onPress={() => setAsking(true)}>
                {t("alarms.resolve")}
              </Button>
            )}
          </span>
          {typeof save.value?.saved === "string" && (
            <Notice tone="ok" title={t("files.saved", { place: save.value.saved })} isLive className="mt-2" />
          )}
          <Failure code={save.code} className="mt-2" />
          <ConfirmDialog
            title={t("alarms.ask")}
            isOpen={isAsking}
            onClose={() => setAsking(false)}
            onConfirm={() => void confirm()}
            confirm={t("alarms.resolve")}
            isDanger
            busy={resolve.busy}
          >
            <p>{t("alarms.ask_means")}</p>
            {alarm.undecided === true && <p className="mt-3">{t("alarms.undecided")}</p>}
            <Failure code={resolve.code} className="mt-3" />
          </ConfirmDialog>
        </>
      }
    />
  );
}

/** Sealed histories that contradict each other; nothing stands here while all is well. */
export function Alarms() {
  const { t } = useTranslation("registry");
  const { value, reload } = useRead("registry.alarms", {}, ["registry.changed"]);
  if (value === undefined || value.length === 0) return null;
  return (
    <Section title={t("alarms.title")}>
      <Rows label={t("alarms.title")}>
        {value.map((alarm) => (
          <AlarmRow key={alarm.id} alarm={alarm} onChange={reload} />
        ))}
      </Rows>
    </Section>
  );
}
