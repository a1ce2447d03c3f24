import { CircleCheck, CircleQuestionMark, type LucideIcon, OctagonX } from "lucide-react";
import type { Outcome, Verdict } from "../../../src/verdict/verdict.ts";
import { Pill } from "../../parts/pill.tsx";
import type { Tone } from "../../parts/tone.ts";
import { useVerdictSay } from "./verdict-words.ts";

const LOOKS: { readonly [outcome in Outcome]: readonly [tone: Tone, icon: LucideIcon] } = {
  valid: ["ok", CircleCheck],
  "cannot tell": ["warn", CircleQuestionMark],
  "not valid": ["bad", OctagonX],
};

/** What came of a check, in a line of a list. */
export function OutcomePill({ verdict }: { readonly verdict: Pick<Verdict, "outcome" | "checks"> }) {
  const words = useVerdictSay();
  const [tone, icon] = LOOKS[verdict.outcome];
  return (
    <Pill tone={tone} icon={icon}>
      {words.outcome(verdict)}
    </Pill>
  );
}
