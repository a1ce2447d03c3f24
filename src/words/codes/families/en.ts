import type { Words } from "../../../language/sentences.ts";
import type { CodeWords, Family } from "../code.ts";

const NOT_USED = "It is damaged, was changed, or is something else than it should be; it was not used.";
const REFUSED = "The registry did not enter it; nothing has changed.";
const ASK_AGAIN = "Ask for it again.";
const CORRECT = "Correct it, then send it in again.";

const unreadable = (what: string): Words => ({ what, means: NOT_USED, next: ASK_AGAIN });
const refused = (what: string, next: string): Words => ({ what, means: REFUSED, next });

/** What is said of all codes that begin alike, in English. */
export const FAMILIES_EN: CodeWords<Family> = {
  bytes: unreadable("The text is not in the form that was expected."),
  crypto: unreadable("A key or signature cannot be used."),
  cbor: unreadable("The bytes are not the CBOR that was expected."),
  cose: unreadable("A signed message in CBOR does not hold."),
  did: unreadable("A name for a key cannot be read."),
  mdoc: unreadable("The certificate cannot be read."),
  tags: unreadable("A question about a unique mark does not hold."),
  json: unreadable("The text is not the JSON that was expected."),
  jws: unreadable("A signed message does not hold."),
  kb: unreadable("The holder's proof does not hold."),
  merkle: unreadable("A proof of the registry does not hold."),
  note: unreadable("A signed note of the registry cannot be read."),
  checkpoint: unreadable("A checkpoint of the registry cannot be read."),
  seal: unreadable("A seal of the registry does not hold."),
  proof: unreadable("A proof of the registry cannot be read."),
  statement: unreadable("A proof of what the registry says does not hold."),
  receipt: unreadable("A receipt does not hold."),
  epoch: unreadable("The authorities named do not fit the registry's history."),
  record: unreadable("A block record cannot be read."),
  authorities: unreadable("A set of authorities cannot be read."),
  trust: unreadable("A record of an office or a type cannot be read."),
  status: unreadable("A status list of the registry cannot be read."),
  status_list: unreadable("A status list cannot be read."),
  ledger: unreadable("A block does not fit the registry."),
  entry: unreadable("An entry of the registry cannot be read."),
  sdjwt: unreadable("The certificate cannot be read."),
  vc: unreadable("The certificate is not made as certificates of this kind are."),
  type_metadata: unreadable("A description of a kind of certificate cannot be read."),
  tag: {
    what: "A unique mark cannot be made of this number.",
    means: "It is empty, too long, or can be read in two ways.",
    next: "Write the number exactly as the register has it.",
  },

  body: refused("Something in the entry is missing or has the wrong form.", CORRECT),
  block: refused("A block cannot be sent in as an entry.", "Send in the entries themselves."),
  registry: refused("The registry began otherwise.", "Look whether this is the right registry."),
  rules: refused("The registry does not go by these rules.", "Install the newest version."),
  quorum: refused("So many signers are too few or too many for the authorities there are.", CORRECT),
  authority: refused("The authority is not as this entry needs it.", "Look at the list of authorities."),
  key: refused("A key is not usable, or is in use already.", "Make a new key, then send it in again."),
  office: refused("The office is not as this entry needs it.", "Look at the office's record."),
  right: refused("A right that this changes is not there, or meets another one.", CORRECT),
  span: refused("A date begins or ends later than it may.", CORRECT),
  type: refused("The kind of certificate is not as this entry needs it.", "Look at the kinds there are."),
  deposit: refused("This document is deposited already.", "Nothing more needs to be done."),
  retag: refused("The new unique marks are not complete or not the keeper's.", CORRECT),
};
