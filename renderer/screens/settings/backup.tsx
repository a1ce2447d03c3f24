import { Archive, ListChecks, Save } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BackupView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useRead } from "../../bridge/use-read.ts";
import { Button } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { DateText } from "../../parts/date-text.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { Select } from "../../parts/select.tsx";
import { TextField } from "../../parts/text-field.tsx";
import { BackupPassphrase } from "./backup-passphrase.tsx";

const Rehearsal = lazy(() => import("./rehearsal.tsx"));
type Every = BackupView["every"];

function Last({ view }: { readonly view: BackupView }) {
  const { t } = useTranslation("settings");
  if (view.last === undefined) return <Notice tone="warn" title={t("backup.never")} />;
  return (
    <Notice
      tone="ok"
      title={
        <>
          {t("backup.last")} <DateText time={view.last.at} withClock />
        </>
      }
    >
      <code dir="ltr" className="inline-block font-mono text-small wrap-anywhere">
        {view.last.name}
      </code>
      {view.rehearsed !== undefined && (
        <p>
          {t("backup.rehearsed")} <DateText time={view.rehearsed} form="short" />
        </p>
      )}
    </Notice>
  );
}

function Form({ view, onView }: { readonly view: BackupView; readonly onView: (view: BackupView) => void }) {
  const { t } = useTranslation("settings");
  const set = useCall("backup.set");
  const make = useCall("backup.now");
  const status = useCall("backup.status");
  const [folder, setFolder] = useState(view.folder ?? "");
  const [every, setEvery] = useState<Every>(view.every);
  const [dialog, setDialog] = useState<"passphrase" | "rehearsal">();
  const isChanged = folder.trim() !== (view.folder ?? "") || every !== view.every;
  const hasFolder = view.folder !== undefined && !isChanged;

  async function keep(): Promise<void> {
    const answer = await set.run({ folder: folder.trim(), every });
    if (!answer.ok) return;
    setFolder(answer.value.folder ?? "");
    onView(answer.value);
  }

  async function lookAgain(): Promise<void> {
    const answer = await status.run({});
    if (answer.ok) onView(answer.value);
  }

  async function makeNow(passphrase?: string): Promise<boolean> {
    const answer = await make.run(passphrase === undefined ? {} : { passphrase });
    if (answer.ok) onView(answer.value);
    return answer.ok;
  }

  return (
    <Card className="grid gap-5 p-5">
      <p className="text-dim">{t("backup.means")}</p>
      <Last view={view} />
      {view.restored !== undefined && (
        <p className="text-small text-dim">
          {t("backup.restored")} <DateText time={view.restored.made} withClock />
        </p>
      )}
      <TextField
        label={t("backup.folder")}
        hint={t("backup.folder_hint")}
        value={folder}
        onChange={setFolder}
        maxLength={4096}
        mono
      />
      <Select<Every>
        label={t("backup.every")}
        {...(!view.words && { hint: t("backup.every_hint") })}
        items={(["off", "daily", "weekly"] as const).map((id) => ({ id, label: t(`backup.${id}`) }))}
        value={every}
        onChange={setEvery}
      />
      <Failure code={set.code ?? make.code} />
      {make.code === undefined && view.failed !== undefined && <Failure code={view.failed} tone="warn" />}
      <div className="flex flex-wrap justify-end gap-3">
        {view.last !== undefined && hasFolder && (
          <Button icon={ListChecks} onPress={() => setDialog("rehearsal")}>
            {t("backup.rehearse")}
          </Button>
        )}
        {isChanged && (
          <Button icon={Save} kind="primary" busy={set.busy} onPress={() => void keep()}>
            {t("backup.keep")}
          </Button>
        )}
        {hasFolder && (
          <Button icon={Archive} onPress={() => setDialog("passphrase")}>
            {t("backup.now_passphrase")}
          </Button>
        )}
        {hasFolder && view.words && (
          <Button icon={Archive} kind="primary" busy={make.busy} onPress={() => void makeNow()}>
            {t("backup.now")}
          </Button>
        )}
      </div>
      <BackupPassphrase
        isOpen={dialog === "passphrase"}
        onClose={() => setDialog(undefined)}
        onPassphrase={makeNow}
        busy={make.busy}
        code={make.code}
      />
      {dialog === "rehearsal" && (
        <Suspense fallback={null}>
          <Rehearsal isOpen onClose={() => setDialog(undefined)} onProved={() => void lookAgain()} />
        </Suspense>
      )}
    </Card>
  );
}

/** Copies of this wallet, for the day this computer is gone. */
export function Backup() {
  const { t } = useTranslation("settings");
  const status = useRead("backup.status", {}, ["wallet.changed"]);
  const [newer, setNewer] = useState<BackupView>();
  const view = newer ?? status.value;
  return (
    <Section title={t("backup.title")}>
      <Failure code={status.code} />
      {view !== undefined && (
        <Form view={{ ...view, words: status.value?.words ?? view.words }} onView={setNewer} />
      )}
    </Section>
  );
}
