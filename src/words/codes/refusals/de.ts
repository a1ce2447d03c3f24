import type { CodeWords, RefusalCode } from "../code.ts";

const NOT_ENTERED = "Das Register hat es nicht eingetragen; es hat sich nichts geändert.";
const LOOK_AGAIN = "Erneuern Sie das Register, sehen Sie die Urkunde noch einmal an, und beginnen Sie neu.";
const ASK_AUTHORITY = "Fragen Sie Ihre Behörde.";
const REPORT = "Melden Sie es mit dem Code.";
const ISSUE_AGAIN = "Stellen Sie sie noch einmal aus.";

/** Why the registry refused what an office sent in, in German. */
export const REFUSALS_DE: CodeWords<RefusalCode> = {
  "after.stale": {
    what: "Mit dieser Urkunde ist inzwischen etwas geschehen.",
    means: NOT_ENTERED,
    next: LOOK_AGAIN,
  },
  "commitment.known": { what: "Diese Urkunde ist schon eingetragen.", means: NOT_ENTERED, next: LOOK_AGAIN },
  "credential.unknown": {
    what: "Das Register kennt diese Urkunde nicht.",
    means: NOT_ENTERED,
    next: LOOK_AGAIN,
  },
  "credential.final": {
    what: "Diese Urkunde ist endgültig beendet.",
    means: "Ihr Stand lässt sich nicht mehr ändern.",
    next: "Stellen Sie eine neue aus, wo eine fällig ist.",
  },
  "credential.not_yours": {
    what: "Eine andere Stelle hat diese Urkunde ausgestellt.",
    means: "Nur jene darf sie ändern.",
    next: "Schicken Sie den Inhaber dorthin.",
  },
  "status.transition": {
    what: "Das geht mit einer Urkunde in diesem Stand nicht.",
    means: NOT_ENTERED,
    next: LOOK_AGAIN,
  },
  "tag.held": {
    what: "Dafür ist schon eine Urkunde in Kraft.",
    means: "Zwei darf es nicht zugleich geben; diese wurde nicht eingetragen.",
    next: "Suchen Sie die andere, und ersetzen oder widerrufen Sie sie zuerst.",
  },
  "tag.missing": { what: "Das eindeutige Kennzeichen fehlt.", means: NOT_ENTERED, next: REPORT },
  "tag.unexpected": {
    what: "Diese Art von Urkunde hat kein eindeutiges Kennzeichen.",
    means: NOT_ENTERED,
    next: REPORT,
  },
  "tag.epoch": {
    what: "Das eindeutige Kennzeichen ist von einem früheren Schlüssel.",
    means: NOT_ENTERED,
    next: ISSUE_AGAIN,
  },
  "tag.unknown": { what: "Das eindeutige Kennzeichen ist nicht bekannt.", means: NOT_ENTERED, next: REPORT },
  "batch.places": {
    what: "Einige dieser Ausfertigungen gehören nicht zu dieser Ausgabe.",
    means: NOT_ENTERED,
    next: LOOK_AGAIN,
  },
  "batch.mixed": {
    what: "Diese Ausfertigungen wurden bisher nicht gemeinsam geändert.",
    means: NOT_ENTERED,
    next: LOOK_AGAIN,
  },
  "index.used": {
    what: "Der Platz in der Statusliste wurde inzwischen vergeben.",
    means: NOT_ENTERED,
    next: ISSUE_AGAIN,
  },
  "index.range": { what: "Diesen Platz hat die Statusliste nicht.", means: NOT_ENTERED, next: REPORT },
  "expires.past": {
    what: "Die Urkunde wäre schon abgelaufen.",
    means: NOT_ENTERED,
    next: "Wählen Sie ein späteres Ende.",
  },
  "expires.too_late": {
    what: "Die Urkunde würde länger gelten, als ihre Art erlaubt.",
    means: NOT_ENTERED,
    next: "Wählen Sie ein früheres Ende.",
  },
  "key.unknown": {
    what: "Das Register kennt den Schlüssel der Unterschrift nicht.",
    means: NOT_ENTERED,
    next: ASK_AUTHORITY,
  },
  "office.unknown": {
    what: "Das Register kennt diese Stelle nicht.",
    means: NOT_ENTERED,
    next: ASK_AUTHORITY,
  },
  "office.withdrawn": {
    what: "Diese Stelle ist nicht mehr zugelassen.",
    means: "Sie darf nichts ausstellen oder ändern.",
    next: ASK_AUTHORITY,
  },
  "office.not_accredited": {
    what: "Diese Stelle ist für diese Art von Urkunde nicht zugelassen.",
    means: NOT_ENTERED,
    next: ASK_AUTHORITY,
  },
  "type.unknown": {
    what: "Das Register kennt diese Art von Urkunde nicht.",
    means: NOT_ENTERED,
    next: LOOK_AGAIN,
  },
  "type.retired": {
    what: "Diese Art von Urkunde wird nicht mehr ausgestellt.",
    means: NOT_ENTERED,
    next: "Wählen Sie die Art, die an ihre Stelle getreten ist.",
  },
  "type.retagging": {
    what: "Die eindeutigen Kennzeichen dieser Art werden gerade erneuert.",
    means: NOT_ENTERED,
    next: "Versuchen Sie es später noch einmal.",
  },
  "replace.type": {
    what: "Eine Urkunde lässt sich nur durch eine ihrer Art ersetzen.",
    means: NOT_ENTERED,
    next: "Beginnen Sie neu mit derselben Art.",
  },
  "replace.reason": {
    what: "Dieser Grund passt nicht zu dieser Ersetzung.",
    means: NOT_ENTERED,
    next: "Wählen Sie einen anderen Grund.",
  },
  "consent.missing": {
    what: "Die Eigentümer haben nicht zugestimmt.",
    means: NOT_ENTERED,
    next: "Bitten Sie um ihre Zustimmung.",
  },
  "consent.unexpected": {
    what: "Diese Ersetzung geht ohne Zustimmung der Eigentümer.",
    means: NOT_ENTERED,
    next: "Beginnen Sie neu ohne sie.",
  },
  "consent.need": {
    what: "Es müssten mehr Eigentümer zustimmen, als es gibt.",
    means: NOT_ENTERED,
    next: "Sehen Sie nach, wie viele zustimmen müssen.",
  },
  "consent.unknown_key": {
    what: "Jemand hat zugestimmt, der kein Eigentümer ist.",
    means: NOT_ENTERED,
    next: "Bitten Sie die Eigentümer selbst.",
  },
  "consent.too_few": {
    what: "Zu wenige Eigentümer haben zugestimmt.",
    means: NOT_ENTERED,
    next: "Bitten Sie die anderen um Zustimmung.",
  },
  "consent.invalid": {
    what: "Eine Zustimmung gilt nicht für diese Änderung.",
    means: NOT_ENTERED,
    next: "Bitten Sie noch einmal darum.",
  },
  "consent.parties": {
    what: "Ein Dritter, der zustimmen muss, hat es nicht getan oder ist nicht der richtige.",
    means: NOT_ENTERED,
    next: "Bitten Sie ihn um Zustimmung.",
  },
  "sig.invalid": {
    what: "Eine Unterschrift hält nicht.",
    means: NOT_ENTERED,
    next: `${ISSUE_AGAIN} ${REPORT}`,
  },
  "sig.not_officer": {
    what: "Wer unterschrieben hat, ist kein Beamter dieser Stelle.",
    means: NOT_ENTERED,
    next: ASK_AUTHORITY,
  },
  "sig.too_few": {
    what: "Es muss noch jemand unterschreiben.",
    means: NOT_ENTERED,
    next: "Bitten Sie einen zweiten Beamten um seine Unterschrift.",
  },
  "sig.unknown": {
    what: "Das Register kennt nicht, wer unterschrieben hat.",
    means: NOT_ENTERED,
    next: ASK_AUTHORITY,
  },
};
