import type { CodeWords, WalletCode } from "../code.ts";

const NOTHING_CHANGED = "Nothing was changed.";
const TRY_AGAIN = "Try again.";
const REPORT = "If it happens again, report it with the code.";
const SYNC = "Bring the registry up to date, then try again.";

/** What holding, asking, issuing and following may answer, in English. */
export const WALLET_EN: CodeWords<WalletCode | "unknown"> = {
  unknown: { what: "That did not work.", means: NOTHING_CHANGED, next: REPORT },

  "activity.broken": {
    what: "The activity list does not hang together.",
    means: "Rows of it were changed or removed from outside.",
    next: "Do not rely on it. Ask for help with this code.",
  },

  "follow.no_source": {
    what: "None of your sources gave anything that fits.",
    means: "The registry was not brought up to date; what you have stays.",
    next: "Look at the sources in the registry view, or add another.",
  },
  "follow.offline": {
    what: "There is no network.",
    means: "The registry was not brought up to date; what you have stays.",
    next: "Connect, then try again.",
  },
  "follow.cancelled": {
    what: "You stopped bringing the registry up to date.",
    means: "What had come in by then is kept.",
    next: "Go on when you like.",
  },
  "follow.moved": {
    what: "The registry went on while it was being read.",
    means: "Nothing is wrong; this round was left.",
    next: TRY_AGAIN,
  },
  "follow.rules_broken": {
    what: "The authorities sealed a block that breaks the registry's rules.",
    means: "It was not taken in, nor anything after it.",
    next: "Do not rely on newer data. Tell the authorities.",
  },
  "follow.newer_rules": {
    what: "The registry goes on by newer rules.",
    means: "This version of the program cannot follow it any further.",
    next: "Install the newest version.",
  },
  "follow.registry_id": {
    what: "This is not the name of a registry.",
    means: NOTHING_CHANGED,
    next: "Ask the office for the registry's id, and enter it exactly.",
  },

  "registry.damaged": {
    what: "This wallet's copy of the registry is damaged on disk.",
    means: "What it said of this block cannot be shown.",
    next: "Lock the wallet and unlock it: the damaged piece is then fetched again.",
  },
  "registry.full_only": {
    what: "This needs a full copy of the registry.",
    means: "Your wallet keeps only what concerns it.",
    next: "Ask at an office, or make a wallet that follows the whole registry.",
  },

  "exchange.syntax": {
    what: "This message cannot be read.",
    means: "It is damaged, or something else than it should be.",
    next: "Ask for it again.",
  },
  "exchange.too_large": {
    what: "The message is too large.",
    means: "It was not opened.",
    next: "Ask for it again.",
  },
  "exchange.signature": {
    what: "This message was changed after it was signed.",
    means: "It is not what its sender wrote.",
    next: "Do not use it. Ask for it again.",
  },
  "exchange.wrong_registry": {
    what: "This message belongs to another registry.",
    means: "Your wallet does not follow that one.",
    next: "Ask whether you got the right file.",
  },
  "exchange.wrong_office": {
    what: "This message is for another office.",
    means: "It was not opened.",
    next: "Ask whether you got the right file.",
  },
  "exchange.expired": {
    what: "This message is too old.",
    means: "It is no longer taken.",
    next: "Ask for a new one.",
  },
  "exchange.not_yet": {
    what: "This message is dated in the future.",
    means: "A clock is wrong, here or with its sender.",
    next: "Look at the clock of this computer.",
  },

  "holder.unknown_office": {
    what: "Your copy of the registry does not know this office.",
    means: NOTHING_CHANGED,
    next: SYNC,
  },
  "holder.unknown_type": {
    what: "Your copy of the registry does not know this kind of certificate.",
    means: NOTHING_CHANGED,
    next: SYNC,
  },
  "holder.unknown_credential": {
    what: "This certificate is not in your wallet.",
    means: "It was deleted, or belongs to another wallet.",
    next: "Go back to your certificates.",
  },
  "holder.not_for_us": {
    what: "This certificate is not for this wallet.",
    means: "It was made for another wallet's key, or you have deleted the request it answers.",
    next: "Open it in the right wallet, or begin again with a new request to the office.",
  },
  "holder.not_valid": {
    what: "This certificate is not valid.",
    means: "It was not kept.",
    next: "Tell the office that gave it to you.",
  },
  "holder.already_kept": {
    what: "You have this certificate already.",
    means: NOTHING_CHANGED,
    next: "Find it among your certificates.",
  },
  "holder.no_consent_key": {
    what: "This wallet cannot agree to that change.",
    means: "The key that may agree lies in another wallet.",
    next: "Open the wallet that received the certificate.",
  },

  "present.asker_not_accredited": {
    what: "Who asks is not accredited.",
    means: "Nothing has left your wallet.",
    next: "Answer only if you know who asks, and say so first.",
  },
  "present.over_asking": {
    what: "They ask for more than they may.",
    means: "Nothing has left your wallet.",
    next: "Leave out what is marked, or say first that you give it all the same.",
  },
  "present.ended": {
    what: "What you are about to show does not count any more, or not now.",
    means: "Nothing has left your wallet.",
    next: "Whoever checks it will see that. To show it all the same, say so first.",
  },
  "present.refused": {
    what: "This request should not be answered.",
    means: "Nothing has left your wallet.",
    next: "Ask for a new request.",
  },
  "sdjwt.path": {
    what: "The certificate does not hold one of the things you chose.",
    means: "Nothing has left your wallet.",
    next: "Choose again.",
  },

  "counter.no_office": {
    what: "This wallet does not work for an office.",
    means: "Only an accredited office may ask.",
    next: "Open the office's wallet.",
  },
  "counter.no_request_key": {
    what: "The registry does not hold this office's key for requests.",
    means: "Wallets would not believe that it is you who asks.",
    next: "Ask your authority to enter it, then bring the registry up to date.",
  },
  "counter.unknown_type": {
    what: "Your copy of the registry does not know this kind of certificate.",
    means: "It cannot be asked for.",
    next: SYNC,
  },
  "counter.port": {
    what: "The place where other wallets answer this counter cannot be opened.",
    means: "Another program uses it. Nothing was asked.",
    next: "Close the other program, or choose another port.",
  },
  "counter.not_open": {
    what: "This counter does not listen for other wallets.",
    means: "A link would lead nowhere. Nothing was asked.",
    next: "Open the place for answers first.",
  },
  "counter.no_host_name": {
    what: "The address where this counter listens has no name.",
    means: "It cannot name itself by one.",
    next: "Name its address from outside, or let it name itself by its certificate.",
  },
  "counter.unknown_check": {
    what: "There is no such check in this wallet.",
    means: NOTHING_CHANGED,
    next: "Look for it in the list of checks.",
  },
  "counter.day_to_come": {
    what: "That day is yet to come.",
    means: "Nobody knows how the registry will stand then.",
    next: "Choose a day that has been.",
  },
  "counter.not_turned": {
    what: "This check did not turn.",
    means: "There is nothing to be seen of it.",
    next: "Go back to the checks.",
  },
  "counter.not_waiting": {
    what: "This check does not wait for a comparison.",
    means: "What was said of the person before stays.",
    next: "Begin a new check to compare again.",
  },

  "office.register_unread": {
    what: "Reading your register was stopped.",
    means: NOTHING_CHANGED,
    next: "Search again: it is read from the beginning.",
  },
  "office.none": {
    what: "This wallet does not work for an office.",
    means: NOTHING_CHANGED,
    next: "Open the office's wallet.",
  },
  "office.older_data": {
    what: "This wallet's data are older than what was signed with them.",
    means:
      "The registry holds acts signed with this wallet's own key that it knows nothing of: an older copy of its folder, or a backup, was put in place. Nothing was signed.",
    next: "If you did not do that yourself, ask whoever looks after this computer. Look at the blocks that are named, then press Go on from here.",
  },
  "office.no_key": {
    what: "The registry does not hold this office's keys.",
    means: "What you sign would not count.",
    next: "Give the office's public keys to your authority, then bring the registry up to date.",
  },
  "office.unknown_type": {
    what: "The registry does not know this kind of certificate.",
    means: NOTHING_CHANGED,
    next: SYNC,
  },
  "office.unknown_credential": {
    what: "This certificate is not in your register.",
    means: NOTHING_CHANGED,
    next: "Search the register again.",
  },
  "office.unknown_proposal": {
    what: "This change is not waiting for an answer.",
    means: "It was finished already, or belongs to another office.",
    next: "Look at the register.",
  },
  "office.claims": {
    what: "Something in the form does not fit this kind of certificate.",
    means: "Nothing was signed.",
    next: "Look at the fields that are marked.",
  },
  "office.wrong_type": {
    what: "The holder's request is for another kind of certificate.",
    means: "Nothing was signed.",
    next: "Choose that kind, or ask the holder for a new request.",
  },
  "office.consent_missing": {
    what: "An owner's consent is missing.",
    means: "Nothing was signed.",
    next: "Ask the owners for a request that brings their key for consent.",
  },
  "office.consent_unfit": {
    what: "This is not a consent of an owner to this change.",
    means: "Either somebody else signed it, or it is for another change. It was not kept.",
    next: "Ask each owner with the question shown here, and take their answer to it.",
  },
  "office.holders": {
    what: "Those who are to hold it do not fit together.",
    means:
      "Somebody is named twice, more are to agree than own it, or its form has room for one holder only. Nothing was signed.",
    next: "Look through the requests once more.",
  },
  "office.own_draft": {
    what: "You signed this yourself.",
    means: "Two different officers have to sign it.",
    next: "Pass it on to another officer of your office.",
  },
  "office.draft_unfit": {
    what: "What this message shows is not what was signed.",
    means: "It was changed on its way, or put together wrongly. Nothing was signed.",
    next: "Do not approve it. Ask your colleague for a new one.",
  },
  "office.draft_stale": {
    what: "This does not fit your copy of the registry.",
    means:
      "What it is about was changed or issued in the meantime, or your copy is behind. Nothing was signed.",
    next: "Bring your copy up to date. If it stays so, ask your colleague to begin again.",
  },
  "office.order_reason": {
    what: "This reason needs the owner's consent.",
    means: "Without it a certificate is replaced by an order only. Nothing was signed.",
    next: "Choose another reason, or ask the owner.",
  },
  "office.not_sent": {
    what: "The registry could not be reached.",
    means: "Nothing was kept here.",
    next: "Look at the network, then try again. Nothing is taken in twice.",
  },
  "office.unreachable": {
    what: "The registry could not be reached.",
    means: "Whatever you had signed is kept and will be sent in.",
    next: "Look at the network; then press Refresh.",
  },
  "office.no_keeper": {
    what: "The office that keeps the unique marks of this type is not set up here.",
    means: "Nothing was signed.",
    next: "Ask whoever looks after this computer to name its address.",
  },
  "office.keeper_unreachable": {
    what: "The office that keeps the unique marks could not be reached.",
    means: "Nothing was signed.",
    next: "Look at the network, or try again later.",
  },
  "office.keeper_refused": {
    what: "The office that keeps the unique marks refused to answer.",
    means: "Nothing was signed.",
    next: "Try again in a minute; if it goes on, ask that office.",
  },
  "office.keeper_wrong": {
    what: "What answered is not the office that keeps the unique marks.",
    means: "Nothing was signed; its answer was not used.",
    next: "Do not go on. Tell whoever looks after this computer.",
  },
  "registry.unknown_block": {
    what: "There is no such block.",
    means: "The registry has not come so far.",
    next: "Choose another block.",
  },
  "follow.unknown_alarm": {
    what: "There is no such alarm.",
    means: "Nothing was changed.",
    next: "Look at the list of alarms again.",
  },
  "statement.absent": {
    what: "Your copy has nothing of this kind to prove.",
    means: "Nothing was made.",
    next: "Bring the registry up to date, or choose another block or day.",
  },
  "statement.incomplete": {
    what: "Your copy does not hold how every authority came into office.",
    means: "Nothing was made.",
    next: "Bring the registry up to date from a node, then try again.",
  },
  "statement.too_large": {
    what: "The proof would be too large for one file.",
    means: "Nothing was made.",
    next: "Prove something smaller, such as one entry.",
  },
  "deposit.no_office": {
    what: "No office is known that takes documents for deposit.",
    means: "Nothing was deposited.",
    next: "Name the office and where it is reached.",
  },
  "deposit.refused": {
    what: "The deposit office did not take it.",
    means: "The document is kept in your list, not deposited yet.",
    next: "Try again later, or ask that office.",
  },
  "deposit.unreachable": {
    what: "The deposit office or the registry could not be reached.",
    means: "The document is kept in your list and can be carried on with.",
    next: "Look at the network, then carry on with it.",
  },
  "deposit.unknown": {
    what: "This wallet has no such deposit.",
    means: "Nothing was changed.",
    next: "Look at the list again.",
  },
  "bundle.syntax": {
    what: "The file is no copy of a registry, or was cut short.",
    means: "Nothing of it was taken in.",
    next: "Have it made and copied again.",
  },
  "bundle.foreign": {
    what: "The file holds another registry.",
    means: "Nothing of it was taken in.",
    next: "Look whether it is the right file.",
  },
  "bundle.light": {
    what: "The file holds only the newest state, not every entry.",
    means: "This wallet keeps a full copy; nothing was taken in.",
    next: "Ask for a full copy as a file.",
  },
  "bundle.empty": {
    what: "There is nothing to make a file of yet.",
    means: "Your copy has no sealed block, or waits for repair.",
    next: "Bring the registry up to date first.",
  },
  "bundle.refused": {
    what: "Something in the file does not hold.",
    means: "Nothing of it was taken in; your copy is what it was.",
    next: "Have the file made again, or use another source.",
  },
};
