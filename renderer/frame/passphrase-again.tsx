import { KeyRound } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { onPassphraseAgain } from "../bridge/passphrase-again.ts";
import { useCall } from "../bridge/use-call.ts";
import { PassphraseDialog } from "../parts/passphrase-dialog.tsx";

/** Asks for the passphrase wherever an act wants it once more; the act goes on then, or not at all. */
export function PassphraseAgain() {
  const { t } = useTranslation("frame");
  const confirm = useCall("wallet.confirm");
  const [isOpen, setOpen] = useState(false);
  const settle = useRef<(given: boolean) => void>(undefined);

  useEffect(() => {
    const end = (given: boolean): void => {
      settle.current?.(given);
      settle.current = undefined;
    };
    const stop = onPassphraseAgain(() => {
      end(false);
      setOpen(true);
      return new Promise((resolve) => {
        settle.current = resolve;
      });
    });
    return () => {
      stop();
      end(false);
    };
  }, []);

  function close(): void {
    setOpen(false);
    confirm.reset();
    settle.current?.(false);
    settle.current = undefined;
  }

  async function give(passphrase: string): Promise<boolean> {
    const { ok } = await confirm.run({ passphrase });
    if (!ok) return false;
    settle.current?.(true);
    settle.current = undefined;
    return true;
  }

  return (
    <PassphraseDialog
      title={t("again.title")}
      act={t("again.act")}
      icon={KeyRound}
      isOpen={isOpen}
      onClose={close}
      onPassphrase={give}
      busy={confirm.busy}
      code={confirm.code}
    >
      <p>{t("again.means")}</p>
    </PassphraseDialog>
  );
}
