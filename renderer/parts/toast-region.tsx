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
      className="flex items-center gap-3 py-1.5 ps-5 pe-3"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={`rounded-pill p-1 ${TONE_BOXES[toast.tone]}`}>
        <Icon of={NOTICE_ICONS[toast.tone]} size={17} />
      </span>
      <span className="min-w-0 flex-1">{toast.text}</span>
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

/**
 * Where what is said in passing stands: in a place of its own under the screen, which gives way, so that
 * nothing is ever covered by it. Once in the window.
 */
export function ToastRegion() {
  const { t } = useTranslation("parts");
  const toasts = useToasts((state) => state.toasts);
  return (
    <div role="region" aria-label={t("toast.region")} className="shrink-0">
      <ul
        aria-live="polite"
        className="divide-y divide-line border-t border-line-strong bg-surface empty:border-t-0"
      >
        {toasts.map((toast) => (
          <ToastBox key={toast.id} toast={toast} />
        ))}
      </ul>
    </div>
  );
}
