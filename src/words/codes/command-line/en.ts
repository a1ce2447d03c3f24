import type { Words } from "../../../language/sentences.ts";

const WHICH_SOURCES = "See which sources there are with: sealfolio chain show";

/** Codes of the command line itself, and those of which it says something else than the window, in English. */
export const COMMAND_LINE_EN = {
  "cli.usage": {
    what: "The command was not understood.",
    means: "Nothing was done.",
    next: "See below how it is meant.",
  },
  "cli.no_passphrase": {
    what: "No passphrase was given.",
    means: "The wallet stays locked.",
    next: "Give it with --passphrase-file FILE, or in SEALFOLIO_PASSPHRASE.",
  },
  "cli.input_too_large": {
    what: "That is too much at once.",
    means: "It was not read.",
    next: "Look whether it is the right file.",
  },
  "cli.no_input": { what: "There is nothing to read.", means: "Nothing was done.", next: "Give a file." },
  "cli.json": {
    what: "The file does not hold a JSON object.",
    means: "Nothing was done.",
    next: "Correct the file.",
  },
  inspect: {
    what: "This is nothing that can be read here.",
    means: "Nothing was done.",
    next: "Look whether it is the right file.",
  },
  "call.arguments": {
    what: "What was given cannot be used like this.",
    means: "Nothing was done.",
    next: "See below how it is meant.",
  },
  "follow.no_source": {
    what: "None of your sources gave anything that fits.",
    means: "The registry was not brought up to date; what you have stays.",
    next: WHICH_SOURCES,
  },
  "follow.unknown_alarm": {
    what: "There is no such alarm.",
    means: "Nothing was done.",
    next: "See which alarm is open with: sealfolio chain show",
  },
  "alarm.fork": {
    what: "There are two sealed histories of this registry.",
    means: "Authorities have signed both. Until this is resolved, every check says that it cannot tell.",
    next: "Tell the authorities. Both seals are kept as evidence.",
  },
  "holder.unknown_credential": {
    what: "This certificate is not in your wallet.",
    means: "It was deleted, or belongs to another wallet.",
    next: "See which there are with: sealfolio wallet list",
  },
  "present.asker_not_accredited": {
    what: "Who asks is not accredited.",
    means: "Nothing has left your wallet.",
    next: "Answer only if you know who asks; then add --despite-warnings.",
  },
  "present.over_asking": {
    what: "They ask for more than they may.",
    means: "Nothing has left your wallet.",
    next: "To give it all the same, add --despite-warnings.",
  },
  "present.ended": {
    what: "What you are about to show does not count any more, or not now.",
    means: "Nothing has left your wallet.",
    next: "Whoever checks it will see that. To show it all the same, add --despite-warnings.",
  },
  "wallet.none": {
    what: "There is no wallet here yet.",
    means: "Nothing was done.",
    next: "Make one with: sealfolio wallet create",
  },
  "office.claims": {
    what: "Something in the claims does not fit this kind of certificate.",
    means: "Nothing was signed.",
    next: "Correct the file of claims.",
  },
  "office.older_data": {
    what: "This wallet's data are older than what was signed with them.",
    means:
      "The registry holds acts signed with this wallet's own key that it knows nothing of: an older copy of its folder, or a backup, was put in place. Nothing was signed.",
    next: "If you did not do that yourself, find out who did. To go on from here: sealfolio wallet go-on",
  },
  "office.unreachable": {
    what: "The registry could not be reached.",
    means: "Whatever you had signed is kept and will be sent in.",
    next: "Look at the network. What is not sealed yet is listed by: sealfolio issue register (copies: issue copies-list). Carry on with issue refresh (copies: issue copies-refresh) instead of issuing again.",
  },
  "registry.damaged": {
    what: "The copy of the registry on this disk is damaged.",
    means: "What it says is not relied on.",
    next: "A wallet fetches the damaged piece again when it is next used; make a node new from a mirror.",
  },
  "office.not_keeper": {
    what: "This office does not keep the unique marks of that type.",
    means: "Nothing was signed.",
    next: "Ask the office that does; the type names it.",
  },
  "office.things_unknown": {
    what: "For some marks nobody here knows what they stand for.",
    means: "Nothing was signed, since no mark could be made for them under the new key.",
    next: "Get the lists of all offices that issue the type (sealfolio tags list), or give up on those marks with --random.",
  },
  "office.thing_list": {
    what: "This is not such a list, or it is one of another registry or type.",
    means: "Nothing was signed.",
    next: "Have the office make it again with: sealfolio tags list",
  },
  "office.retag_refused": {
    what: "The registry refused the new marks again and again.",
    means: "What was sealed before stays; until the change has ended nothing of the type is issued.",
    next: "Go on with the same command; if it is refused again, ask for help with this code.",
  },
} as const satisfies { readonly [code: string]: Words };
