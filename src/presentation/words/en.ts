import type { PresentationWords } from "./table.ts";

const ASK_AGAIN = "Ask the holder to present it again.";
const NEW_REQUEST = "Ask for a new request.";

export const EN: PresentationWords = {
  askers: {
    "asker.ok": { what: ["{office} asks, accredited in the registry.", "An accredited office asks."] },
    "asker.anchor": {
      what: ["{office} asks.", "Somebody with a certificate asks."],
      means: "Its certificate leads to one that you trust.",
    },
    "asker.certificate_unknown": {
      what: ["It says it is {office}.", "Who asks is not known."],
      means: "It has a certificate, but from nobody that you trust.",
      next: "Answer only if you know and trust who sent you here.",
    },
    "asker.did": {
      what: "Who asks is not known.",
      means: "It proves only that it holds its own key. Nobody vouches for it.",
      next: "Answer only if you know and trust who sent you here.",
    },
    "asker.unsigned": {
      what: "Nobody signed this request.",
      means: "Anybody can have made it. All that is known is where the answer would go.",
      next: "Answer only if you know and trust who sent you here.",
    },
    "asker.certificate": {
      what: "The certificate of who asks does not count.",
      means: "It has ended, cannot be read, or its chain is broken.",
      next: "Do not answer. Ask for a new request.",
    },
    "asker.client_mismatch": {
      what: "The request is not from who it says.",
      means: "Its name and its key, or the place the answer goes to, do not belong together.",
      next: "Do not answer.",
    },
    "asker.not_of_registry": {
      what: "Who asks is not known.",
      means: "The request names nobody that the registry accredits.",
      next: "Do not answer.",
    },
    "asker.other_registry": {
      what: "Who asks belongs to another registry.",
      means: "Whether it is accredited there cannot be checked here.",
      next: "Answer only if you know and trust who handed it to you.",
    },
    "asker.no_data": {
      what: "This computer has no registry data yet.",
      means: "Who asks cannot be checked.",
      next: "Bring your copy of the registry up to date first.",
    },
    "asker.alarm": {
      what: "Your copy of the registry has an open alarm.",
      means: "Who asks cannot be checked until it is resolved.",
      next: "Open the registry view and resolve the alarm.",
    },
    "asker.office_unknown": {
      what: "Your copy of the registry does not hold who asks.",
      means: "Whether it is accredited cannot be checked here.",
      next: "Bring your copy of the registry up to date first.",
    },
    "asker.office_absent": {
      what: "The registry knows nobody of that name.",
      means: "Who asks is not accredited.",
      next: "Do not answer unless you know who asks.",
    },
    "asker.office_withdrawn": {
      what: ["{office} is no longer accredited.", "The office that asks is no longer accredited."],
      means: "It may not ask any more.",
      next: "Do not answer.",
    },
    "asker.key_absent": {
      what: "The request is not signed by the office it names.",
      means: "Somebody may be pretending.",
      next: "Do not answer.",
    },
    "asker.key_not_active": {
      what: [
        "{office} signed with a key that is not in use today.",
        "The office signed with a key that is not in use today.",
      ],
      means: "The request may be old.",
      next: NEW_REQUEST,
    },
    "asker.key_distrusted": {
      what: "The request is signed with a key declared unsafe.",
      means: "Somebody may be pretending.",
      next: "Do not answer.",
    },
    "asker.signature": {
      what: "The request was changed after it was signed.",
      means: "It is not what the asker wrote.",
      next: "Do not answer.",
    },
    "asker.purpose_absent": {
      what: [
        "{office} is not accredited for this purpose.",
        "The office is not accredited for this purpose.",
      ],
      means: "It may not ask for it.",
      next: "Ask the office why it needs this.",
    },
    "asker.purpose_not_active": {
      what: [
        "{office} is not accredited for this purpose today.",
        "The office is not accredited for this purpose today.",
      ],
      means: "It may not ask for it now.",
      next: "Ask the office why it needs this.",
    },
    "asker.expired": {
      what: "The request has ended.",
      means: "An answer would not be taken.",
      next: NEW_REQUEST,
    },
    "asker.not_yet": {
      what: "The request is dated in the future.",
      means: "A clock is wrong, here or with the asker.",
      next: "Look at the clock of this computer.",
    },
  },
  overAsked: {
    what: "More is asked than this office may ask for this purpose.",
    means: "It has no right to what is marked.",
    next: "Give only what you want to give, or do not answer.",
  },
  problems: {
    "presentation.too_large": { what: "The message is too large.", next: "Ask for it again." },
    "presentation.request_syntax": { what: "The request cannot be read.", next: NEW_REQUEST },
    "presentation.request_header": {
      what: "The request is not signed as it must be.",
      next: NEW_REQUEST,
    },
    "presentation.request_member": {
      what: "The request lacks something or says it wrongly.",
      next: NEW_REQUEST,
    },
    "presentation.request_window": {
      what: "The request would last too long, or ends before it begins.",
      next: NEW_REQUEST,
    },
    "presentation.unsupported": {
      what: "The request wants an answer in a form this program does not give.",
      next: "Ask for another kind of request.",
    },
    "presentation.transaction_data": {
      what: "The request wants you to authorise a transaction, which this program does not do.",
      next: "Do not answer.",
    },
    "presentation.query": { what: "What is asked for cannot be read.", next: NEW_REQUEST },
    "presentation.query_too_large": {
      what: "The request asks for too much at once.",
      next: "Ask for a smaller request.",
    },
    "presentation.link": {
      what: "This link is no request for your certificates.",
      means: "It may be for something else, or cut short.",
      next: NEW_REQUEST,
    },
    "presentation.client_id": {
      what: "The request names who asks in a way this program does not take.",
      next: "Ask for another kind of request.",
    },
    "presentation.address": {
      what: "The request names an address that is not a safe one.",
      means: "Only protected addresses (https) are opened.",
      next: NEW_REQUEST,
    },
    "presentation.private_address": {
      what: "The request leads into a private network.",
      means: "A request from outside has no business there, so it was not opened.",
      next: "Do not answer. Ask who sent it.",
    },
    "presentation.redirect": {
      what: "Who asks sends on to another address.",
      means: "That is not followed, since nobody can see where it ends.",
      next: "Tell who asks, with the code.",
    },
    "presentation.offline": {
      what: "There is no network.",
      means: "Who asks cannot be reached.",
      next: "Connect, then try again.",
    },
    "presentation.unreachable": {
      what: "Who asks cannot be reached.",
      means: "It may have ended, or not be there at the moment.",
      next: "Try again later, or ask for a new request.",
    },
    "presentation.not_taken": {
      what: "Who asks did not take the answer.",
      means: "It may have received it. It may also have ended, or be answered already.",
      next: NEW_REQUEST,
    },
    "presentation.response": { what: "The answer cannot be read.", next: ASK_AGAIN },
    "presentation.declined": { what: "The holder chose not to answer." },
    "presentation.not_asked": {
      what: "The answer holds a document that nobody asked for.",
      next: "Choose again.",
    },
    "presentation.incomplete": {
      what: "The answer would lack something that is asked for.",
      next: "Choose again, or do not answer.",
    },
    "presentation.beyond_request": {
      what: "The answer would show more than is asked for.",
      next: "Choose again.",
    },
    "presentation.encryption": {
      what: "The answer is not encrypted for this request.",
      next: ASK_AGAIN,
    },
    "presentation.decryption": {
      what: "The answer does not open.",
      means: "It was changed on its way, or is for somebody else.",
      next: ASK_AGAIN,
    },
    "presentation.key": {
      what: "The request holds no usable key to encrypt to.",
      next: NEW_REQUEST,
    },
    "presentation.unknown_request": {
      what: "You have no open request that this answers.",
      means: "It may be for somebody else.",
      next: "Make a new request.",
    },
    "presentation.replayed": {
      what: "This request has been answered already.",
      means: "An answer counts once only.",
      next: "Make a new request.",
    },
    "presentation.closed": {
      what: "The case of this request was closed at the counter.",
      means: "Answers to it are no longer taken.",
      next: "Make a new request.",
    },
    "presentation.expired": {
      what: "The request has ended.",
      means: "Answers to it are no longer taken.",
      next: "Make a new request.",
    },
  },
};
