import type { LangMap } from "../chain/state/records.ts";
import { textIn } from "../language/sentences.ts";
import { type PrintedCode, setCodes } from "./codes.ts";
import { Flow } from "./flow.ts";
import { sayMoment } from "./moment.ts";
import type { Measure, Sheet, SheetSize } from "./sheet.ts";
import { fill, PAPER_WORDS, type PaperLanguage } from "./words.ts";

/** An answer on paper: it is encrypted, so what stands in clear is who may read it and what kind of details it holds. */
export interface PrintedAnswer {
  readonly asker: LangMap;
  readonly purpose: LangMap | undefined;
  /** Until when its asker takes it, POSIX seconds. */
  readonly expires: number;
  /** Names of the details, never what they say. */
  readonly given: readonly LangMap[];
  /** First characters of the name of the key that it is encrypted to. */
  readonly mark: string;
  readonly printed: number;
  /** IANA name, for all dates. */
  readonly timeZone: string;
  readonly codes: readonly PrintedCode[];
  /** Some of its characters have no shape in the fonts that are printed with. */
  readonly unprintable: boolean;
}

const WORDS = {
  en: {
    title: "Answer for a counter",
    made: "Made on {date}",
    for: "For",
    purpose: "Asked for",
    until: "Taken until",
    given: "Holds",
    mark: "Mark",
    bring: "Bring this to the counter",
    how: "There “New check” reads the codes with a camera, one after the other in any order or several in one picture, or opens the PDF file. Codes: {count}.",
    sealed:
      "The codes are encrypted: only this counter can read them. It takes them once, and not after the time above. Of what they say nothing stands in clear on this paper.",
    foot: "{mark} · page {page} of {pages}",
  },
  de: {
    title: "Antwort für einen Schalter",
    made: "Erstellt am {date}",
    for: "Für",
    purpose: "Gefragt wurde für",
    until: "Angenommen bis",
    given: "Enthält",
    mark: "Zeichen",
    bring: "Bringen Sie das zum Schalter",
    how: "Dort liest „Neue Prüfung“ die Codes mit einer Kamera, nacheinander in beliebiger Reihenfolge oder mehrere auf einem Bild, oder öffnet die PDF-Datei. Codes: {count}.",
    sealed:
      "Die Codes sind verschlüsselt: Nur dieser Schalter kann sie lesen. Er nimmt sie einmal an, und nicht nach der Zeit oben. Von dem, was sie sagen, steht nichts lesbar auf diesem Papier.",
    foot: "{mark} · Seite {page} von {pages}",
  },
} as const;

/** The answer to a request, to be carried to a counter on A4 or Letter. */
export function layOutAnswer(
  of: PrintedAnswer,
  size: Exclude<SheetSize, "label">,
  language: PaperLanguage,
  measure: Measure,
): readonly Sheet[] {
  const words = WORDS[language];
  const flow = new Flow(size, measure, fill(words.foot, { mark: of.mark }));
  const moment = (time: number): string => sayMoment(time, language, of.timeZone);
  flow.text(words.title, { size: 26, font: "bold" });
  flow.text(fill(words.made, { date: moment(of.printed) }), { size: 9 });
  flow.space(8);
  flow.rule();
  flow.space(12);
  const widths = { label: 150, size: 11 };
  flow.row(words.for, textIn(of.asker, language), widths);
  if (of.purpose !== undefined) flow.row(words.purpose, textIn(of.purpose, language), widths);
  flow.row(words.until, moment(of.expires), widths);
  flow.row(words.given, of.given.map((name) => textIn(name, language)).join(", "), widths);
  flow.row(words.mark, of.mark, widths);
  if (of.unprintable) flow.text(PAPER_WORDS[language].unprintable, { size: 8 });
  flow.space(6);
  flow.rule();
  flow.space(8);
  flow.text(words.bring, { size: 11, font: "bold" });
  flow.text(fill(words.how, { count: of.codes.length }), { size: 9 });
  flow.space(3);
  flow.text(words.sealed, { size: 9 });
  flow.space(8);
  setCodes(flow, of.codes, language, 236);
  return flow.done();
}
