import { isGenuineOnPaper, waitsForPerson } from "./check.ts";
import type { Check, CheckFacts, DataAge, DocumentVerdict, Note, Verdict } from "./verdict.ts";
import { dateOf } from "../language/date-of.ts";
import { isolate, type Language, LOCALES } from "../language/languages.ts";
import { AR } from "./words/ar.ts";
import { DE } from "./words/de.ts";
import { EN } from "./words/en.ts";
import { type Names, type Sentences, sentencesOf, textIn } from "../language/sentences.ts";
import type { VerdictWords } from "./words/table.ts";

export const VERDICT_WORDS: { readonly [language in Language]: VerdictWords } = { en: EN, de: DE, ar: AR };

/** A date written out, as "3 May 2026"; `timeZone` is an IANA name. */
export function sayDate(time: number, language: Language, timeZone = "UTC"): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long", timeZone }).format(dateOf(time));
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** A span in its largest whole unit, as "3 hours". */
export function saySpan(seconds: number, language: Language): string {
  const [unit, length] = UNITS.find(([, size]) => seconds >= size) ?? (["second", 1] as const);
  const format = { style: "unit", unit, unitDisplay: "long" } as const;
  const count = Math.max(0, Math.floor(seconds / length));
  return new Intl.NumberFormat(LOCALES[language], format).format(count);
}

function namesOf(
  facts: CheckFacts | undefined,
  age: DataAge | undefined,
  language: Language,
  timeZone: string,
): Names {
  const reasons: Names = VERDICT_WORDS[language].reasons;
  return {
    office: facts?.office && isolate(textIn(facts.office, language), language),
    type: facts?.type && isolate(textIn(facts.type, language), language),
    date: facts?.time === undefined ? undefined : sayDate(facts.time, language, timeZone),
    reason: facts?.reason === undefined ? undefined : reasons[facts.reason],
    count: facts?.count === undefined ? undefined : String(facts.count),
    anchor: facts?.anchor && isolate(facts.anchor, language),
    age: age && saySpan(age.seconds, language),
  };
}

/** Dates are those of `timeZone`, an IANA name. */
export function sayCheck(check: Check, language: Language, timeZone = "UTC"): Sentences {
  const words = VERDICT_WORDS[language].codes[check.code];
  return sentencesOf(words, namesOf(check.facts, check.age, language, timeZone));
}

/** As `sayCheck`. */
export function sayNote(note: Note, language: Language, timeZone = "UTC"): Sentences {
  return sentencesOf(
    VERDICT_WORDS[language].notes[note.code],
    namesOf(note.facts, undefined, language, timeZone),
  );
}

/** By what the signature of a document's issuer was found to hold. */
export function sayTrust({ trust }: Pick<DocumentVerdict, "trust">, language: Language): string {
  return VERDICT_WORDS[language].trust[trust];
}

/** Why a status changed; the code itself where we have no words for it. */
export function sayReason(reason: string, language: Language): string {
  const reasons: Names = VERDICT_WORDS[language].reasons;
  return reasons[reason] ?? reason;
}

/** The check that a verdict turns on: the first that failed, else the first that could not tell why. */
export function decidingCheck({ checks }: Pick<Verdict, "checks">): Check | undefined {
  const failed = checks.find(({ result }) => result === "failed");
  const open = checks.filter(({ result }) => result === "cannot tell");
  return failed ?? open.find(({ code }) => !code.endsWith(".not_checked")) ?? open[0];
}

/** Head of the verdict: `Document valid` where only the comparison of the person is open, `Document genuine` on paper. */
export function sayOutcome(verdict: Verdict, language: Language): string {
  const table = VERDICT_WORDS[language];
  if (waitsForPerson(verdict.checks)) return table.documentValid;
  return isGenuineOnPaper(verdict.checks) ? table.documentGenuine : table.outcomes[verdict.outcome];
}
