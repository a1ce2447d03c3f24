import { Suspense } from "react";
import { useCodeWords } from "../../words/use-code-words.ts";

interface CodeTextProps {
  readonly code: string;
  /** What happened, or what it means. */
  readonly say: "what" | "means";
}

function Said({ code, say }: CodeTextProps) {
  return <bdi>{useCodeWords()(code)[say]}</bdi>;
}

/** One sentence about a code; nothing else waits for the words. */
export function CodeText(props: CodeTextProps) {
  return (
    <Suspense fallback={null}>
      <Said {...props} />
    </Suspense>
  );
}
