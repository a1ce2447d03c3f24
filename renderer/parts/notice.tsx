import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { NOTICE_ICONS, type Tone, TONE_BOXES } from "./tone.ts";

export interface NoticeProps {
  readonly tone: Exclude<Tone, "wait">;
  /** What happened, as a sentence. */
  readonly title: ReactNode;
  /** What it means for the reader. */
  readonly children?: ReactNode;
  /** What to do. */
  readonly next?: ReactNode;
  /** Stable code, for whoever is asked for help. */
  readonly code?: string | undefined;
  readonly icon?: LucideIcon;
  /** Buttons or links. */
  readonly actions?: ReactNode;
  /** Came just now, in answer to something: is read out at once. */
  readonly isLive?: boolean;
  readonly className?: string;
}

/** Tells of something where it matters: what happened, what it means, what to do, and the code. */
export function Notice(props: NoticeProps) {
  const {
    tone,
    title,
    children,
    next,
    code,
    icon = NOTICE_ICONS[tone],
    actions,
    isLive,
    className = "",
  } = props;
  const role = isLive !== true ? undefined : tone === "bad" || tone === "warn" ? "alert" : "status";
  return (
    <div
      role={role}
      className={`flex gap-3 rounded-note border border-transparent px-4 py-3 text-[0.9333rem] ${TONE_BOXES[tone]} ${className}`}
    >
      <Icon of={icon} size={19} className="mt-px" />
      <div className="min-w-0 flex-1 text-ink">
        <p>
          <strong className="font-semibold">{title}</strong>
          {children !== undefined && <> {children}</>}
          {next !== undefined && <> {next}</>}
          {code !== undefined && (
            <>
              {" "}
              <code dir="ltr" className="font-mono text-[0.8rem] wrap-anywhere text-off">
                {code}
              </code>
            </>
          )}
        </p>
        {actions !== undefined && <div className="mt-2.5 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
