import type { CodeWords, PaperCode } from "../code.ts";

/** What printing a certificate may answer, in German. */
export const PAPER_DE: CodeWords<PaperCode> = {
  "paper.form": {
    what: "Eine Urkunde in dieser Form lässt sich nicht drucken.",
    means:
      "Nur Urkunden einer Stelle des Registers, in ihrer ersten Form, haben Codes, die auf Papier passen.",
    next: "Zeigen Sie sie stattdessen aus Ihrer Mappe vor.",
  },
  "paper.not_recorded": {
    what: "Ihre Kopie des Registers zeigt noch nicht, dass diese Urkunde eingetragen ist.",
    means: "Niemand könnte einen Ausdruck prüfen.",
    next: "Bringen Sie das Register auf den neuesten Stand und versuchen Sie es wieder.",
  },
  "paper.ended": {
    what: "Diese Urkunde gilt nicht mehr.",
    means: "Wer einen Ausdruck prüft, würde das sehen. Es wurde nichts gedruckt.",
    next: "Bitten Sie die Stelle um eine neue.",
  },
  "paper.syntax": {
    what: "Diese Codes enthalten keine gedruckte Urkunde.",
    means: "Sie gehören zu etwas anderem oder wurden verändert.",
    next: "Prüfen Sie, ob es das richtige Blatt ist.",
  },
  "paper.other_answer": {
    what: "Das ist keine Antwort auf diese Anfrage.",
    means: "Sie ist für jemand anderen verschlüsselt. Es wurde nichts gedruckt.",
    next: "Öffnen Sie die Anfrage noch einmal und beantworten Sie sie.",
  },
  "paper.too_large": {
    what: "Das ist zu viel für Papier.",
    means: "Es wurde nichts gedruckt.",
    next: "Wählen Sie weniger Angaben.",
  },
};
