import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { dropToast, type Toast, useToasts } from "./toasts.ts";
import { NOTICE_ICONS, TONE_BOXES } from "./tone.ts";

/** How long one stands that needs no answer, in milliseconds. */
const PATIENCE = 6000;

function ToastBox({ toast }: { readonly toast: Toast }) {
  const { t } = useTranslation("parts");
  const [isHeld, setHeld] = useState(false);

  useEffect(() => {
    if (isHeld || toast.tone !== "ok") return undefined;
    const timer = setTimeout(() => dropToast(toast.id), PATIENCE);
    return () => clearTimeout(timer);
  }, [isHeld, toast]);

  return (
    // Pointing at it or focusing it holds it; its one act is the button.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className="pointer-events-auto flex items-center gap-3 rounded-note border border-line-strong bg-surface py-2 ps-4 pe-2 shadow-soft"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={`rounded-pill p-1 ${TONE_BOXES[toast.tone]}`}>
        <Icon of={NOTICE_ICONS[toast.tone]} size={17} />
      </span>
      <span className="min-w-0 flex-1" dir="auto">
        {toast.text}
      </span>
      <Button
        kind="quiet"
        size="small"
        icon={X}
        label={t("toast.close_it", { text: toast.text })}
        onPress={() => dropToast(toast.id)}
      >
        {t("toast.close")}
      </Button>
    </li>
  );
}

/** Where what is said in passing stands; once in the window. */
export function ToastRegion() {
  const { t } = useTranslation("parts");
  const toasts = useToasts((state) => state.toasts);
  return (
    <div
      role="region"
      aria-label={t("toast.region")}
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex justify-end"
    >
      <ul aria-live="polite" className="grid max-w-[420px] gap-2">
        {toasts.map((toast) => (
          <ToastBox key={toast.id} toast={toast} />
        ))}
      </ul>
    </div>
  );
}
