import { type RefObject, useEffect, useRef } from "react";

/** For the title of a screen: reading begins there when it opens, unless the screen has focused a field of its own. */
export function useTitleFocus(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The frame around screens stays, and with it how far the one before was scrolled.
    heading.current?.closest("main")?.scrollTo({ top: 0, behavior: "instant" });
    const active = document.activeElement;
    const isElsewhere = active === null || active === document.body || active.closest("main") === null;
    // A dialog that is just closing takes the focus back itself.
    if (isElsewhere && active?.closest("[role=dialog]") === null)
      heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}
