import { useEffect, useEffectEvent } from "react";

/** What takes Enter itself. */
const OWN = "a, button, textarea, select, [role=option], [role=dialog], [role=alertdialog], [role=menu]";
/** A field of a form gives Enter to its form. */
const FIELD = "input:not([type=checkbox], [type=radio])";

/** Enter does the screen's main act, wherever nothing else takes it. A key that is held down does it once. */
export function useEnter(act: () => void, isOn = true): void {
  const onEnter = useEffectEvent(act);
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Enter" || event.repeat || event.defaultPrevented) return;
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      if (event.target instanceof Element && event.target.closest(`${OWN}, ${FIELD}`) !== null) return;
      if (document.querySelector("[role=dialog], [role=alertdialog]") !== null) return;
      event.preventDefault();
      onEnter();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [isOn]);
}
