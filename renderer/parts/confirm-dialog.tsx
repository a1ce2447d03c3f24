import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

export interface ConfirmDialogProps {
  /** The question, as "Withdraw this certificate?" */
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  /** What the act is called, as "Withdraw"; never "Yes". */
  readonly confirm: string;
  readonly icon?: LucideIcon;
  /** Cannot be taken back: red, and Enter does not do it unless the person goes to it. */
  readonly isDanger?: boolean;
  readonly busy?: boolean;
  /** What will happen, and a `Failure` once it did not. */
  readonly children: ReactNode;
}

/** Asks before an act. Stays open while it is under way; the caller closes it when it is done. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    title,
    isOpen,
    onClose,
    onConfirm,
    confirm,
    icon,
    isDanger = false,
    busy = false,
    children,
  } = props;
  const { t } = useTranslation("parts");
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      isAlert
      actions={
        <>
          <Button onPress={onClose} autoFocus={isDanger}>
            {t("dialog.cancel")}
          </Button>
          <Button
            kind={isDanger ? "danger" : "primary"}
            busy={busy}
            autoFocus={!isDanger}
            onPress={onConfirm}
            {...(icon !== undefined && { icon })}
          >
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
