import type { Words } from "../../../language/sentences.ts";

const NOTHING_CHANGED = "Nothing was changed.";
const STAYS_LOCKED = "Your wallet stays locked.";
const LIST = "Look at the words on your sheet, one after the other.";
const OTHER_BACKUP = "Choose another backup.";
const NOT_RESTORED = "Nothing was restored and nothing was changed.";

/** What wallets answer about their ways in and their backups, in English. */
export const RECOVERY_EN = {
  "words.count": {
    what: "These are not 24 words.",
    means: "A recovery phrase has exactly 24.",
    next: LIST,
  },
  "words.unknown": {
    what: "One of these words is not on the list that recovery words come from.",
    means: STAYS_LOCKED,
    next: "Correct the words that are marked.",
  },
  "words.checksum": {
    what: "These 24 words do not belong together.",
    means: "Every word is on the list, but one of them is another than on your sheet, or two changed places.",
    next: LIST,
  },
  "vault.no_words": {
    what: "This wallet has no recovery words.",
    means: "They were never made, or never confirmed.",
    next: "Open it with its passphrase, or restore a backup.",
  },
  "vault.wrong_words": {
    what: "These words are sound, but they do not open this wallet.",
    means: "They belong to another wallet, or newer words took their place.",
    next: "Look whether you have another sheet.",
  },
  "vault.no_os": {
    what: "This computer's sign-in does not open this wallet.",
    means: STAYS_LOCKED,
    next: "Open it with its passphrase; you can allow it in the settings.",
  },
  "vault.os_store": {
    what: "The operating system did not give out its secret.",
    means: "You may have signed in as somebody else, or its store was reset.",
    next: "Open the wallet with its passphrase.",
  },
  "vault.unknown_rows": {
    what: "This wallet holds something that this version of the program does not know.",
    means: "No new key was made; everything is as it was.",
    next: "Install the newest version.",
  },
  "wallet.no_os_store": {
    what: "This computer has no safe store for secrets.",
    means: "A wallet cannot be opened by signing in here; the passphrase is needed each time.",
    next: "On Linux, set up a keyring such as GNOME Keyring or KWallet, and use the Electron window.",
  },
  "recovery.none": {
    what: "There are no new recovery words to look at.",
    means: "They are shown once; locking the wallet forgets them until they are confirmed.",
    next: "Make new ones in the settings.",
  },
  "recovery.mismatch": {
    what: "These are not the words asked for.",
    means: "The words do not open the wallet yet.",
    next: "Look at your sheet again; count from the first word.",
  },
  "backup.malformed": {
    what: "This file is no backup, or it is damaged.",
    means: NOT_RESTORED,
    next: OTHER_BACKUP,
  },
  "backup.too_large": {
    what: "This file is too large for a backup.",
    means: "It was not opened.",
    next: OTHER_BACKUP,
  },
  "backup.work_factor": {
    what: "This backup asks for an unreasonable amount of work.",
    means: "Somebody may have made it to bring this computer to a halt. It was not opened.",
    next: OTHER_BACKUP,
  },
  "backup.other_key": {
    what: "This backup opens with something else.",
    means: "One made with a passphrase needs that passphrase; any other needs the recovery words.",
    next: "Choose the other way to open it.",
  },
  "backup.wrong_key": {
    what: "That does not open this backup.",
    means: NOT_RESTORED,
    next: "Look at what you entered; a backup opens with what was valid when it was made.",
  },
  "backup.content": {
    what: "The file opens, but what is in it is no backup of a wallet.",
    means: "Somebody else made it, or it was put together by hand. Nothing of it was used.",
    next: OTHER_BACKUP,
  },
  "backup.newer": {
    what: "This backup was made by a newer version of the program.",
    means: "This version leaves it as it is.",
    next: "Install the newest version.",
  },
  "backup.other_wallet": {
    what: "This is a backup of another wallet.",
    means: "It says nothing about whether yours can be restored.",
    next: OTHER_BACKUP,
  },
  "backup.no_words": {
    what: "Backups by themselves need recovery words.",
    means: "They are locked for those words, so that nobody has to enter a passphrase each time.",
    next: "Make recovery words first.",
  },
  "backup.folder": {
    what: "Backups cannot be kept in this folder.",
    means: "It is not there, is no folder of yours, or lies within the program's own data.",
    next: "Enter the whole path of a folder that exists, best on another disk.",
  },
  "backup.not_written": {
    what: "The backup could not be written.",
    means: "The disk is full, gone, or may not be written. Earlier backups are as they were.",
    next: "Look at the disk, then try again.",
  },
  "backup.wallet_too_large": {
    what: "This wallet has grown too large for a backup.",
    means:
      "A file of that size could not be restored, so none was written. Earlier backups are as they were.",
    next: "Copy the whole data folder while the program is closed, and tell whoever looks after this program.",
  },
  "backup.none": {
    what: "There is no backup of this wallet yet.",
    means: NOTHING_CHANGED,
    next: "Make one first.",
  },
  "backup.exists": {
    what: "This wallet is on this computer already.",
    means: "It was left as it is: two copies of one wallet would get in each other's way.",
    next: "Open it, or restore the backup on another computer.",
  },
} as const satisfies { readonly [code: string]: Words };
