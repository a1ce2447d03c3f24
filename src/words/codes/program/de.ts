import type { Words } from "../../../language/sentences.ts";
import type { CodeWords, ProgramCode } from "../code.ts";

const NOTHING_CHANGED = "Es wurde nichts geändert.";
const TRY_AGAIN = "Versuchen Sie es noch einmal.";
const REPORT = "Wenn es wieder geschieht, melden Sie es mit dem Code.";
const DISK = "Die Datei Ihrer Mappe auf diesem Computer";

const DAMAGED: Words = {
  what: `${DISK} ist beschädigt.`,
  means: "Etwas hat sie von außen verändert, oder der Datenträger ist defekt.",
  next: "Löschen Sie sie nicht. Öffnen Sie eine Sicherung, oder bitten Sie mit diesem Code um Hilfe.",
};

/** What the program itself, its wallets and the person's own files may answer, in German. */
export const PROGRAM_DE: CodeWords<ProgramCode> = {
  "call.failed": {
    what: "Im Programm ist etwas schiefgegangen.",
    means: NOTHING_CHANGED,
    next: `${TRY_AGAIN} ${REPORT}`,
  },
  "call.arguments": {
    what: "Die Eingabe lässt sich so nicht verwenden.",
    means: NOTHING_CHANGED,
    next: "Sehen Sie Ihre Eingabe noch einmal an.",
  },
  "call.unknown": {
    what: "Das Programm kann das nicht.",
    means: "Seine Teile haben vielleicht verschiedene Versionen.",
    next: "Schließen Sie das Programm und starten Sie es neu.",
  },
  "call.locked": {
    what: "Ihre Mappe ist gesperrt.",
    means: NOTHING_CHANGED,
    next: "Entsperren Sie sie, dann versuchen Sie es noch einmal.",
  },
  "call.sender": {
    what: "Die Frage kam nicht aus dem Fenster des Programms.",
    means: "Sie wurde nicht angesehen.",
    next: "Schließen Sie das Programm und starten Sie es neu.",
  },
  "call.too_large": {
    what: "Das ist zu viel auf einmal.",
    means: NOTHING_CHANGED,
    next: "Versuchen Sie es mit weniger.",
  },

  "database.corrupt": DAMAGED,
  "database.failed": {
    what: `${DISK} ließ sich nicht verwenden.`,
    means: NOTHING_CHANGED,
    next: `${TRY_AGAIN} ${REPORT}`,
  },
  "database.foreign": {
    what: "Diese Datei ist keine Mappe dieses Programms.",
    means: "Sie wurde nicht verändert.",
    next: "Wählen Sie eine andere.",
  },
  "database.missing": {
    what: `${DISK} ist weg.`,
    means: "Sie wurde verschoben oder gelöscht.",
    next: "Legen Sie sie zurück, oder öffnen Sie eine Sicherung.",
  },
  "database.full": {
    what: "Der Datenträger ist voll.",
    means: "Was Sie gerade getan haben, wurde nicht behalten.",
    next: "Schaffen Sie Platz, dann versuchen Sie es noch einmal.",
  },
  "database.io": {
    what: "Der Datenträger hat nicht gelesen oder geschrieben.",
    means: "Was Sie gerade getan haben, wurde nicht behalten.",
    next: "Sehen Sie nach, ob er angeschlossen und in Ordnung ist.",
  },
  "database.locked": {
    what: `${DISK} wird von einem anderen Programm benutzt.`,
    means: NOTHING_CHANGED,
    next: "Schließen Sie das andere Programm.",
  },
  "database.newer": {
    what: "Diese Mappe wurde zuletzt mit einer neueren Version benutzt.",
    means: "Diese Version lässt sie, wie sie ist.",
    next: "Installieren Sie die neuere Version.",
  },
  "database.read_only": {
    what: `${DISK} darf nicht beschrieben werden.`,
    means: "Was Sie gerade getan haben, wurde nicht behalten.",
    next: "Geben Sie sich das Recht, in ihrem Ordner zu schreiben.",
  },

  "vault.wrong_passphrase": {
    what: "Das ist nicht die Passphrase.",
    means: "Ihre Mappe bleibt gesperrt.",
    next: "Achten Sie auf Großbuchstaben und die Sprache der Tastatur.",
  },
  "vault.wait": {
    what: "Es gab mehrere falsche Passphrasen.",
    means: "Die nächste wird erst nach einer Weile angenommen, damit niemand viele ausprobieren kann.",
    next: "Warten Sie, bis die Zeit um ist.",
  },
  "vault.busy": {
    what: "Die Mappe wird gerade geöffnet.",
    means: "Es wird immer nur eine Passphrase geprüft.",
    next: "Warten Sie einen Augenblick.",
  },
  "vault.passphrase": {
    what: "Das kann keine Passphrase sein.",
    means: "Sie ist leer, zu lang oder enthält Zeichen, die sich nicht überall tippen lassen.",
    next: "Wählen Sie eine andere.",
  },
  "vault.kdf_failed": {
    what: "Die Passphrase ließ sich nicht verarbeiten.",
    means: "Dieser Computer hat zu wenig freien Speicher.",
    next: "Schließen Sie andere Programme, dann versuchen Sie es noch einmal.",
  },
  "vault.kdf_params": {
    what: "Die Datei der Mappe verlangt unsinnig viel Arbeit.",
    means: "Vielleicht hat jemand sie verändert.",
    next: "Benutzen Sie diese Datei nicht. Öffnen Sie eine Sicherung.",
  },
  "vault.damaged": DAMAGED,
  "vault.tampered": {
    what: `${DISK} ist nicht so, wie das Programm sie verlassen hat.`,
    means: "Jemand hat etwas zurückgelegt, herausgenommen oder verändert.",
    next: "Trauen Sie ihr nicht. Öffnen Sie eine Sicherung, oder bitten Sie mit diesem Code um Hilfe.",
  },
  "vault.too_large": {
    what: "Das ist zu groß, um es aufzubewahren.",
    means: NOTHING_CHANGED,
    next: "Versuchen Sie es mit etwas Kleinerem.",
  },

  "wallet.exists": {
    what: "Hier gibt es schon eine Mappe.",
    means: "Sie wurde nicht verändert.",
    next: "Öffnen Sie sie, oder legen Sie die neue anderswo an.",
  },
  "wallet.none": {
    what: "Hier gibt es noch keine Mappe.",
    means: NOTHING_CHANGED,
    next: "Legen Sie eine neue an, oder öffnen Sie eine andere.",
  },
  "wallet.passphrase_again": {
    what: "Dafür wird Ihre Passphrase noch einmal gebraucht.",
    means: "Sie wird jedes Mal verlangt. Es ist nichts geschehen.",
    next: "Tun Sie es noch einmal, und geben Sie die Passphrase ein, wenn danach gefragt wird.",
  },
  "wallet.weak_passphrase": {
    what: "Die Passphrase ist zu kurz.",
    means: "Wer an die Datei kommt, könnte sie erraten.",
    next: "Nehmen Sie mindestens 8 Zeichen; vier oder fünf Wörter sind besser.",
  },

  "app.unknown_profile": {
    what: "Diese Mappe gibt es nicht mehr.",
    means: "Ihr Ordner wurde verschoben oder gelöscht.",
    next: "Wählen Sie eine andere.",
  },
  "app.not_open": {
    what: "Diese Mappe ist nicht offen.",
    means: NOTHING_CHANGED,
    next: "Öffnen Sie sie zuerst.",
  },
  "app.in_use": {
    what: "Diese Mappe ist in einem anderen Fenster des Programms offen.",
    means: "Eine Mappe kann nur an einer Stelle zugleich benutzt werden.",
    next: "Schließen Sie sie dort zuerst.",
  },
  "app.root": {
    what: "Das Programm läuft als Administrator.",
    means: "Eine echte Mappe wäre vor anderen Programmen nicht geschützt.",
    next: "Starten Sie es als gewöhnlicher Benutzer. Das Beispiel lässt sich auch so ausprobieren.",
  },
  "app.too_many": {
    what: "Auf diesem Computer gibt es zu viele Mappen.",
    means: "Es wurde keine weitere angelegt.",
    next: "Entfernen Sie eine, die Sie nicht mehr brauchen.",
  },
  "app.sample_runs": {
    what: "Das Beispiel läuft schon.",
    means: NOTHING_CHANGED,
    next: "Benutzen Sie es, oder beenden Sie es zuerst.",
  },
  "app.sample_failed": {
    what: "Das Beispiel ließ sich nicht einrichten.",
    means: "Ihre eigenen Mappen wurden nicht angerührt.",
    next: `Sehen Sie nach, ob der Datenträger Platz hat. ${REPORT}`,
  },
  "app.no_sample": {
    what: "Es läuft kein Beispiel.",
    means: NOTHING_CHANGED,
    next: "Starten Sie es zuerst.",
  },
  "app.cancelled": {
    what: "Sie haben es abgebrochen.",
    means: NOTHING_CHANGED,
    next: "Beginnen Sie neu, wann Sie möchten.",
  },
  "app.preferences_not_kept": {
    what: "Ihre Wahl ließ sich nicht speichern.",
    means: "Sie gilt, bis Sie das Programm schließen.",
    next: "Sehen Sie nach, ob der Datenträger voll oder schreibgeschützt ist.",
  },

  "carrier.not_part": {
    what: "Diese Codes sind keine Nachricht dieses Programms.",
    means: "Sie können von einem anderen Programm sein, oder das Bild war nicht klar. Nichts wurde geöffnet.",
    next: "Halten Sie den Code ruhig vor die Kamera, oder geben Sie die Nachricht als Datei weiter.",
  },
  "carrier.not_text": {
    what: "Was die Codes enthielten, ist kein Text.",
    means: "Es ist keine Nachricht dieses Programms. Nichts wurde geöffnet.",
    next: "Bitten Sie um die Nachricht als Datei.",
  },
  "carrier.too_long": {
    what: "Die Nachricht ist zu lang für Codes, die aufeinander folgen.",
    means: "Niemand könnte sie so lange vor eine Kamera halten.",
    next: "Speichern Sie sie als Datei.",
  },

  "host.too_large": {
    what: "Die Datei ist zu groß.",
    means: "Nachrichten haben höchstens 1 MB, Bilder höchstens 8 MB. Sie wurde nicht geöffnet.",
    next: "Wählen Sie eine andere Datei.",
  },
  "host.not_text": {
    what: "Diese Datei ist keine Nachricht dieses Programms.",
    means: "Sie enthält etwas anderes als Text. Sie wurde nicht geöffnet.",
    next: "Wählen Sie eine andere Datei.",
  },
  "host.not_image": {
    what: "Diese Datei ist kein Bild.",
    means: "Nur PNG- und JPEG-Bilder lassen sich lesen.",
    next: "Wählen Sie eine andere Datei.",
  },
  "host.not_read": {
    what: "Die Datei ließ sich nicht lesen.",
    means: "Sie wurde verschoben, oder Sie dürfen sie nicht lesen.",
    next: "Wählen Sie sie noch einmal.",
  },
  "host.not_saved": {
    what: "Die Datei ließ sich nicht speichern.",
    means: "Es wurde nichts geschrieben.",
    next: "Wählen Sie einen anderen Ort.",
  },
  "host.not_copied": {
    what: "Der Text ließ sich nicht kopieren.",
    means: "In der Zwischenablage ist, was vorher darin war.",
    next: "Speichern Sie ihn als Datei, oder zeigen Sie ihn als Code.",
  },
  "host.link_refused": {
    what: "Dieser Link führt an einen Ort, den das Programm nicht kennt.",
    means: "Er wurde nicht geöffnet.",
    next: "Wenn Sie ihm trauen, tippen Sie ihn selbst in Ihren Browser.",
  },
  "host.link_failed": {
    what: "Ihr Browser hat sich nicht geöffnet.",
    means: "Dem Link wurde nicht gefolgt.",
    next: "Öffnen Sie Ihren Browser und tippen Sie den Link ein.",
  },
};
