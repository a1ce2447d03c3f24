import type { CodeWords, MatcherCode } from "../code.ts";

/** What an office's own face matcher may answer, in English. */
export const MATCHER_EN: CodeWords<MatcherCode> = {
  "matcher.none": {
    what: "There is no file of a face matcher.",
    means: "None comes with this program. Faces are compared by looking, as always.",
    next: "Add the file of your office's own matcher in the settings.",
  },
  "matcher.off": {
    what: "The face matcher is switched off.",
    means: "Nothing was compared and nothing was written down.",
    next: "Look for yourself. Who may switch it on does so in the settings.",
  },
  "matcher.changed": {
    what: "The face matcher's file is not the one that was switched on.",
    means: "It was not run.",
    next: "Look for yourself, and have the settings looked at.",
  },
  "matcher.unfit": {
    what: "This file is no face matcher that can be run here.",
    means: "It must be one WebAssembly module that asks for memory and for nothing else.",
    next: "Ask whoever made it for one in that form.",
  },
  "matcher.failed": {
    what: "The face matcher crashed.",
    means: "It says nothing about the person. Nothing else was harmed.",
    next: "Look for yourself.",
  },
  "matcher.slow": {
    what: "The face matcher took too long and was ended.",
    means: "It says nothing about the person.",
    next: "Look for yourself.",
  },
  "matcher.answer": {
    what: "The face matcher's answer makes no sense.",
    means: "It was thrown away and says nothing about the person.",
    next: "Look for yourself, and tell whoever made the matcher.",
  },
  "matcher.not_kept": {
    what: "The face matcher's file could not be kept.",
    means: "The disk did not take it. What was there before still is.",
    next: "Make room on the disk, then add it again.",
  },
  "matcher.asked": {
    what: "The visitor was asked before in this check.",
    means: "What was said and found stays. Nobody is asked twice.",
    next: "Look for yourself.",
  },
};
