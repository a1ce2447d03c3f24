import { useEffect, useEffectEvent } from "react";

/** What already has a meaning for keys of its own. */
const BUSY = "a, button, input, textarea, select, [role=dialog], [role=listbox], [role=grid], [role=row]";

/** Single keys of a screen ("1", "Enter"), as long as the focus is on nothing that uses them itself. */
export function useKeys(acts: { readonly [key: string]: (() => void) | undefined }): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { key, target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (document.querySelector("[role=dialog], [role=alertdialog]") !== null) return;
    // A digit means nothing to a button, so there it still decides.
    const inField = target instanceof Element && target.closest(key === "Enter" ? BUSY : "input, textarea");
    const act = Object.hasOwn(acts, key) ? acts[key] : undefined;
    if (act === undefined || inField) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}
