import { ArrowLeft, LockKeyholeOpen } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { client } from "../../bridge/window-client.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { PassphraseField } from "../../parts/passphrase-field.tsx";
import { strengthOf } from "../../parts/passphrase-strength.ts";
import { awaitWallet, refreshApp } from "../../state/app-state.ts";
import { StartPage } from "./start-page.tsx";
import { areSound, WordsField } from "./words-field.tsx";

/** Opens the wallet in use with its recovery words, and sets a new passphrase. */
export default function Recover({ name, onBack }: { readonly name: string; readonly onBack: () => void }) {
  const { t } = useTranslation("start");
  const recover = useCall("wallet.recover");
  const [words, setWords] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [isTried, setTried] = useState(false);
  const isShort = strengthOf(passphrase) === "too_short";

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (recover.busy || !areSound(words) || isShort || passphrase !== again) return;
    const take = awaitWallet(client);
    const answer = await recover.run({ words: words.trim(), passphrase });
    if (!answer.ok) return;
    setWords("");
    take(answer.value);
    await refreshApp(client);
  }

  return (
    <StartPage title={t("recover.title", { name })} lead={t("recover.lead")} isRoomy>
      <form onSubmit={(event) => void submit(event)} className="grid gap-4" noValidate>
        <WordsField label={t("recover.words")} value={words} onChange={setWords} autoFocus />
        <PassphraseField
          label={t("recover.passphrase")}
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
        {isTried && !areSound(words) && <Notice tone="warn" title={t("recover.incomplete")} isLive />}
        <Failure code={recover.code} />
        <div className="flex flex-wrap justify-end gap-3">
          <Button icon={ArrowLeft} onPress={onBack}>
            {t("new.back")}
          </Button>
          <Button type="submit" kind="primary" icon={LockKeyholeOpen} busy={recover.busy}>
            {t("recover.do")}
          </Button>
        </div>
      </form>
    </StartPage>
  );
}
