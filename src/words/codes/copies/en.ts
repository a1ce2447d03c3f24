import type { CodeWords, CopiesCode } from "../code.ts";

/** What single-use copies may answer, in English. */
export const COPIES_EN: CodeWords<CopiesCode> = {
  "copies.type": {
    what: "This kind of certificate is not issued as single-use copies.",
    means: "Its owners or two officers sign for each, and copies have neither. Nothing was signed.",
    next: "Issue it as one certificate.",
  },
  "copies.uneven": {
    what: "The holders do not ask for the same number of copies.",
    means: "Whoever had more than the others could be told by that. Nothing was signed.",
    next: "Ask each of them for a request with as many copies, at least two.",
  },
  "copies.too_many": {
    what: "There are too many copies for one batch.",
    means: "They fit neither into the status list nor into one delivery. Nothing was signed.",
    next: "Issue fewer at a time.",
  },
  "present.copies_spent": {
    what: "All copies of this certificate are used up.",
    means:
      "A copy that was shown before, or that may have been, would let two counters find out that both saw you. Nothing has left your wallet.",
    next: "Ask the office for new copies.",
  },
};
