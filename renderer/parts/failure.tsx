import type { ReactNode } from "react";
import { useCodeWords } from "../words/use-code-words.ts";
import { Notice } from "./notice.tsx";

export interface FailureProps {
  /** Of a refused call, a finding or an alarm; nothing is shown for none. */
  readonly code: string | undefined;
  readonly tone?: "warn" | "bad";
  readonly actions?: ReactNode;
  readonly className?: string;
}

/** What a code means, in words. */
export function Failure({ code, tone = "bad", actions, className }: FailureProps) {
  const say = useCodeWords();
  if (code === undefined) return null;
  const words = say(code);
  return (
    <Notice
      tone={tone}
      title={words.what}
      code={code}
      isLive
      {...(words.means !== "" && { children: words.means })}
      {...(words.next !== "" && { next: words.next })}
      {...(actions !== undefined && { actions })}
      {...(className !== undefined && { className })}
    />
  );
}
