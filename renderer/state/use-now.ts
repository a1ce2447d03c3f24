import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((each) => each()), 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Shown ages change no more often than this, in seconds. */
const STEP = 15;

const now = (): number => Math.floor(Date.now() / 1000);
const stepped = (): number => Math.floor(now() / STEP) * STEP;

/** POSIX seconds for shown ages, a quarter of a minute coarse; one timer serves the whole window. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, stepped);
}

/** Seconds that are left until a moment (POSIX seconds); 0 from then on. */
export function useSecondsUntil(moment: number): number {
  return useSyncExternalStore(subscribe, () => Math.max(0, moment - now()));
}
