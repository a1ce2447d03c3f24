import type { VerdictWords } from "../table.ts";

export const NOTES_DE: VerdictWords["notes"] = {
  "note.more_than_asked": {
    what: "Es wurde mehr gezeigt, als Sie gefragt haben.",
    next: "Behalten Sie nicht, wonach Sie nicht gefragt haben.",
  },
  "note.without_consent": {
    what: [
      "Es ersetzte ein älteres Dokument ohne Zustimmung des Eigentümers ({reason}).",
      "Es ersetzte ein älteres Dokument ohne Zustimmung des Eigentümers.",
    ],
    next: "Fragen Sie im Zweifel die ausstellende Stelle nach der Anordnung.",
  },
  "note.office_withdrawn_since": {
    what: [
      "Die Stelle „{office}“ verlor am {date} ihre Zulassung.",
      "Die Stelle hat seither ihre Zulassung verloren.",
    ],
    means: "Was sie vorher unterschrieb, zählt weiterhin.",
  },
  "note.by_guardian": {
    what: "Von einem Sorgeberechtigten vorgelegt.",
    means: "Die Urkunde handelt von jemand anderem, für den gehandelt wird.",
    next: "Achten Sie darauf, dass Handeln für diese Person hier genügt.",
  },
  "note.by_representative": {
    what: "Von einem Vertreter vorgelegt.",
    means: "Die Urkunde gehört einer Einrichtung, für die gehandelt wird.",
    next: "Achten Sie darauf, dass Handeln für sie hier genügt.",
  },
  "note.one_of_several": {
    what: [
      "Einer von {count}, die sie gemeinsam innehaben, hat sie vorgelegt.",
      "Einer von mehreren, die sie gemeinsam innehaben, hat sie vorgelegt.",
    ],
    means: "Die anderen wurden nicht gefragt.",
  },
};

export const TRUST_DE: VerdictWords["trust"] = {
  registry: "Aussteller aus dem Register bekannt",
  anchor: "Aussteller durch einen von Ihnen importierten Vertrauensanker bekannt, nicht aus dem Register",
  none: "Aussteller nicht als jemand erwiesen, dem Sie vertrauen",
};
