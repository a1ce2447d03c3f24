import type { CodeWords, CopiesCode } from "../code.ts";

/** What single-use copies may answer, in German. */
export const COPIES_DE: CodeWords<CopiesCode> = {
  "copies.type": {
    what: "Diese Art wird nicht in Einmal-Ausfertigungen ausgestellt.",
    means:
      "Bei ihr unterschreiben Eigentümer oder zwei Beamte für jede einzelne, und das gibt es bei Ausfertigungen nicht. Nichts wurde unterschrieben.",
    next: "Stellen Sie sie als einzelne Urkunde aus.",
  },
  "copies.uneven": {
    what: "Die Inhaber bitten nicht um gleich viele Ausfertigungen.",
    means: "Wer mehr hätte als die anderen, wäre daran zu erkennen. Nichts wurde unterschrieben.",
    next: "Bitten Sie alle um Anfragen mit gleich vielen Ausfertigungen, mindestens zwei.",
  },
  "copies.too_many": {
    what: "Es sind zu viele Ausfertigungen auf einmal.",
    means: "Sie passen nicht in die Statusliste oder nicht in eine Lieferung. Nichts wurde unterschrieben.",
    next: "Stellen Sie weniger auf einmal aus.",
  },
  "present.copies_spent": {
    what: "Alle Ausfertigungen dieser Urkunde sind verbraucht.",
    means:
      "Mit einer, die schon gezeigt wurde oder vielleicht schon gezeigt wurde, könnten zwei Schalter feststellen, dass Sie bei beiden waren. Es hat nichts Ihre Mappe verlassen.",
    next: "Bitten Sie die Stelle um neue Ausfertigungen.",
  },
};
