import type { Check, DocumentVerdict, Note, Verdict } from "../../../src/verdict/verdict.ts";
import type { Sentences } from "../../../src/language/sentences.ts";
import {
  decidingCheck,
  sayCheck,
  sayNote,
  sayOutcome,
  sayTrust,
  VERDICT_WORDS,
} from "../../../src/verdict/words.ts";
import type { CheckItem } from "../../parts/check-list.tsx";
import { useLanguage } from "../../words/use-language.ts";

export interface VerdictSay {
  readonly outcome: (verdict: Pick<Verdict, "outcome" | "checks">) => string;
  /** Of the check that the verdict turns on; undefined where every check passed. */
  readonly deciding: (verdict: Pick<Verdict, "checks">) => Sentences | undefined;
  readonly items: (checks: readonly Check[]) => readonly CheckItem[];
  readonly check: (check: Check) => Sentences;
  readonly note: (note: Note) => Sentences;
  readonly trust: (document: DocumentVerdict) => string;
}

/** The domain's own sentences, in the reader's language and time zone. */
export function useVerdictSay(): VerdictSay {
  const language = useLanguage();
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const check = (one: Check): Sentences => sayCheck(one, language, timeZone);
  return {
    outcome: (verdict) => sayOutcome(verdict as Verdict, language),
    deciding: (verdict) => {
      const one = decidingCheck(verdict);
      return one === undefined ? undefined : check(one);
    },
    check,
    trust: (document) => sayTrust(document, language),
    note: (note) => sayNote(note, language, timeZone),
    items: (checks) =>
      checks.map((one) => ({
        id: one.name,
        name: VERDICT_WORDS[language].checks[one.name],
        result: one.result,
        sentence: check(one).what,
        code: one.code,
        age: one.age?.seconds,
      })),
  };
}
