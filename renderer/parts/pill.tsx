import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { PILL_ICONS, type Tone, TONE_BOXES } from "./tone.ts";

/** A state in a word or two, with its shape and colour. */
export function Pill(props: {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly icon?: LucideIcon;
}) {
  const { tone, children, icon = PILL_ICONS[tone] } = props;
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-pill border border-transparent py-[2px] ps-[7px] pe-2.5 text-[0.8rem] font-semibold ${TONE_BOXES[tone]}`}
    >
      <Icon of={icon} size={14} />
      <span className="min-w-0">{children}</span>
    </span>
  );
}
