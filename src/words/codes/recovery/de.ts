import type { CodeWords, RecoveryCode } from "../code.ts";

const NOTHING_CHANGED = "Es wurde nichts geändert.";
const STAYS_LOCKED = "Ihre Mappe bleibt gesperrt.";
const LIST = "Vergleichen Sie die Wörter eines nach dem anderen mit Ihrem Blatt.";
const OTHER_BACKUP = "Wählen Sie eine andere Sicherung.";
const NOT_RESTORED = "Es wurde nichts wiederhergestellt und nichts geändert.";

/** Was Mappen über ihre Zugänge und Sicherungen antworten, auf Deutsch. */
export const RECOVERY_DE: CodeWords<RecoveryCode> = {
  "words.count": {
    what: "Das sind nicht 24 Wörter.",
    means: "Es gehören immer genau 24 zusammen.",
    next: LIST,
  },
  "words.unknown": {
    what: "Eines dieser Wörter steht nicht in der Liste, aus der die Wörter stammen.",
    means: STAYS_LOCKED,
    next: "Berichtigen Sie die markierten Wörter.",
  },
  "words.checksum": {
    what: "Diese 24 Wörter gehören nicht zusammen.",
    means:
      "Jedes steht in der Liste, aber eines ist ein anderes als auf Ihrem Blatt, oder zwei sind vertauscht.",
    next: LIST,
  },
  "vault.no_words": {
    what: "Für diese Mappe gibt es keine Wiederherstellungswörter.",
    means: "Sie wurden nie angelegt oder nie bestätigt.",
    next: "Öffnen Sie sie mit der Passphrase, oder stellen Sie eine Sicherung wieder her.",
  },
  "vault.wrong_words": {
    what: "Die Wörter stimmen in sich, aber sie öffnen diese Mappe nicht.",
    means: "Sie gehören zu einer anderen Mappe, oder neuere haben sie abgelöst.",
    next: "Sehen Sie nach, ob Sie noch ein anderes Blatt haben.",
  },
  "vault.no_os": {
    what: "Die Anmeldung an diesem Computer öffnet diese Mappe nicht.",
    means: STAYS_LOCKED,
    next: "Öffnen Sie sie mit der Passphrase; erlauben können Sie es in den Einstellungen.",
  },
  "vault.os_store": {
    what: "Das Betriebssystem hat sein Geheimnis nicht herausgegeben.",
    means: "Vielleicht sind Sie als jemand anderes angemeldet, oder sein Speicher wurde geleert.",
    next: "Öffnen Sie die Mappe mit der Passphrase.",
  },
  "vault.unknown_rows": {
    what: "Diese Mappe enthält etwas, das diese Fassung des Programms nicht kennt.",
    means: "Es wurde kein neuer Schlüssel gemacht; alles ist, wie es war.",
    next: "Installieren Sie die neueste Fassung.",
  },
  "wallet.no_os_store": {
    what: "Dieser Computer hat keinen sicheren Speicher für Geheimnisse.",
    means: "Eine Mappe lässt sich hier nicht durch Anmelden öffnen; es braucht jedes Mal die Passphrase.",
    next: "Richten Sie unter Linux einen Schlüsselbund wie GNOME Keyring oder KWallet ein, und nehmen Sie das Fenster von Electron.",
  },
  "recovery.none": {
    what: "Es gibt keine neuen Wiederherstellungswörter anzusehen.",
    means: "Sie werden einmal gezeigt; das Sperren vergisst sie, solange sie nicht bestätigt sind.",
    next: "Legen Sie in den Einstellungen neue an.",
  },
  "recovery.mismatch": {
    what: "Das sind nicht die gefragten Wörter.",
    means: "Noch öffnen die Wörter die Mappe nicht.",
    next: "Sehen Sie noch einmal auf Ihr Blatt; zählen Sie vom ersten Wort an.",
  },
  "backup.malformed": {
    what: "Diese Datei ist keine Sicherung, oder sie ist beschädigt.",
    means: NOT_RESTORED,
    next: OTHER_BACKUP,
  },
  "backup.too_large": {
    what: "Diese Datei ist zu groß für eine Sicherung.",
    means: "Sie wurde nicht geöffnet.",
    next: OTHER_BACKUP,
  },
  "backup.work_factor": {
    what: "Diese Sicherung verlangt unvernünftig viel Rechenarbeit.",
    means: "Vielleicht wurde sie gemacht, um diesen Computer lahmzulegen. Sie wurde nicht geöffnet.",
    next: OTHER_BACKUP,
  },
  "backup.other_key": {
    what: "Diese Sicherung öffnet sich mit etwas anderem.",
    means: "Eine mit Passphrase braucht diese, jede andere die Wiederherstellungswörter.",
    next: "Wählen Sie den anderen Weg, sie zu öffnen.",
  },
  "backup.wrong_key": {
    what: "Das öffnet diese Sicherung nicht.",
    means: NOT_RESTORED,
    next: "Prüfen Sie die Eingabe; eine Sicherung öffnet sich mit dem, was galt, als sie gemacht wurde.",
  },
  "backup.content": {
    what: "Die Datei öffnet sich, aber was darin steht, ist keine Sicherung einer Mappe.",
    means:
      "Jemand anderes hat sie gemacht, oder sie ist von Hand zusammengesetzt. Nichts davon wurde verwendet.",
    next: OTHER_BACKUP,
  },
  "backup.newer": {
    what: "Diese Sicherung stammt von einer neueren Fassung des Programms.",
    means: "Diese Fassung lässt sie, wie sie ist.",
    next: "Installieren Sie die neueste Fassung.",
  },
  "backup.other_wallet": {
    what: "Das ist die Sicherung einer anderen Mappe.",
    means: "Sie sagt nichts darüber, ob sich Ihre wiederherstellen lässt.",
    next: OTHER_BACKUP,
  },
  "backup.no_words": {
    what: "Selbsttätige Sicherungen brauchen Wiederherstellungswörter.",
    means: "Sie werden für diese Wörter verschlossen, damit niemand jedes Mal eine Passphrase eingeben muss.",
    next: "Legen Sie zuerst Wiederherstellungswörter an.",
  },
  "backup.folder": {
    what: "In diesem Ordner lassen sich keine Sicherungen ablegen.",
    means: "Es gibt ihn nicht, er gehört Ihnen nicht, oder er liegt in den Daten des Programms selbst.",
    next: "Geben Sie den ganzen Pfad eines vorhandenen Ordners an, am besten auf einem anderen Datenträger.",
  },
  "backup.not_written": {
    what: "Die Sicherung ließ sich nicht schreiben.",
    means: "Der Datenträger ist voll, fort oder schreibgeschützt. Frühere Sicherungen sind, wie sie waren.",
    next: "Sehen Sie nach dem Datenträger, dann versuchen Sie es noch einmal.",
  },
  "backup.wallet_too_large": {
    what: "Diese Mappe ist zu groß für eine Sicherung geworden.",
    means:
      "Eine so große Datei ließe sich nicht wiederherstellen, darum wurde keine geschrieben. Frühere Sicherungen sind, wie sie waren.",
    next: "Kopieren Sie den ganzen Datenordner, während das Programm geschlossen ist, und sagen Sie es denen, die es betreuen.",
  },
  "backup.none": {
    what: "Von dieser Mappe gibt es noch keine Sicherung.",
    means: NOTHING_CHANGED,
    next: "Machen Sie zuerst eine.",
  },
  "backup.exists": {
    what: "Diese Mappe ist schon auf diesem Computer.",
    means: "Sie blieb, wie sie ist: Zwei Exemplare einer Mappe kämen einander in die Quere.",
    next: "Öffnen Sie sie, oder stellen Sie die Sicherung auf einem anderen Computer wieder her.",
  },
};
