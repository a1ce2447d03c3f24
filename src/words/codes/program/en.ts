import type { Words } from "../../../language/sentences.ts";
import type { CodeWords, ProgramCode } from "../code.ts";

const NOTHING_CHANGED = "Nothing was changed.";
const TRY_AGAIN = "Try again.";
const REPORT = "If it happens again, report it with the code.";
const DISK = "Your wallet's file on this computer";

const DAMAGED: Words = {
  what: `${DISK} is damaged.`,
  means: "Something changed it from outside, or the disk is failing.",
  next: "Do not delete it. Open a backup, or ask for help with this code.",
};

/** What the program itself, its wallets and the person's own files may answer, in English. */
export const PROGRAM_EN: CodeWords<ProgramCode> = {
  "call.failed": {
    what: "Something in the program went wrong.",
    means: NOTHING_CHANGED,
    next: `${TRY_AGAIN} ${REPORT}`,
  },
  "call.arguments": {
    what: "What was entered cannot be used like this.",
    means: NOTHING_CHANGED,
    next: "Look at what you entered, and try again.",
  },
  "call.unknown": {
    what: "The program does not know how to do this.",
    means: "Its parts may be of different versions.",
    next: "Close the program and start it again.",
  },
  "call.locked": {
    what: "Your wallet is locked.",
    means: NOTHING_CHANGED,
    next: "Unlock it, then try again.",
  },
  "call.sender": {
    what: "The question did not come from the program's own window.",
    means: "It was not looked at.",
    next: "Close the program and start it again.",
  },
  "call.too_large": {
    what: "That is too much at once.",
    means: NOTHING_CHANGED,
    next: "Try with something smaller.",
  },

  "database.corrupt": DAMAGED,
  "database.failed": {
    what: `${DISK} could not be used.`,
    means: NOTHING_CHANGED,
    next: `${TRY_AGAIN} ${REPORT}`,
  },
  "database.foreign": {
    what: "This file is not a wallet of this program.",
    means: "It was left as it is.",
    next: "Choose another one.",
  },
  "database.missing": {
    what: `${DISK} is gone.`,
    means: "It was moved or deleted.",
    next: "Put it back, or open a backup.",
  },
  "database.full": {
    what: "The disk is full.",
    means: "What you just did was not kept.",
    next: "Make room on the disk, then try again.",
  },
  "database.io": {
    what: "The disk did not read or write.",
    means: "What you just did was not kept.",
    next: "Look whether the disk is connected and sound, then try again.",
  },
  "database.locked": {
    what: `${DISK} is in use by another program.`,
    means: NOTHING_CHANGED,
    next: "Close the other program, then try again.",
  },
  "database.newer": {
    what: "This wallet was last used by a newer version of the program.",
    means: "This version leaves it as it is.",
    next: "Install the newer version.",
  },
  "database.read_only": {
    what: `${DISK} may not be written.`,
    means: "What you just did was not kept.",
    next: "Give yourself the right to write in its folder, then try again.",
  },

  "vault.wrong_passphrase": {
    what: "That is not the passphrase.",
    means: "Your wallet stays locked.",
    next: "Look at capital letters and the keyboard's language, and try again.",
  },
  "vault.wait": {
    what: "There were several wrong passphrases.",
    means: "The next one is taken only after a while, so that nobody can try many.",
    next: "Wait until the time is up, then try again.",
  },
  "vault.busy": {
    what: "The wallet is just being opened.",
    means: "Only one passphrase is tried at a time.",
    next: "Wait a moment.",
  },
  "vault.passphrase": {
    what: "This cannot be a passphrase.",
    means: "It is empty, too long, or holds characters that cannot be typed everywhere.",
    next: "Choose another one.",
  },
  "vault.kdf_failed": {
    what: "The passphrase could not be worked on.",
    means: "This computer has too little free memory.",
    next: "Close other programs, then try again.",
  },
  "vault.kdf_params": {
    what: "The wallet's file asks for an unreasonable amount of work.",
    means: "Somebody may have changed it.",
    next: "Do not use this file. Open a backup.",
  },
  "vault.damaged": DAMAGED,
  "vault.tampered": {
    what: `${DISK} is not as the program left it.`,
    means: "Somebody put something back, took something out, or changed it.",
    next: "Do not trust it. Open a backup, or ask for help with this code.",
  },
  "vault.too_large": {
    what: "That is too large to keep.",
    means: NOTHING_CHANGED,
    next: "Try with something smaller.",
  },

  "wallet.exists": {
    what: "There is a wallet here already.",
    means: "It was left as it is.",
    next: "Open it, or make the new one in another place.",
  },
  "wallet.none": {
    what: "There is no wallet here yet.",
    means: NOTHING_CHANGED,
    next: "Make a new one, or open another.",
  },
  "wallet.passphrase_again": {
    what: "This needs your passphrase once more.",
    means: "It is asked for each time this is done. Nothing was done.",
    next: "Do it again, and give the passphrase when asked.",
  },
  "wallet.weak_passphrase": {
    what: "The passphrase is too short.",
    means: "It could be guessed by whoever gets hold of the file.",
    next: "Take at least 8 characters; four or five words are better.",
  },

  "app.unknown_profile": {
    what: "This wallet is no longer there.",
    means: "Its folder was moved or deleted.",
    next: "Choose another one.",
  },
  "app.not_open": {
    what: "This wallet is not open.",
    means: NOTHING_CHANGED,
    next: "Open it first.",
  },
  "app.in_use": {
    what: "This wallet is open in another window of the program.",
    means: "One wallet can be used in one place at a time.",
    next: "Close it there first.",
  },
  "app.root": {
    what: "The program runs as administrator.",
    means: "A real wallet would not be protected from other programs.",
    next: "Start it as an ordinary user. The sample can be tried as it is.",
  },
  "app.too_many": {
    what: "There are too many wallets on this computer.",
    means: "No further one was made.",
    next: "Remove one that you no longer need.",
  },
  "app.sample_runs": {
    what: "The sample is running already.",
    means: NOTHING_CHANGED,
    next: "Use it, or end it first.",
  },
  "app.sample_failed": {
    what: "The sample could not be set up.",
    means: "Your own wallets were not touched.",
    next: `Look whether the disk has room, then try again. ${REPORT}`,
  },
  "app.no_sample": {
    what: "There is no sample running.",
    means: NOTHING_CHANGED,
    next: "Start it first.",
  },
  "app.cancelled": {
    what: "You stopped it.",
    means: NOTHING_CHANGED,
    next: "Start again when you like.",
  },
  "app.preferences_not_kept": {
    what: "Your choice could not be written to disk.",
    means: "It counts until you close the program.",
    next: "Look whether the disk is full or write-protected.",
  },

  "carrier.not_part": {
    what: "These codes are not a message of this program.",
    means: "It may be another program's, or the picture was not clear. Nothing was opened.",
    next: "Hold the code still before the camera, or pass the message on as a file.",
  },
  "carrier.not_text": {
    what: "What the codes carried is not a text.",
    means: "It is no message of this program. Nothing was opened.",
    next: "Ask for the message as a file.",
  },
  "carrier.too_long": {
    what: "The message is too long for codes that follow one another.",
    means: "Nobody could hold it before a camera for so long.",
    next: "Save it as a file.",
  },

  "host.too_large": {
    what: "The file is too large.",
    means: "Messages are at most 1 MB, pictures at most 8 MB. It was not opened.",
    next: "Choose another file.",
  },
  "host.not_text": {
    what: "This file is not a message of this program.",
    means: "It holds something else than text. It was not opened.",
    next: "Choose another file.",
  },
  "host.not_image": {
    what: "This file is not a picture.",
    means: "Only PNG and JPEG pictures can be read.",
    next: "Choose another file.",
  },
  "host.not_read": {
    what: "The file could not be read.",
    means: "It was moved, or you may not read it.",
    next: "Choose it again.",
  },
  "host.not_saved": {
    what: "The file could not be saved.",
    means: "Nothing was written.",
    next: "Choose another place.",
  },
  "host.not_copied": {
    what: "The text could not be copied.",
    means: "The clipboard holds what it held before.",
    next: "Save it as a file, or show it as a code.",
  },
  "host.link_refused": {
    what: "This link leads to a place the program does not know.",
    means: "It was not opened.",
    next: "If you trust it, type it into your browser yourself.",
  },
  "host.link_failed": {
    what: "Your browser did not open.",
    means: "The link was not followed.",
    next: "Open your browser, and type the link.",
  },
};
