import { create } from "zustand";

/** How much of what stands on the screen is still on its way: its program, and what it asked for first. */
export const useOpening = create<{ readonly count: number }>()(() => ({ count: 0 }));

/** Counts one more until the returned function is called; calling it again changes nothing. */
export function beginOpening(): () => void {
  let stands = true;
  useOpening.setState(({ count }) => ({ count: count + 1 }));
  return () => {
    if (!stands) return;
    stands = false;
    useOpening.setState(({ count }) => ({ count: count - 1 }));
  };
}
