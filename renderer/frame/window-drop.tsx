import { Upload } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../parts/icon.tsx";
import { sayInPassing } from "../parts/toasts.ts";
import { dropOn } from "./late-drop.ts";

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

/** Catches files wherever they are dropped and gives them to the screen; once in the window. */
export function WindowDrop() {
  const { t } = useTranslation("frame");
  const [isOver, setOver] = useState(false);
  const stopWaiting = useRef(() => {});

  useEffect(() => {
    const onOver = (event: DragEvent): void => {
      // Without this the page would be left for the file.
      event.preventDefault();
      setOver(hasFiles(event));
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file === undefined) return;
      stopWaiting.current();
      stopWaiting.current = dropOn(file, () => sayInPassing(t("drop.nobody"), "warn"));
    };
    // What was dropped on one screen is not taken by the next.
    const onLeft = (): void => stopWaiting.current();
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop);
    window.addEventListener("hashchange", onLeft);
    return () => {
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop);
      window.removeEventListener("hashchange", onLeft);
      onLeft();
    };
  }, [t]);

  if (!isOver) return null;
  return (
    <div className="pointer-events-none fixed inset-3 z-50 grid place-items-center rounded-card border-2 border-dashed border-accent bg-[color-mix(in_srgb,var(--paper)_88%,transparent)]">
      <p className="flex items-center gap-3 font-serif text-name font-semibold text-accent">
        <Icon of={Upload} size={26} />
        {t("drop.here")}
      </p>
    </div>
  );
}
