import type { VerdictWords } from "../table.ts";

export const NOTES_EN: VerdictWords["notes"] = {
  "note.more_than_asked": {
    what: "More was shown than you asked for.",
    next: "Do not keep what you did not ask for.",
  },
  "note.without_consent": {
    what: [
      "It replaced an older document without the owner's consent ({reason}).",
      "It replaced an older document without the owner's consent.",
    ],
    next: "If in doubt, ask the issuing office for the order behind it.",
  },
  "note.office_withdrawn_since": {
    what: ["{office} lost its accreditation on {date}.", "The office has since lost its accreditation."],
    means: "What it signed before still counts.",
  },
  "note.by_guardian": {
    what: "Presented by a guardian.",
    means: "The document is about somebody else, for whom they act.",
    next: "Make sure that acting for that person is enough here.",
  },
  "note.by_representative": {
    what: "Presented by a representative.",
    means: "The document belongs to a body, for which they act.",
    next: "Make sure that acting for it is enough here.",
  },
  "note.one_of_several": {
    what: [
      "One of {count} who hold it together presented it.",
      "One of several who hold it together presented it.",
    ],
    means: "The others have not been asked.",
  },
};

export const TRUST_EN: VerdictWords["trust"] = {
  registry: "Issuer known from the registry",
  anchor: "Issuer known by a trust anchor that you imported, not from the registry",
  none: "Issuer not proven to be anybody that you trust",
};
