import { ArchiveRestore, ArrowLeft } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { client } from "../../bridge/window-client.ts";
import { Work } from "../../parts/work-strip.tsx";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { PassphraseField } from "../../parts/passphrase-field.tsx";
import { strengthOf } from "../../parts/passphrase-strength.ts";
import { TextField } from "../../parts/text-field.tsx";
import { goHome } from "../../router/use-place.ts";
import { refreshApp, takeApp, useApp } from "../../state/app-state.ts";
import { KeyChoice, keyIn, NO_KEY } from "./key-choice.tsx";
import { StartPage } from "./start-page.tsx";

/** Makes a wallet of a backup: all of it, or nothing. */
export default function Restore({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation("start");
  const restore = useCall("app.restore_profile");
  const progress = useApp(({ works }) => works.restore);
  const [key, setKey] = useState(NO_KEY);
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [from, setFrom] = useState("");
  const [isTried, setTried] = useState(false);
  const isShort = strengthOf(passphrase) === "too_short";
  const given = keyIn(key);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (restore.busy || given === undefined || isShort || passphrase !== again) return;
    const place = from.trim();
    const answer = await restore.run({ key: given, passphrase, ...(place !== "" && { from: place }) });
    if (!answer.ok || answer.value === null) return;
    setKey(NO_KEY);
    goHome();
    takeApp(answer.value);
    await refreshApp(client);
  }

  return (
    <StartPage title={t("restore.title")} lead={t("restore.lead")} isRoomy>
      <form onSubmit={(event) => void submit(event)} className="grid gap-4" noValidate>
        <KeyChoice value={key} onChange={setKey} />
        {isTried && given === undefined && <Notice tone="warn" title={t("restore.no_key")} isLive />}
        <PassphraseField
          label={t("recover.passphrase")}
          hint={t("restore.new_hint")}
          value={passphrase}
          onChange={setPassphrase}
          error={isTried && isShort ? t("wrong.passphrase") : undefined}
          isNew
        />
        <PassphraseField
          label={t("recover.again")}
          value={again}
          onChange={setAgain}
          error={isTried && passphrase !== again ? t("wrong.again") : undefined}
        />
        <TextField
          label={t("restore.from")}
          hint={t("restore.from_hint")}
          value={from}
          onChange={setFrom}
          maxLength={4096}
          mono
        />
        <Failure code={restore.code} tone={restore.code === "app.cancelled" ? "warn" : "bad"} />
        {progress === undefined ? (
          <div className="flex flex-wrap justify-end gap-3">
            <Button icon={ArrowLeft} onPress={onBack}>
              {t("new.back")}
            </Button>
            <Button type="submit" kind="primary" icon={ArchiveRestore} busy={restore.busy}>
              {t(from.trim() === "" ? "restore.choose" : "restore.do")}
            </Button>
          </div>
        ) : (
          <Work progress={progress} />
        )}
      </form>
    </StartPage>
  );
}
