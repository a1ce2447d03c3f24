import { CircleCheck, CircleQuestionMark, type LucideIcon, OctagonX } from "lucide-react";
import type { ReactNode } from "react";
import type { Outcome } from "../../src/verdict/verdict.ts";
import { Icon } from "./icon.tsx";
import { useTitleFocus } from "./use-title-focus.ts";

const LOOKS: { readonly [outcome in Outcome]: readonly [icon: LucideIcon, colour: string] } = {
  valid: [CircleCheck, "bg-verdict-ok"],
  "cannot tell": [CircleQuestionMark, "bg-verdict-warn"],
  "not valid": [OctagonX, "bg-verdict-bad"],
};

export interface VerdictBannerProps {
  readonly outcome: Outcome;
  /** The word: "Valid", "Document valid", "Cannot tell", "Not valid" (`sayOutcome`). */
  readonly title: string;
  readonly reason?: string;
  readonly next?: string;
  /** At the far end: which visit, how long. */
  readonly aside?: ReactNode;
}

/** The head of a verdict's screen, over the whole width: word, shape and colour say the same, the reason and the next step below. */
export function VerdictBanner({ outcome, title, reason, next, aside }: VerdictBannerProps) {
  const [icon, colour] = LOOKS[outcome];
  const heading = useTitleFocus();
  return (
    <div
      className={`flex flex-wrap items-center gap-x-6 gap-y-3 px-5 py-5 text-white sm:px-7.5 forced:border-y-4 ${colour}`}
    >
      <Icon of={icon} size={72} className="max-sm:size-12" />
      <div className="min-w-[min(100%,14rem)] flex-1">
        <h1
          ref={heading}
          tabIndex={-1}
          data-verdict={outcome}
          className="font-serif text-verdict font-semibold max-sm:text-title"
        >
          {title}
        </h1>
        {reason !== undefined && <p className="mt-1 text-lead font-semibold">{reason}</p>}
        {next !== undefined && <p>{next}</p>}
      </div>
      {aside !== undefined && <div className="self-start text-note">{aside}</div>}
    </div>
  );
}
