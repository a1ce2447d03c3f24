import type { CodeWords, PaperCode } from "../code.ts";

/** What printing a certificate may answer, in English. */
export const PAPER_EN: CodeWords<PaperCode> = {
  "paper.form": {
    what: "A certificate in this form cannot be printed.",
    means:
      "Only certificates of an office of the registry, in their first form, have codes that fit on paper.",
    next: "Present it from your wallet instead.",
  },
  "paper.not_recorded": {
    what: "Your copy of the registry does not show yet that this certificate was recorded.",
    means: "Nobody could check a printout.",
    next: "Update the registry, then try again.",
  },
  "paper.ended": {
    what: "This certificate does not count any more.",
    means: "Whoever checks a printout would see that. Nothing was printed.",
    next: "Ask the office for a new one.",
  },
  "paper.syntax": {
    what: "These codes hold no printed certificate.",
    means: "They are of something else, or were changed.",
    next: "Look whether it is the right sheet.",
  },
  "paper.other_answer": {
    what: "This is no answer to that request.",
    means: "It is encrypted for somebody else. Nothing was printed.",
    next: "Open the request again, and answer it.",
  },
  "paper.too_large": {
    what: "That is too much for paper.",
    means: "Nothing was printed.",
    next: "Choose fewer claims.",
  },
};
