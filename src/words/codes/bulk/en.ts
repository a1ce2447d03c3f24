import type { BulkCode, CodeWords } from "../code.ts";

/** What issuing from a table may answer, and what may be wrong in it, in English. */
export const BULK_EN: CodeWords<BulkCode> = {
  "csv.empty": {
    what: "The table is empty.",
    means: "It needs a head and at least one row.",
    next: "Save it as CSV with its head, then try again.",
  },
  "csv.quote": {
    what: "This is no table as CSV writes it.",
    means: "A quotation mark is open, or stands within a field.",
    next: "Save the table as CSV again.",
  },
  "csv.too_large": {
    what: "The table is too large.",
    means: "Nothing of it was taken in.",
    next: "Divide it into several.",
  },
  "csv.too_many": {
    what: "The table has too many rows or columns.",
    means: "Nothing of it was taken in.",
    next: "Divide it into several.",
  },
  "bulk.columns": {
    what: "The columns do not fit this certificate.",
    means:
      "There must be one for each claim that is needed, one named request, and none that is unknown or there twice.",
    next: "Take the head from the example, then try again.",
  },
  "bulk.problems": {
    what: "Some rows need a look.",
    means: "Nothing was begun.",
    next: "Put them right in the table, then check it again.",
  },
  "bulk.nothing": {
    what: "There is nothing to do.",
    means: "Every row was taken in before, or none waits.",
    next: "Look at the list of tables.",
  },
  "bulk.unknown": {
    what: "This office has no such table.",
    means: "Nothing was changed.",
    next: "Look at the list again.",
  },
  "bulk.running": {
    what: "This table is being worked on already.",
    means: "It goes on.",
    next: "Wait for it, or pause it.",
  },
  "bulk.not_looked": {
    what: "Not all that was drawn was looked at.",
    means: "Nothing was signed.",
    next: "Look at each of them first.",
  },
  "bulk.missing": {
    what: "This is needed.",
    means: "The row cannot be issued without it.",
    next: "Fill it in.",
  },
  "bulk.value": {
    what: "This value does not fit its column.",
    means: "Dates are written 2026-04-30, yes and no as true and false, numbers in digits.",
    next: "Write it so that it reads in one way.",
  },
  "bulk.twice": {
    what: "Another row stands for the same thing.",
    means: "Only one certificate in force may have it.",
    next: "Remove one of the two rows.",
  },
  "bulk.key_twice": {
    what: "Another row has the same key.",
    means: "A key stands for one certificate.",
    next: "Give each row a key of its own.",
  },
  "bulk.key_reused": {
    what: "This key was used before, for something else.",
    means: "A row is issued once, however often its table comes in.",
    next: "Take a new key, or the row as it was.",
  },
};
