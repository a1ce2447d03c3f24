import type { CodeWords, ReceivingCode } from "../code.ts";

/** What receiving from issuers and trusting them may answer, in English. */
export const RECEIVING_EN: CodeWords<ReceivingCode> = {
  "vci.offer": {
    what: "This is no offer of a certificate.",
    means: "It may be a link for something else, or cut short.",
    next: "Open the offer again at its source, or paste all of it.",
  },
  "vci.too_large": {
    what: "The issuer sends more than a wallet reads.",
    means: "Nothing was kept.",
    next: "Tell the issuer, with the code.",
  },
  "vci.address": {
    what: "The address of the issuer is not a safe one.",
    means: "Only protected addresses (https) are opened.",
    next: "Ask the issuer for another link.",
  },
  "vci.private_address": {
    what: "The link leads into a private network.",
    means: "A link from outside has no business there, so it was not opened.",
    next: "Do not use it. Ask who sent it.",
  },
  "vci.redirect": {
    what: "The issuer sends on to another address.",
    means: "That is not followed, since nobody can see where it ends.",
    next: "Tell the issuer, with the code.",
  },
  "vci.offline": {
    what: "There is no network.",
    means: "The issuer cannot be asked.",
    next: "Connect, then try again.",
  },
  "vci.unreachable": {
    what: "The issuer cannot be reached.",
    means: "Nothing was kept.",
    next: "Try again later.",
  },
  "vci.malformed": {
    what: "What the issuer sent cannot be read.",
    means: "It does not follow the standard. Nothing was kept.",
    next: "Tell the issuer, with the code.",
  },
  "vci.swapped": {
    what: "What came is not what was offered.",
    means: "Issuer, kind or owner changed on the way. Nothing was kept.",
    next: "Do not use this offer.",
  },
  "vci.unsupported": {
    what: "This issuer asks for something that this wallet cannot do.",
    means: "The offer cannot be taken here.",
    next: "Ask the issuer for another way.",
  },
  "vci.code": {
    what: "A code has to be typed in for this.",
    means: "The issuer sent it to you on another way.",
    next: "Type it in, then try again.",
  },
  "vci.gone": {
    what: "The issuer does not take this offer or this code.",
    means: "It was used, taken back, has expired, or the code is another.",
    next: "Check the code. If it is right, ask for a new offer.",
  },
  "vci.refused": {
    what: "The issuer refused.",
    means: "Nothing was kept.",
    next: "Ask the issuer why.",
  },
  "vci.denied": {
    what: "The issuer does not give you this certificate.",
    means: "It says that you may not have it, or the sign-in was broken off.",
    next: "Ask the issuer.",
  },
  "vci.state": {
    what: "The answer of the browser does not fit the question.",
    means: "It may come from another page. Nothing was fetched.",
    next: "Begin again.",
  },
  "vci.waiting": {
    what: "The issuer is still working on it.",
    means: "It cannot be kept yet.",
    next: "Ask again later.",
  },
  "vci.cancelled": {
    what: "It was broken off.",
    means: "Nothing was kept.",
    next: "Begin again if you want to.",
  },
  "receive.not_renewable": {
    what: "Its issuer does not give the next one by itself.",
    means: "It gave no leave for that, or took it back.",
    next: "Ask the issuer for a new offer.",
  },
  "receive.unknown": {
    what: "This is not on its way any more.",
    means: "It was kept, refused, or opened before the program was last started.",
    next: "Open the offer again.",
  },
  "trust.no_certificate": {
    what: "This file holds no certificate.",
    means: "Nothing is trusted by it.",
    next: "Ask for the file in the form PEM or DER.",
  },
  "trust.unknown": {
    what: "This is not among those you trust.",
    means: "Nothing was changed.",
    next: "Look at the list again.",
  },
  "offers.port": {
    what: "The place where this office's offers are collected cannot be opened.",
    means: "Another program uses it. Nothing was offered.",
    next: "Close the other program, or choose another port.",
  },
  "offers.unknown": {
    what: "This office has no such offer.",
    means: "Nothing was changed.",
    next: "Look at the list again.",
  },
  "offers.collected": {
    what: "This offer can be taken back no more.",
    means: "It was collected, or has ended already.",
    next: "To end a certificate that was collected, revoke it.",
  },
};
