import type { Words } from "../../../language/sentences.ts";

const TRY_AGAIN = "Try again.";
const REPORT = "If it happens again, report it with the code.";
const NOTHING_CHANGED = "Nothing was changed.";
const STOPS = "The node does not go on like this.";

/** What files, folders, the network and a node of a registry may answer to who runs them, in English. */
export const MACHINE_EN = {
  "file.missing": {
    what: "There is no such file or folder.",
    means: NOTHING_CHANGED,
    next: "Look at its name and where it lies.",
  },
  "file.exists": {
    what: "There is a file of that name already.",
    means: "It was left as it is.",
    next: "Choose another name.",
  },
  "file.too_large": {
    what: "The file is too large.",
    means: "It was not opened.",
    next: "Choose another file.",
  },
  "file.full": {
    what: "The disk is full.",
    means: "Nothing was written.",
    next: "Make room on the disk, then try again.",
  },
  "file.denied": {
    what: "You may not read or write this file.",
    means: NOTHING_CHANGED,
    next: "Give yourself the right to, or choose another place.",
  },
  "file.not_a_file": {
    what: "This is not an ordinary file.",
    means: "It was not opened.",
    next: "Choose another file.",
  },
  "file.failed": { what: "The file could not be read or written.", means: NOTHING_CHANGED, next: TRY_AGAIN },
  "folder.in_use": {
    what: "This folder is in use by another program.",
    means: "Two at a time would harm what lies in it.",
    next: "Close the other program, then try again.",
  },
  "folder.unusable": {
    what: "This folder cannot be used.",
    means: "It is missing, or you may not write in it.",
    next: "Choose another folder.",
  },

  "http.url": {
    what: "This is not an address that can be used.",
    means: "Only https addresses are, and http on this computer.",
    next: "Look at the address.",
  },
  "http.offline": { what: "There is no network.", means: NOTHING_CHANGED, next: "Connect, then try again." },
  "http.private_address": {
    what: "This address leads into a private network.",
    means: "It was not called.",
    next: "Use the public address.",
  },
  "http.unreachable": {
    what: "Nobody answers at this address.",
    means: NOTHING_CHANGED,
    next: "Look at the address and the network, then try again.",
  },
  "http.tls": {
    what: "The other side cannot prove that the address is its own.",
    means: "It was not talked to.",
    next: "Ask who runs it.",
  },
  "http.timeout": { what: "The other side took too long.", means: NOTHING_CHANGED, next: TRY_AGAIN },
  "http.cancelled": { what: "The question was taken back.", means: NOTHING_CHANGED, next: TRY_AGAIN },
  "http.redirect": {
    what: "The other side sends us somewhere else.",
    means: "We did not go there.",
    next: "Ask who runs it for its new address.",
  },
  "http.status": {
    what: "The other side refused.",
    means: NOTHING_CHANGED,
    next: "Look whether the address is right, then try again.",
  },
  "http.too_large": {
    what: "The other side sent far too much.",
    means: "It was thrown away.",
    next: "Use another source.",
  },
  "http.body": {
    what: "The other side sent something unreadable.",
    means: "It was thrown away.",
    next: TRY_AGAIN,
  },
  "http.listen": {
    what: "This program cannot be reached at the address and port it was given.",
    means: "Perhaps another program uses them.",
    next: "Choose another port.",
  },
  http: { what: "The other side refused.", means: NOTHING_CHANGED, next: REPORT },
  network: { what: "The network was used where it must not be.", means: "It was stopped.", next: REPORT },

  "registry.config": {
    what: "The settings in this home cannot be read.",
    means: STOPS,
    next: "Mend its configuration, or take it from a backup.",
  },
  "registry.exists": {
    what: "There is a registry here already.",
    means: "It was left as it is.",
    next: "Choose another folder.",
  },
  "registry.missing": {
    what: "There is no registry's home here.",
    means: NOTHING_CHANGED,
    next: "Look at the folder's name, or found a registry first.",
  },
  "registry.authorities": {
    what: "These cannot found a registry.",
    means: "Two have the same id, or there are too many of them.",
    next: "Name 1 to 15 different authorities.",
  },
  "registry.genesis": {
    what: "A registry cannot begin like this.",
    means: "No node would take its first entry.",
    next: "Look at the name, the origin and the quorum.",
  },
  "registry.key": {
    what: "The key in this home cannot be read.",
    means: STOPS,
    next: "Take it from a backup.",
  },
  "registry.key_mode": {
    what: "Others on this computer may read the key in this home.",
    means: "It is not used like this.",
    next: "Let only its owner read the file (mode 600).",
  },
  "registry.foreign_key": {
    what: "The registry does not name this key for who holds it.",
    means: "What it signs would not count.",
    next: "Look whether this is the right home, and whether the authority has a newer key.",
  },
  "registry.foreign": {
    what: "This belongs to another registry.",
    means: "Nothing was taken from it.",
    next: "Look at the registry's id.",
  },
  "registry.busy": {
    what: "The registry takes nothing more at the moment.",
    means: "Too much waits to be sealed.",
    next: "Try again later.",
  },
  "registry.store": {
    what: "The registry cannot write to its disk.",
    means: "Nothing was entered.",
    next: "Look at the disk of the node.",
  },
  "registry.answer": {
    what: "The node's answer cannot be read.",
    means: "It was thrown away.",
    next: TRY_AGAIN,
  },
  "registry.not_alone": {
    what: "One authority cannot decide this alone.",
    means: "Nothing was sent in.",
    next: "Have a quorum of the authorities sign it.",
  },
  "registry.upstream": {
    what: "The node that is to be mirrored does not answer.",
    means: NOTHING_CHANGED,
    next: "Look at its address and the network.",
  },
  "registry.closed": {
    what: "The node is closing.",
    means: "Nothing was taken in.",
    next: "Start it again.",
  },
  "registry.moved": {
    what: "The registry has moved to a network of nodes.",
    means: "This node shows what was sealed before and takes nothing in.",
    next: "Use the node of one of its authorities.",
  },
  "registry.immovable": {
    what: "The registry cannot be moved from here.",
    means: "A cosigner's home is not on this machine, or it holds another history than the node.",
    next: "Bring all homes together, and look at the cosigners' copies first.",
  },
  "registry.stopped": {
    what: "The node has stopped sealing for good.",
    means: "It takes nothing in until its fault is mended.",
    next: "Read in its report why.",
  },
  registry: { what: "The registry refuses its own beginning.", means: NOTHING_CHANGED, next: REPORT },
  mirror: { what: "What was sent to be cosigned cannot be read.", means: "It was not signed.", next: REPORT },
  "engine.proposal": {
    what: "The block that waits to be sealed no longer fits the registry.",
    means: STOPS,
    next: "Ask for help with this code; delete nothing.",
  },
  "engine.refused": {
    what: "So many authorities refuse the next block that it can never be sealed.",
    means: STOPS,
    next: "Ask the authorities which rule it breaks.",
  },
  "engine.rollback": {
    what: "The authorities have sealed more than this node holds.",
    means: "Its log was put back to an older state.",
    next: "Do not run it. Put the newest log back, or make it new from a mirror.",
  },
  comet: {
    what: "The node and the engine that joins the authorities do not work together.",
    means: "Nothing is sealed meanwhile, so nothing wrong is.",
    next: "Ask for help with this code; delete nothing.",
  },
  bundle: {
    what: "This bundle cannot be used.",
    means: "It is damaged, empty, of another registry, or does not hold what this wallet needs.",
    next: "Ask for a new one, made for this kind of wallet.",
  },
  vci: {
    what: "The certificate could not be fetched from its issuer.",
    means: "Nothing was kept.",
    next: "Ask the issuer for a new offer; if it happens again, report it with the code.",
  },
  log: {
    what: "The log on this disk is damaged.",
    means: "What it says is not relied on.",
    next: "Make it new from a mirror.",
  },
  vault: { what: "The wallet could not do this.", means: NOTHING_CHANGED, next: REPORT },
  activity: { what: "The activity list could not be kept.", means: NOTHING_CHANGED, next: REPORT },
  follow: { what: "The registry could not be followed.", means: NOTHING_CHANGED, next: REPORT },
  host: { what: "The window could not do this.", means: NOTHING_CHANGED, next: REPORT },
  demo: {
    what: "The demonstration did not go as it must.",
    means: "Nothing of yours was touched.",
    next: REPORT,
  },
  bench: {
    what: "This could not be measured.",
    means: "No figure of this run counts.",
    next: "Look at the names given, and whether everything is installed (npm ci).",
  },
} as const satisfies { readonly [code: string]: Words };
