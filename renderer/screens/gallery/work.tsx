import { Ban, Check, HelpCircle, MessageSquare } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../parts/button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { FileDrop } from "../../parts/file-drop.tsx";
import { ProgressBar } from "../../parts/progress-bar.tsx";
import { QrCode } from "../../parts/qr-code.tsx";
import { Section } from "../../parts/section.tsx";
import { sayInPassing } from "../../parts/toasts.ts";

type Open = "dialog" | "danger" | "keep";

function Dialogs() {
  const { t } = useTranslation("gallery");
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <div className="flex flex-wrap gap-3">
      <Button icon={HelpCircle} onPress={() => setOpen("dialog")}>
        {t("work.dialog")}
      </Button>
      <Button icon={Ban} onPress={() => setOpen("danger")}>
        {t("work.confirm")}
      </Button>
      <Button icon={Check} onPress={() => setOpen("keep")}>
        {t("work.confirm_plain")}
      </Button>
      <Button icon={MessageSquare} onPress={() => sayInPassing(t("work.saved"))}>
        {t("work.toast")}
      </Button>
      <Button icon={MessageSquare} onPress={() => sayInPassing(t("work.failed"), "bad")}>
        {t("work.toast_bad")}
      </Button>
      <Button icon={MessageSquare} onPress={() => sayInPassing(t("work.lacks"), "warn")}>
        {t("work.toast_warn")}
      </Button>
      <Dialog title={t("work.dialog_title")} isOpen={open === "dialog"} onClose={close}>
        <p>{t("work.dialog_text")}</p>
      </Dialog>
      <ConfirmDialog
        title={t("work.confirm_title")}
        confirm={t("work.confirm_act")}
        icon={Ban}
        isDanger
        isOpen={open === "danger"}
        onClose={close}
        onConfirm={close}
      >
        <p>{t("work.confirm_text")}</p>
      </ConfirmDialog>
      <ConfirmDialog
        title={t("work.confirm_plain_title")}
        confirm={t("work.confirm_plain_act")}
        icon={Check}
        isOpen={open === "keep"}
        onClose={close}
        onConfirm={close}
      >
        <p>{t("work.confirm_plain_text")}</p>
      </ConfirmDialog>
    </div>
  );
}

/** As long as the request of a counter that introduces itself may be at most, to show a dense code. */
const LONG_TEXT = "sealfolio:".padEnd(900, "0123456789abcdef");

export function Works() {
  const { t } = useTranslation("gallery");
  const [got, setGot] = useState<string>();
  const [isStopped, setStopped] = useState(false);
  return (
    <Section title={t("work.title")}>
      <div className="grid gap-5">
        <ProgressBar
          label={t("work.known")}
          done={412_806}
          total={1_000_000}
          secondsLeft={95}
          onCancel={isStopped ? undefined : () => setStopped(true)}
        />
        <ProgressBar label={t("work.unknown")} done={3200} total={0} />
        <Dialogs />
        <div className="grid items-start gap-6 md:grid-cols-2">
          <div className="grid gap-2">
            <FileDrop title={t("work.drop")} hint={t("work.drop_hint")} onFile={({ name }) => setGot(name)} />
            {got !== undefined && <p role="status">{t("work.got", { name: got })}</p>}
          </div>
          <div className="flex flex-wrap gap-4">
            <QrCode text={LONG_TEXT} label={t("work.qr")} size={240} />
          </div>
        </div>
      </div>
    </Section>
  );
}
