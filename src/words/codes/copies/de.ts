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
  "copies.too_few": {
    what: "Gemeinsam ausgestellt werden Ausfertigungen von mindestens zwei Inhabern.",
    means:
      "Wer dabei allein ist, wäre daran zu erkennen. Nichts wurde unterschrieben; wer wartet, wartet weiter.",
    next: "Stellen Sie aus, wenn mehr Inhaber warten.",
  },
  "copies.ended": {
    what: "Die früheren Ausfertigungen dieses Inhabers wurden widerrufen.",
    means: "Wer sie hat, bekommt keine weiteren. Die anderen warten darauf nicht.",
    next: "Weisen Sie diesen Inhaber ab, oder machen Sie ihm ein neues Angebot.",
  },
  "copies.stopped": {
    what: "Die früheren Ausfertigungen dieses Inhabers sind ausgesetzt.",
    means: "Weitere gibt es, sobald sie wieder gelten. Bis dahin wartet dieser Inhaber.",
    next: "Setzen Sie die Ausfertigungen wieder in Kraft, oder weisen Sie diesen Inhaber ab.",
  },
  "copies.held": {
    what: "Eine andere Urkunde steht im Register für dasselbe.",
    means: "Das Register würde alle zusammen ablehnen. Dieser Inhaber wartet, die anderen nicht.",
    next: "Widerrufen Sie die andere Urkunde, wenn sie diesem Inhaber gehört, oder weisen Sie ihn ab.",
  },
  "copies.twice": {
    what: "Jemand anderes bittet gleichzeitig um dasselbe.",
    means: "Zwei Wallets können einer Person gehören. Die zweite wartet auf das nächste Mal.",
    next: "Sehen Sie sich beide an, und weisen Sie die falsche ab.",
  },
  "present.copies_spent": {
    what: "Alle Ausfertigungen dieser Urkunde sind verbraucht.",
    means:
      "Mit einer, die schon gezeigt wurde oder vielleicht schon gezeigt wurde, könnten zwei Schalter feststellen, dass Sie bei beiden waren. Es hat nichts Ihre Mappe verlassen.",
    next: "Bitten Sie die Stelle um neue Ausfertigungen.",
  },
};
