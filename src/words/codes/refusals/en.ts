import type { CodeWords, RefusalCode } from "../code.ts";

const NOT_ENTERED = "The registry did not enter it; nothing has changed.";
const LOOK_AGAIN = "Bring the registry up to date, look at the certificate again, and start anew.";
const ASK_AUTHORITY = "Ask your authority.";
const REPORT = "Report it with the code.";
const ISSUE_AGAIN = "Issue it again.";

/** Why the registry refused what an office sent in, in English. */
export const REFUSALS_EN: CodeWords<RefusalCode> = {
  "after.stale": {
    what: "Something happened to this certificate in the meantime.",
    means: NOT_ENTERED,
    next: LOOK_AGAIN,
  },
  "commitment.known": { what: "This certificate is entered already.", means: NOT_ENTERED, next: LOOK_AGAIN },
  "credential.unknown": {
    what: "The registry knows no such certificate.",
    means: NOT_ENTERED,
    next: LOOK_AGAIN,
  },
  "credential.final": {
    what: "This certificate has ended for good.",
    means: "Its state can no longer be changed.",
    next: "Issue a new one where one is due.",
  },
  "credential.not_yours": {
    what: "Another office issued this certificate.",
    means: "Only that office may change it.",
    next: "Send the holder there.",
  },
  "status.transition": {
    what: "This cannot be done with a certificate in its present state.",
    means: NOT_ENTERED,
    next: LOOK_AGAIN,
  },
  "tag.held": {
    what: "There is a certificate in force for this already.",
    means: "Two of them may not exist at a time; this one was not entered.",
    next: "Find the other one, and replace or withdraw it first.",
  },
  "tag.missing": {
    what: "The unique mark of this certificate is missing.",
    means: NOT_ENTERED,
    next: REPORT,
  },
  "tag.unexpected": {
    what: "This kind of certificate has no unique mark.",
    means: NOT_ENTERED,
    next: REPORT,
  },
  "tag.epoch": { what: "The unique mark is of an earlier key.", means: NOT_ENTERED, next: ISSUE_AGAIN },
  "tag.unknown": { what: "The unique mark is not known.", means: NOT_ENTERED, next: REPORT },
  "batch.places": {
    what: "Some of these copies are not of this batch.",
    means: NOT_ENTERED,
    next: LOOK_AGAIN,
  },
  "batch.mixed": {
    what: "These copies were not changed by the same entries so far.",
    means: NOT_ENTERED,
    next: LOOK_AGAIN,
  },
  "index.used": {
    what: "The place in the status list was taken in the meantime.",
    means: NOT_ENTERED,
    next: ISSUE_AGAIN,
  },
  "index.range": { what: "The status list has no such place.", means: NOT_ENTERED, next: REPORT },
  "expires.past": {
    what: "The certificate would have ended already.",
    means: NOT_ENTERED,
    next: "Choose a later end.",
  },
  "expires.too_late": {
    what: "The certificate would last longer than its kind allows.",
    means: NOT_ENTERED,
    next: "Choose an earlier end.",
  },
  "key.unknown": {
    what: "The registry does not know the signing key.",
    means: NOT_ENTERED,
    next: ASK_AUTHORITY,
  },
  "office.unknown": {
    what: "The registry does not know this office.",
    means: NOT_ENTERED,
    next: ASK_AUTHORITY,
  },
  "office.withdrawn": {
    what: "This office is no longer accredited.",
    means: "It may not issue or change anything.",
    next: ASK_AUTHORITY,
  },
  "office.not_accredited": {
    what: "This office is not accredited for this kind of certificate.",
    means: NOT_ENTERED,
    next: ASK_AUTHORITY,
  },
  "type.unknown": {
    what: "The registry knows no such kind of certificate.",
    means: NOT_ENTERED,
    next: LOOK_AGAIN,
  },
  "type.retired": {
    what: "This kind of certificate is no longer issued.",
    means: NOT_ENTERED,
    next: "Choose the kind that took its place.",
  },
  "type.retagging": {
    what: "The unique marks of this kind are just being made anew.",
    means: NOT_ENTERED,
    next: "Try again later.",
  },
  "replace.type": {
    what: "A certificate can be replaced only by one of its kind.",
    means: NOT_ENTERED,
    next: "Start anew with the same kind.",
  },
  "replace.reason": {
    what: "This reason does not go with this replacement.",
    means: NOT_ENTERED,
    next: "Choose another reason.",
  },
  "consent.missing": { what: "The owners have not agreed.", means: NOT_ENTERED, next: "Ask them to agree." },
  "consent.unexpected": {
    what: "This replacement goes without the owners' consent.",
    means: NOT_ENTERED,
    next: "Start anew without it.",
  },
  "consent.need": {
    what: "More owners must agree than there are.",
    means: NOT_ENTERED,
    next: "Look at how many of them must agree.",
  },
  "consent.unknown_key": {
    what: "Somebody agreed who is not an owner.",
    means: NOT_ENTERED,
    next: "Ask the owners themselves.",
  },
  "consent.too_few": {
    what: "Too few owners have agreed.",
    means: NOT_ENTERED,
    next: "Ask the others to agree.",
  },
  "consent.invalid": {
    what: "A consent is not for this change.",
    means: NOT_ENTERED,
    next: "Ask for it again.",
  },
  "consent.parties": {
    what: "A third party that must agree has not, or is not the right one.",
    means: NOT_ENTERED,
    next: "Ask that party to agree.",
  },
  "sig.invalid": { what: "A signature does not hold.", means: NOT_ENTERED, next: `${ISSUE_AGAIN} ${REPORT}` },
  "sig.not_officer": {
    what: "Who signed is not an officer of this office.",
    means: NOT_ENTERED,
    next: ASK_AUTHORITY,
  },
  "sig.too_few": {
    what: "Another officer must sign too.",
    means: NOT_ENTERED,
    next: "Ask a second officer to sign.",
  },
  "sig.unknown": { what: "The registry does not know who signed.", means: NOT_ENTERED, next: ASK_AUTHORITY },
};
