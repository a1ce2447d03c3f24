import {
  CircleCheck,
  CirclePause,
  CircleX,
  Clock,
  Info,
  type LucideIcon,
  ShieldAlert,
  TriangleAlert,
} from "lucide-react";

/** State colours, for state only. `off`: no longer counts, for no fault; `wait`: will come. */
export type Tone = "ok" | "warn" | "bad" | "off" | "wait";

export const TONE_BOXES: { readonly [tone in Tone]: string } = {
  ok: "bg-ok-bg text-ok",
  warn: "bg-warn-bg text-warn",
  wait: "bg-warn-bg text-warn",
  bad: "bg-bad-bg text-bad",
  off: "bg-off-bg text-off",
};

export const PILL_ICONS: { readonly [tone in Tone]: LucideIcon } = {
  ok: CircleCheck,
  warn: TriangleAlert,
  wait: Clock,
  bad: CircleX,
  off: CirclePause,
};

export const NOTICE_ICONS: { readonly [tone in Tone]: LucideIcon } = {
  ok: CircleCheck,
  warn: TriangleAlert,
  wait: Clock,
  bad: ShieldAlert,
  off: Info,
};
