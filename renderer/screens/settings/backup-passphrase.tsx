import { type SubmitEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/failure.tsx";
import { PassphraseField } from "../../parts/passphrase-field.tsx";
import { strengthOf } from "../../parts/passphrase-strength.ts";

/** Takes a passphrase of its own for one backup, for who has no recovery words or gives it to somebody. */
export function BackupPassphrase(props: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onPassphrase: (passphrase: string) => Promise<boolean>;
  readonly busy: boolean;
  readonly code: string | undefined;
}) {
  const { isOpen, onClose, onPassphrase, busy, code } = props;
  const { t } = useTranslation("settings");
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [isTried, setTried] = useState(false);
  const form = useId();
  const isShort = strengthOf(passphrase) === "too_short";

  function close(): void {
    setPassphrase("");
    setAgain("");
    setTried(false);
    onClose();
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (busy || isShort || passphrase !== again) return;
    if (await onPassphrase(passphrase)) close();
  }

  return (
    <Dialog
      title={t("backup.now_passphrase")}
      isOpen={isOpen}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t("backup.cancel")}</Button>
          <Button type="submit" form={form} kind="primary" busy={busy}>
            {t("backup.now")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void submit(event)} className="grid gap-4" noValidate>
        <p className="text-dim">{t("backup.passphrase_means")}</p>
        <PassphraseField
          label={t("backup.passphrase")}
          value={passphrase}
          onChange={setPassphrase}
          error={isTried && isShort ? t("passphrase.too_short") : undefined}
          autoFocus
          isNew
        />
        <PassphraseField
          label={t("backup.passphrase_again")}
          value={again}
          onChange={setAgain}
          error={isTried && passphrase !== again ? t("passphrase.not_same") : undefined}
        />
        <Failure code={code} />
      </form>
    </Dialog>
  );
}
