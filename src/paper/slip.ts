import type { LangMap } from "../chain/state/records.ts";
import { sayCheck, sayOutcome } from "../verdict/words.ts";
import type { Check, Outcome, Verdict } from "../verdict/verdict.ts";
import { LEGAL } from "../language/legal.ts";
import { textIn } from "../language/sentences.ts";
import { Flow } from "./flow.ts";
import { sayMoment } from "./moment.ts";
import type { Measure, Sheet } from "./sheet.ts";
import { fill, type PaperLanguage } from "./words.ts";

/** What came of a check, without anything that was shown. Times in POSIX seconds. */
export interface PrintedCheck {
  /** File that it was; absent for an answer to a request. */
  readonly name?: string;
  readonly at: number;
  readonly outcome: Outcome;
  readonly checks: readonly Pick<Check, "name" | "result" | "code">[];
  readonly purpose?: LangMap;
  readonly mark: string;
}

interface Head {
  readonly office: LangMap;
  readonly timeZone: string;
  readonly printed: number;
}

const WORDS = {
  en: {
    slip: "Receipt of a check",
    report: "Report of checks",
    when: "Checked on",
    purpose: "Asked for",
    outcome: "Outcome",
    mark: "Number of the check",
    checks: "What was checked",
    counts: "Valid or genuine: {good}. Not valid: {bad}. Cannot tell: {open}.",
    made: "Made on {date} by {office}",
    foot: "{title} · page {page} of {pages}",
    passed: "yes",
    failed: "NO",
    "cannot tell": "?",
  },
  de: {
    slip: "Beleg über eine Prüfung",
    report: "Bericht über Prüfungen",
    when: "Geprüft am",
    purpose: "Gefragt wurde für",
    outcome: "Ergebnis",
    mark: "Nummer der Prüfung",
    checks: "Was geprüft wurde",
    counts: "Gültig oder echt: {good}. Nicht gültig: {bad}. Nicht feststellbar: {open}.",
    made: "Erstellt am {date} von {office}",
    foot: "{title} · Seite {page} von {pages}",
    passed: "ja",
    failed: "NEIN",
    "cannot tell": "?",
  },
} as const;

const headOf = (check: PrintedCheck, language: PaperLanguage): string =>
  sayOutcome(check as unknown as Verdict, language);

function begin(
  title: string,
  of: Head,
  size: "A4" | "Letter",
  language: PaperLanguage,
  measure: Measure,
): Flow {
  const flow = new Flow(size, measure, fill(WORDS[language].foot, { title }));
  flow.text(textIn(of.office, language), { size: 11 });
  flow.space(4);
  flow.text(title, { size: 24, font: "bold" });
  flow.space(8);
  flow.rule();
  flow.space(12);
  return flow;
}

/** For the visitor: what was checked, when and what came of it. */
export function layOutSlip(
  of: Head & { readonly check: PrintedCheck },
  size: "A4" | "Letter",
  language: PaperLanguage,
  measure: Measure,
): readonly Sheet[] {
  const words = WORDS[language];
  const { check, timeZone } = of;
  const flow = begin(words.slip, of, size, language, measure);
  const widths = { label: 150, size: 11 };
  flow.row(words.outcome, headOf(check, language), widths);
  flow.row(words.when, sayMoment(check.at, language, timeZone), widths);
  if (check.purpose !== undefined) flow.row(words.purpose, textIn(check.purpose, language), widths);
  flow.row(words.mark, check.mark, widths);
  flow.space(8);
  flow.text(words.checks, { size: 12, font: "bold" });
  flow.space(3);
  for (const one of check.checks) {
    flow.row(words[one.result], sayCheck(one as Check, language, timeZone).what, { label: 40, size: 10 });
  }
  flow.space(8);
  flow.rule();
  flow.space(8);
  flow.text(LEGAL[language].slip, { size: 9 });
  return flow.done();
}

/** Of many files at once, one line each. */
export function layOutReport(
  of: Head & { readonly rows: readonly PrintedCheck[] },
  size: "A4" | "Letter",
  language: PaperLanguage,
  measure: Measure,
): readonly Sheet[] {
  const words = WORDS[language];
  const flow = begin(words.report, of, size, language, measure);
  const made = { date: sayMoment(of.printed, language, of.timeZone), office: textIn(of.office, language) };
  flow.text(fill(words.made, made), { size: 10 });
  const bad = of.rows.filter(({ outcome }) => outcome === "not valid").length;
  const good = of.rows.filter((row) => row.outcome === "valid" || isGenuine(row)).length;
  flow.text(fill(words.counts, { good, bad, open: of.rows.length - good - bad }), { size: 10, font: "bold" });
  flow.space(8);
  for (const row of of.rows) {
    flow.row(headOf(row, language), `${row.name ?? ""} (${row.mark})`, { label: 150, size: 10 });
    const why = row.checks.find(
      ({ result }) => result === (row.outcome === "not valid" ? "failed" : "cannot tell"),
    );
    if (row.outcome === "valid" || why === undefined) continue;
    flow.text(`${sayCheck(why as Check, language, of.timeZone).what} ${why.code}`, {
      size: 8,
      x: flow.margin + 150,
      width: flow.inner - 150,
    });
    flow.space(3);
  }
  flow.space(8);
  flow.text(LEGAL[language].slip, { size: 9 });
  return flow.done();
}

function isGenuine({ checks }: PrintedCheck): boolean {
  const open = checks.filter(({ result }) => result !== "passed");
  return open.length > 0 && open.every(({ code }) => code === "holder_bound.on_paper");
}
