import { type ReactNode, Suspense } from "react";
import { useCodeWords } from "../words/use-code-words.ts";
import { Notice } from "./notice.tsx";

export interface FailureProps {
  /** Of a refused call, a finding or an alarm; nothing is shown for none. */
  readonly code: string | undefined;
  readonly tone?: "warn" | "bad";
  readonly actions?: ReactNode;
  readonly className?: string;
}

function Said({ code, tone, actions, className }: FailureProps & { readonly code: string }) {
  const { what, means, next } = useCodeWords()(code);
  return (
    <Notice
      tone={tone ?? "bad"}
      title={what}
      code={code}
      isLive
      {...(means !== "" && { children: means })}
      {...(next !== "" && { next })}
      {...(actions !== undefined && { actions })}
      {...(className !== undefined && { className })}
    />
  );
}

/** What a code means, in words, which are fetched only now: nothing waits for them but this. */
export function Failure(props: FailureProps) {
  const { code } = props;
  if (code === undefined) return null;
  return (
    <Suspense fallback={null}>
      <Said {...props} code={code} />
    </Suspense>
  );
}
