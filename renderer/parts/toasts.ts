import { create } from "zustand";
import type { Tone } from "./tone.ts";

export interface Toast {
  readonly id: number;
  readonly tone: Extract<Tone, "ok" | "warn" | "bad">;
  readonly text: string;
}

/** Most that stand at once; the oldest goes first. */
const MOST = 3;

export const useToasts = create<{ readonly toasts: readonly Toast[] }>()(() => ({ toasts: [] }));

let last = 0;

/** Says in passing that something was done; said again, it stands once. What must be answered or kept belongs in a `Notice`. */
export function sayInPassing(text: string, tone: Toast["tone"] = "ok"): void {
  const toast = { id: ++last, tone, text };
  useToasts.setState(({ toasts }) => {
    const others = toasts.filter((each) => each.text !== text || each.tone !== tone);
    return { toasts: [...others, toast].slice(-MOST) };
  });
}

export function dropToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}
