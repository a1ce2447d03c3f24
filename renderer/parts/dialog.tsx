import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { useScrolls } from "./use-scrolls.ts";

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the main act last. Without any there is a "Close". */
  readonly actions?: ReactNode;
  readonly size?: "normal" | "wide";
  /** Something that must be answered: says so to screen readers and closes by its buttons or Escape only. */
  readonly isAlert?: boolean;
}

const WIDTHS = { normal: "max-w-[520px]", wide: "max-w-[760px]" } as const;

/** Stands before everything else until it is answered or closed. */
export function Dialog(props: DialogProps) {
  const { title, isOpen, onClose, children, actions, size = "normal", isAlert = false } = props;
  const { t } = useTranslation("parts");
  const [body, scrolls] = useScrolls();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!isAlert}
      className="fixed inset-0 z-40 grid place-items-center bg-scrim p-4 transition-opacity duration-150 is-entering:opacity-0 is-exiting:opacity-0"
    >
      <Modal
        className={`max-h-full w-full ${WIDTHS[size]} overflow-hidden rounded-card border border-line bg-raised shadow-soft`}
      >
        <AriaDialog
          role={isAlert ? "alertdialog" : "dialog"}
          className="flex max-h-[calc(100dvh-32px)] flex-col outline-none"
        >
          <div
            ref={body}
            // Scrolled by the keyboard too.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={scrolls ? 0 : undefined}
            className="min-h-0 flex-1 overflow-auto px-6 pt-5 pb-4 outline-offset-[-2px]"
          >
            <div>
              <Heading slot="title" className="mb-3 font-serif text-name font-semibold">
                {title}
              </Heading>
              {children}
            </div>
          </div>
          <div className="flex flex-wrap justify-end gap-3 border-t border-line px-6 py-4">
            {actions ?? (
              <Button icon={X} onPress={onClose}>
                {t("dialog.close")}
              </Button>
            )}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
