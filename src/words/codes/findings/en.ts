import type { CodeWords, FindingCode } from "../code.ts";

const ELSEWHERE =
  "It was thrown away; only what fits is taken, from another source. Nothing of yours was touched.";
const WATCH = "If it happens again, remove this source.";
const WAIT = "Nothing needs to be done; it is tried again.";

/** What was found at a source or on this computer, in English. */
export const FINDINGS_EN: CodeWords<FindingCode> = {
  "source.unreachable": { what: "A source did not answer.", means: "Others were asked.", next: WAIT },
  "source.timeout": { what: "A source took too long.", means: "Others were asked.", next: WAIT },
  "source.busy": { what: "A source asked for patience.", means: "Others were asked.", next: WAIT },
  "source.too_large": { what: "A source sent far too much.", means: ELSEWHERE, next: WATCH },
  "source.redirect": {
    what: "A source sent us somewhere else.",
    means: "We did not go there; others were asked.",
    next: "Ask who runs it for its new address.",
  },
  "source.missing": {
    what: "A source did not have what was asked for.",
    means: "Others were asked.",
    next: WAIT,
  },
  "source.malformed": { what: "A source sent something unreadable.", means: ELSEWHERE, next: WATCH },
  "source.tile_mismatch": {
    what: "A source sent a changed piece of the tree.",
    means: ELSEWHERE,
    next: WATCH,
  },
  "source.bundle_mismatch": { what: "A source sent a changed block.", means: ELSEWHERE, next: WATCH },
  "source.seal_invalid": { what: "A source sent a seal that does not hold.", means: ELSEWHERE, next: WATCH },
  "source.proof_invalid": {
    what: "A source sent a proof that does not hold.",
    means: ELSEWHERE,
    next: WATCH,
  },
  "source.record_invalid": { what: "A source sent a changed block record.", means: ELSEWHERE, next: WATCH },
  "source.epoch_invalid": {
    what: "A source named authorities that do not fit the registry's history.",
    means: ELSEWHERE,
    next: WATCH,
  },
  "source.trust_invalid": {
    what: "A source sent a changed record of an office or a type.",
    means: ELSEWHERE,
    next: WATCH,
  },
  "source.status_invalid": { what: "A source sent a changed status list.", means: ELSEWHERE, next: WATCH },
  "source.receipt_invalid": {
    what: "A source sent a receipt that does not hold.",
    means: ELSEWHERE,
    next: WATCH,
  },
  "source.foreign": {
    what: "A source serves another registry.",
    means: "Nothing was taken from it.",
    next: "Remove it, or correct its address.",
  },
  "source.rules_broken": {
    what: "A source sent a sealed block that breaks the registry's rules.",
    means: "It was not taken in.",
    next: "Tell the authorities.",
  },
  "source.stale": {
    what: "A source is behind what you already have.",
    means: "Nothing was taken back.",
    next: WAIT,
  },
  "source.fork": {
    what: "A source shows a sealed history that is not the one you follow.",
    means: "Authorities have signed two histories. Both seals are kept as evidence.",
    next: "Do not decide anything by the registry until this is resolved. Tell the authorities.",
  },
  "alarm.fork": {
    what: "There are two sealed histories of this registry.",
    means: "Authorities have signed both. Until this is resolved, every check says that it cannot tell.",
    next: "Look at the evidence in the registry view, and tell the authorities.",
  },
  "copy.damaged": {
    what: "Part of your copy of the registry was damaged on disk.",
    means: "It was fetched again; nothing of yours was touched.",
    next: "If it happens again, have the disk looked at.",
  },
  "copy.unreadable": {
    what: "Your copy of the registry could not be read.",
    means: "It was set aside and begun anew; your certificates are not part of it.",
    next: "Bring the registry up to date.",
  },
  "copy.unusable": {
    what: "Your copy of the registry contradicts itself.",
    means: "It is not used; your certificates are not part of it.",
    next: "Bring the registry up to date. If it stays, ask for help with this code.",
  },
};
