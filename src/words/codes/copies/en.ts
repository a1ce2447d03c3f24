import type { CodeWords, CopiesCode } from "../code.ts";

/** What single-use copies may answer, in English. */
export const COPIES_EN: CodeWords<CopiesCode> = {
  "copies.type": {
    what: "This kind of certificate is not issued as single-use copies.",
    means: "Its owners or two officers sign for each, and copies have neither. Nothing was signed.",
    next: "Issue it as one certificate.",
  },
  "copies.uneven": {
    what: "The holders do not ask for the same number of copies.",
    means: "Whoever had more than the others could be told by that. Nothing was signed.",
    next: "Ask each of them for a request with as many copies, at least two.",
  },
  "copies.too_many": {
    what: "There are too many copies for one batch.",
    means: "They fit neither into the status list nor into one delivery. Nothing was signed.",
    next: "Issue fewer at a time.",
  },
  "copies.too_few": {
    what: "A batch needs copies of at least two holders.",
    means: "Whoever is alone in one could be told by it. Nothing was signed; who waits goes on waiting.",
    next: "Issue it when more holders wait.",
  },
  "copies.ended": {
    what: "The earlier copies of this holder were withdrawn.",
    means: "More are not issued to whoever holds them. The others do not wait for that.",
    next: "Refuse this holder, or make them a new offer.",
  },
  "copies.stopped": {
    what: "The earlier copies of this holder are suspended.",
    means: "More are issued once they are reinstated. Until then this holder waits.",
    next: "Reinstate the copies, or refuse this holder.",
  },
  "copies.held": {
    what: "Another certificate stands for the same in the registry.",
    means: "The registry would refuse the whole batch. This holder waits, the others do not.",
    next: "Withdraw the other certificate if it is this holder's, or refuse this holder.",
  },
  "copies.twice": {
    what: "Somebody else in the batch asks for the same.",
    means: "Two wallets may be of one person. The second waits for the next batch.",
    next: "Look at both, and refuse the one that is wrong.",
  },
  "present.copies_spent": {
    what: "All copies of this certificate are used up.",
    means:
      "A copy that was shown before, or that may have been, would let two counters find out that both saw you. Nothing has left your wallet.",
    next: "Ask the office for new copies.",
  },
};
