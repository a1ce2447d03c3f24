import { useSyncExternalStore } from "react";

/** Shortest step of a shown age, in seconds. */
const STEP = 15;

const now = (): number => Math.floor(Date.now() / 1000);
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((each) => each()), STEP * 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** POSIX seconds, brought up to date every quarter of a minute by one timer for the whole window. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(now() / STEP) * STEP + STEP);
}
