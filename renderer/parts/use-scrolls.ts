import { useCallback, useState } from "react";

/**
 * Whether the one child of an element is higher than it is, for as long as it stands. Such an element must
 * take the focus, or whoever has no pointer never sees its end (WCAG 2.2, 2.1.1).
 */
export function useScrolls(): readonly [(element: HTMLElement | null) => (() => void) | undefined, boolean] {
  const [scrolls, setScrolls] = useState(false);
  const watch = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const look = (): void => setScrolls(element.scrollHeight > element.clientHeight + 1);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    if (element.firstElementChild !== null) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, []);
  return [watch, scrolls];
}
