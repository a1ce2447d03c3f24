import type { Verdict } from "../../../src/verdict/verdict.ts";
import { sayCheck, VERDICT_WORDS } from "../../../src/verdict/words.ts";
import { CheckList } from "../../parts/check-list.tsx";
import { useLanguage } from "../../words/use-language.ts";

const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();

type Check = Verdict["checks"][number];

/** What a check found, and what to do next, in the reader's language. */
export function useSayCheck(): (check: Check) => ReturnType<typeof sayCheck> {
  const language = useLanguage();
  return (check) => sayCheck(check, language, timeZone);
}

/** Checks of a verdict, one below the other. */
export function Checks({ checks }: { readonly checks: readonly Check[] }) {
  const language = useLanguage();
  const say = useSayCheck();
  return (
    <CheckList
      checks={checks.map((check) => ({
        id: check.name,
        name: VERDICT_WORDS[language].checks[check.name],
        result: check.result,
        sentence: say(check).what,
        code: check.code,
        age: check.age?.seconds,
      }))}
    />
  );
}
