import type { LucideIcon } from "lucide-react";
import { type ReactNode, type SubmitEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Failure } from "./failure.tsx";
import { PassphraseField } from "./passphrase-field.tsx";

/** Asks for the passphrase once more, for an act that must be the owner's. What is typed goes when it closes. */
export function PassphraseDialog(props: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Resolves with whether it was done; the dialog then closes. */
  readonly onPassphrase: (passphrase: string) => Promise<boolean>;
  readonly act: string;
  readonly icon?: LucideIcon;
  readonly isDanger?: boolean;
  readonly busy: boolean;
  readonly code: string | undefined;
  readonly children: ReactNode;
}) {
  const { title, isOpen, onClose, onPassphrase, act, icon, isDanger = false, busy, code, children } = props;
  const { t } = useTranslation("parts");
  const [passphrase, setPassphrase] = useState("");
  const form = useId();

  function close(): void {
    setPassphrase("");
    onClose();
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy || passphrase === "") return;
    const isDone = await onPassphrase(passphrase);
    setPassphrase("");
    if (isDone) onClose();
  }

  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t("dialog.cancel")}</Button>
          <Button
            type="submit"
            form={form}
            kind={isDanger ? "danger" : "primary"}
            busy={busy}
            isDisabled={passphrase === ""}
            {...(icon !== undefined && { icon })}
          >
            {act}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void submit(event)} className="grid gap-4" noValidate>
        <div className="grid gap-2 text-dim">{children}</div>
        <PassphraseField
          label={t("passphrase.yours")}
          value={passphrase}
          onChange={setPassphrase}
          autoFocus
        />
        <Failure code={code} />
      </form>
    </Dialog>
  );
}
