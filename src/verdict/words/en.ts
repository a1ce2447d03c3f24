import type { Words } from "../../language/sentences.ts";
import { NOTES_EN, TRUST_EN } from "./notes/en.ts";
import { ON_PAPER } from "./on-paper.ts";
import type { VerdictWords } from "./table.ts";

const ASK_AGAIN = "Ask the holder to present it again.";
const DO_NOT_ACCEPT = "Do not accept.";
const UPDATE = "Bring your copy of the registry up to date, then check again.";
const SEND_AWAY = "Do not accept. Send the holder to the issuing office.";

const NOT_CHECKED: Words = { what: "Not checked, because something it needs is missing." };
const ALARM: Words = {
  what: "Your copy of the registry has an open alarm.",
  means: "Until it is resolved, nothing read from the registry counts.",
  next: "Open the registry view and resolve the alarm.",
};

export const EN: VerdictWords = {
  outcomes: { valid: "Valid", "not valid": "Not valid", "cannot tell": "Cannot tell" },
  documentValid: "Document valid",
  documentGenuine: "Document genuine",
  checks: {
    parses: "Readable",
    issuer_signature: "Signature of the office",
    office_accredited: "Office accredited",
    anchored: "In the registry",
    status: "Still in force",
    validity: "Within its dates",
    holder_bound: "Presented by its holder",
    request_bound: "Made for this request",
    disclosures: "Shown without change",
    answered: "Everything asked for",
    person_compared: "Person compared",
    data_fresh: "Data recent enough",
  },
  codes: {
    "parses.ok": { what: "The document can be read." },
    "parses.malformed": {
      what: "The document cannot be read.",
      means: "It is damaged, or not one of ours.",
      next: ASK_AGAIN,
    },
    "issuer_signature.ok": { what: ["Signed by {office}.", "Signed by the office it names."] },
    "issuer_signature.bad": {
      what: ["The signature is not that of {office}.", "The signature is not that of the office it names."],
      means: "The document was changed or is a forgery.",
      next: DO_NOT_ACCEPT,
    },
    "issuer_signature.office_absent": {
      what: "The registry knows no such office.",
      means: "Nobody accredited stands behind this document.",
      next: DO_NOT_ACCEPT,
    },
    "issuer_signature.key_absent": {
      what: ["{office} has no such key.", "The office has no such key."],
      means: "Somebody else signed in its name.",
      next: DO_NOT_ACCEPT,
    },
    "issuer_signature.office_unknown": {
      what: "Your copy of the registry does not hold this office.",
      means: "Who signed cannot be checked here.",
      next: UPDATE,
    },
    "issuer_signature.foreign_issuer": {
      what: "Its issuer is no office of your registry.",
      means: "Nobody that you trust vouches for it here.",
      next: "Check it with a program that knows its issuer, or import a trust anchor for it.",
    },
    "issuer_signature.by_anchor": {
      what: [
        "Signed by {office}; its certificate leads to “{anchor}”, which you trust.",
        "Signed by an issuer whose certificate leads to one that you trust.",
      ],
      means: "It is not an office of the registry: you vouch for this issuer yourself.",
      next: "Look at your trust anchors if you are not sure of it.",
    },
    "issuer_signature.certificate_invalid": {
      what: "The certificate of the issuer does not hold.",
      means: "Who signed is not proven.",
      next: DO_NOT_ACCEPT,
    },
    "issuer_signature.alarm": ALARM,
    "issuer_signature.not_checked": NOT_CHECKED,
    "office_accredited.ok": {
      what: [
        "{office} was accredited for this when it signed on {date}.",
        "The office was accredited for this when it signed.",
      ],
    },
    "office_accredited.office_absent": {
      what: "The registry knows no such office.",
      means: "It has never been accredited.",
      next: DO_NOT_ACCEPT,
    },
    "office_accredited.office_withdrawn": {
      what: [
        "{office} lost its accreditation on {date}, before it signed.",
        "The office lost its accreditation before it signed.",
      ],
      means: "It could no longer issue documents.",
      next: DO_NOT_ACCEPT,
    },
    "office_accredited.office_not_yet": {
      what: ["{office} was not yet accredited on {date}.", "The office was not yet accredited."],
      means: "It could not issue documents then.",
      next: DO_NOT_ACCEPT,
    },
    "office_accredited.key_not_active": {
      what: ["{office} did not use this key on {date}.", "The office did not use this key then."],
      means: "Documents signed with it then do not count.",
      next: SEND_AWAY,
    },
    "office_accredited.key_distrusted": {
      what: ["{office} has had this key declared unsafe.", "This key was declared unsafe."],
      means: "Somebody else may have signed with it.",
      next: SEND_AWAY,
    },
    "office_accredited.type_absent": {
      what: "The registry knows no such kind of document.",
      means: "No office may issue it.",
      next: DO_NOT_ACCEPT,
    },
    "office_accredited.type_not_allowed": {
      what: ["{office} may not issue this: {type}.", "The office may not issue this kind of document."],
      means: "The document was issued without the right to.",
      next: DO_NOT_ACCEPT,
    },
    "office_accredited.office_unknown": {
      what: "Your copy of the registry does not hold this office.",
      means: "Whether it is accredited cannot be checked here.",
      next: UPDATE,
    },
    "office_accredited.type_unknown": {
      what: "Your copy of the registry does not hold this kind of document.",
      means: "Whether the office may issue it cannot be checked here.",
      next: UPDATE,
    },
    "office_accredited.time_unknown": {
      what: "When the office signed is not known here.",
      means: "Whether it was accredited then cannot be checked.",
      next: UPDATE,
    },
    "office_accredited.alarm": ALARM,
    "office_accredited.not_checked": NOT_CHECKED,
    "anchored.ok": {
      what: ["Recorded in the registry on {date}.", "Recorded in the registry."],
    },
    "anchored.absent": {
      what: "The registry has no record of this document.",
      means: "It was never issued in due form.",
      next: DO_NOT_ACCEPT,
    },
    "anchored.receipt_invalid": {
      what: "The proof that came with the document does not hold.",
      means: "It was changed, or belongs to something else.",
      next: ASK_AGAIN,
    },
    "anchored.mismatch": {
      what: "The document differs from what the registry records of it.",
      means: "The office recorded something other than it signed.",
      next: SEND_AWAY,
    },
    "anchored.unknown": {
      what: "Your copy of the registry does not reach to this document.",
      means: "It may have been issued only recently.",
      next: UPDATE,
    },
    "anchored.alarm": ALARM,
    "anchored.not_checked": NOT_CHECKED,
    "status.ok": { what: "In force, as of the data used here." },
    "status.revoked": {
      what: [
        "Withdrawn by the office on {date} ({reason}).",
        "Withdrawn by the office on {date}.",
        "Withdrawn by the office.",
      ],
      means: "It no longer counts.",
      next: DO_NOT_ACCEPT,
    },
    "status.suspended": {
      what: [
        "Suspended by the office on {date} ({reason}).",
        "Suspended by the office on {date}.",
        "Suspended by the office.",
      ],
      means: "It does not count until the office lifts the suspension.",
      next: SEND_AWAY,
    },
    "status.replaced": {
      what: [
        "Replaced by a newer one on {date} ({reason}).",
        "Replaced by a newer one on {date}.",
        "Replaced by a newer one.",
      ],
      means: "This one no longer counts.",
      next: "Ask for the newer one.",
    },
    "status.unknown": {
      what: "Whether it is still in force is not known here.",
      means: "Your copy of the registry lacks the office's list.",
      next: UPDATE,
    },
    "status.not_kept": {
      what: "The issuer keeps no list of withdrawn documents.",
      means: "Whether it was withdrawn since cannot be seen.",
      next: "Ask the issuer where much depends on it.",
    },
    "status.alarm": ALARM,
    "status.not_checked": NOT_CHECKED,
    "validity.ok": { what: ["Valid until {date}.", "Within its dates."] },
    "validity.expired": {
      what: ["Expired on {date}.", "Expired."],
      means: "It no longer counts.",
      next: "Ask for a renewed one.",
    },
    "validity.not_yet": {
      what: "Not yet valid.",
      means: "Its time begins later, or a clock is wrong.",
      next: "Look at the clock of this computer, then check again.",
    },
    "validity.undated": {
      what: "Its dates cannot be read.",
      means: "The office did not issue it in due form.",
      next: SEND_AWAY,
    },
    "validity.not_checked": NOT_CHECKED,
    "holder_bound.ok": { what: "Presented with the holder's own key." },
    "holder_bound.missing": {
      what: "The holder's proof is missing.",
      means: "Anybody could have sent this copy.",
      next: ASK_AGAIN,
    },
    "holder_bound.bad": {
      what: "The holder's proof does not hold.",
      means: "It was changed, or made by somebody else.",
      next: DO_NOT_ACCEPT,
    },
    ...ON_PAPER.en,
    "holder_bound.not_presented": {
      what: "Nobody presented this document; it was only looked at.",
      means: "Who carries it was not checked.",
      next: "Ask the holder to present it.",
    },
    "holder_bound.not_checked": NOT_CHECKED,
    "request_bound.ok": { what: "Made for this request, and in time." },
    "request_bound.nonce": {
      what: "The answer belongs to another request.",
      means: "It may be an old answer used again.",
      next: ASK_AGAIN,
    },
    "request_bound.audience": {
      what: "The answer was made for somebody else.",
      means: "Somebody may be passing it on.",
      next: DO_NOT_ACCEPT,
    },
    "request_bound.too_early": {
      what: "The answer is older than the request.",
      means: "A clock is wrong, or it was made in advance.",
      next: ASK_AGAIN,
    },
    "request_bound.too_late": {
      what: "The answer is dated in the future.",
      means: "A clock is wrong, here or with the holder.",
      next: "Look at both clocks, then ask again.",
    },
    "request_bound.expired": {
      what: ["The request ended on {date}.", "The request has ended."],
      means: "Answers to it are no longer taken.",
      next: "Make a new request.",
    },
    "request_bound.no_request": {
      what: "Nothing was asked; the document was only looked at.",
      means: "When and for whom it was presented is not known.",
      next: "Make a request and have it answered.",
    },
    "request_bound.not_checked": NOT_CHECKED,
    "disclosures.ok": { what: "Everything shown is as the office signed it." },
    "disclosures.unfit": {
      what: "Something shown is not what the office signed.",
      means: "Details were added, repeated or changed.",
      next: DO_NOT_ACCEPT,
    },
    "disclosures.not_checked": NOT_CHECKED,
    "answered.ok": { what: "Everything you asked for was given." },
    "answered.incomplete": {
      what: "Not everything you asked for was given.",
      means: "The answer is not enough for your purpose.",
      next: ASK_AGAIN,
    },
    "answered.unasked": {
      what: "A document was given that you did not ask for.",
      means: "The answer does not fit the request.",
      next: ASK_AGAIN,
    },
    "answered.no_request": {
      what: "Nothing was asked; the document was only looked at.",
      next: "Make a request and have it answered.",
    },
    "answered.not_checked": NOT_CHECKED,
    "person_compared.ok": { what: "You found it to be the same person." },
    "person_compared.different": {
      what: "You found it not to be the same person.",
      means: "The document belongs to somebody else.",
      next: DO_NOT_ACCEPT,
    },
    "person_compared.unsure": {
      what: "You were not sure that it is the same person.",
      means: "Who carries the document is open.",
      next: "Ask a colleague, or for another document.",
    },
    "person_compared.waiting": {
      what: "The person is still to be compared.",
      means: "The document alone does not say who carries it.",
      next: "Compare the portrait with the person.",
    },
    "data_fresh.ok": { what: ["The data used is {age} old.", "The data used is recent enough."] },
    "data_fresh.stale": {
      what: ["The data used is {age} old.", "The data used is too old."],
      means: "A withdrawal since then would not be seen.",
      next: UPDATE,
    },
    "data_fresh.none": {
      what: "This computer has no registry data yet.",
      means: "Nothing can be checked against the registry.",
      next: UPDATE,
    },
    "data_fresh.clock": {
      what: "The registry's data is newer than the clock of this computer.",
      means: "The clock is wrong, so the age of the data is not known.",
      next: "Set the clock of this computer, then check again.",
    },
    "data_fresh.type_unknown": {
      what: "How recent the data must be is not known here.",
      means: "Your copy of the registry does not hold this kind of document.",
      next: UPDATE,
    },
    "data_fresh.alarm": ALARM,
    "data_fresh.not_checked": NOT_CHECKED,
  },
  notes: NOTES_EN,
  trust: TRUST_EN,
  reasons: {
    lost: "lost",
    stolen: "stolen",
    error: "issued in error",
    fraud: "fraud",
    "holder-request": "at the holder's request",
    investigation: "under investigation",
    death: "death of the holder",
    court: "by order of a court",
    law: "by law",
    "lost-key": "the holder's key was lost",
    ended: "ended",
    superseded: "superseded",
    correction: "correction",
    renewal: "renewal",
    transfer: "new owner",
    step: "next step",
    "key-compromise": "a key was no longer safe",
    "duty-ended": "duty ended",
  },
};
