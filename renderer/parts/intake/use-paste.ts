import { useEffect, useEffectEvent } from "react";

/** Places where what is pasted belongs to the place itself. */
const OTHERS = "input, textarea, [contenteditable], [role=dialog], [role=alertdialog]";

/**
 * What is pasted anywhere on the screen but into some other field: a text, or a picture of a code. A
 * text pasted into `own` stays there too. `null` where the clipboard holds neither.
 */
export function usePaste(own: string, onPaste: (pasted: string | File | null) => void): void {
  const take = useEffectEvent(onPaste);
  useEffect(() => {
    const onPasted = (event: ClipboardEvent): void => {
      const target = event.target instanceof Element ? event.target : document.body;
      const isOwn = target.closest(`[data-intake="${own}"]`) !== null;
      if (!isOwn && (target.closest(OTHERS) !== null || document.querySelector("[role=dialog]") !== null))
        return;
      const file = event.clipboardData?.files[0];
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (file !== undefined && text === "") {
        event.preventDefault();
        take(file);
        return;
      }
      take(text === "" ? null : text);
    };
    document.addEventListener("paste", onPasted);
    return () => document.removeEventListener("paste", onPasted);
  }, [own]);
}
