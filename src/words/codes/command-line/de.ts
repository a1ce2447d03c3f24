import type { CodeWords } from "../code.ts";
import type { COMMAND_LINE_EN } from "./en.ts";

const NOTHING_DONE = "Es wurde nichts getan.";

/** Codes of the command line itself, and those of which it says something else than the window, in German. */
export const COMMAND_LINE_DE: CodeWords<keyof typeof COMMAND_LINE_EN> = {
  "cli.usage": {
    what: "Der Befehl wurde nicht verstanden.",
    means: NOTHING_DONE,
    next: "Unten steht, wie er gemeint ist.",
  },
  "cli.no_passphrase": {
    what: "Es wurde keine Passphrase gegeben.",
    means: "Die Mappe bleibt gesperrt.",
    next: "Geben Sie sie mit --passphrase-file DATEI oder in SEALFOLIO_PASSPHRASE.",
  },
  "cli.input_too_large": {
    what: "Das ist zu viel auf einmal.",
    means: "Es wurde nicht gelesen.",
    next: "Prüfen Sie, ob es die richtige Datei ist.",
  },
  "cli.no_input": { what: "Es gibt nichts zu lesen.", means: NOTHING_DONE, next: "Nennen Sie eine Datei." },
  "cli.json": {
    what: "Die Datei enthält kein JSON-Objekt.",
    means: NOTHING_DONE,
    next: "Berichtigen Sie die Datei.",
  },
  inspect: {
    what: "Das ist nichts, was sich hier lesen lässt.",
    means: NOTHING_DONE,
    next: "Prüfen Sie, ob es die richtige Datei ist.",
  },
  "call.arguments": {
    what: "Was angegeben wurde, ist so nicht brauchbar.",
    means: NOTHING_DONE,
    next: "Unten steht, wie es gemeint ist.",
  },
  "follow.no_source": {
    what: "Keine Ihrer Quellen gab etwas Passendes.",
    means: "Das Register wurde nicht erneuert; was Sie haben, bleibt.",
    next: "Welche Quellen es gibt, zeigt: sealfolio chain show",
  },
  "follow.unknown_alarm": {
    what: "Diesen Alarm gibt es nicht.",
    means: NOTHING_DONE,
    next: "Welcher Alarm offen ist, zeigt: sealfolio chain show",
  },
  "alarm.fork": {
    what: "Es gibt zwei besiegelte Geschichten dieses Registers.",
    means: "Behörden haben beide unterschrieben. Bis das geklärt ist, ist keine Prüfung feststellbar.",
    next: "Sagen Sie es den Behörden. Beide Siegel sind als Beweis aufbewahrt.",
  },
  "holder.unknown_credential": {
    what: "Diese Urkunde ist nicht in Ihrer Mappe.",
    means: "Sie wurde gelöscht oder gehört zu einer anderen Mappe.",
    next: "Welche es gibt, zeigt: sealfolio wallet list",
  },
  "present.asker_not_accredited": {
    what: "Wer fragt, ist nicht zugelassen.",
    means: "Nichts hat Ihre Mappe verlassen.",
    next: "Antworten Sie nur, wenn Sie wissen, wer fragt; dann mit --despite-warnings.",
  },
  "present.over_asking": {
    what: "Es wird mehr gefragt, als erlaubt ist.",
    means: "Nichts hat Ihre Mappe verlassen.",
    next: "Wollen Sie es trotzdem geben, dann mit --despite-warnings.",
  },
  "present.ended": {
    what: "Was Sie zeigen wollen, gilt nicht mehr oder zurzeit nicht.",
    means: "Nichts hat Ihre Mappe verlassen.",
    next: "Wer es prüft, wird das sehen. Wollen Sie es trotzdem zeigen, dann mit --despite-warnings.",
  },
  "wallet.none": {
    what: "Hier gibt es noch keine Mappe.",
    means: NOTHING_DONE,
    next: "Eine neue entsteht mit: sealfolio wallet create",
  },
  "office.claims": {
    what: "Etwas in den Angaben passt nicht zu dieser Art von Urkunde.",
    means: "Es wurde nichts unterschrieben.",
    next: "Berichtigen Sie die Datei mit den Angaben.",
  },
  "office.older_data": {
    what: "Die Daten dieser Mappe sind älter als das, was mit ihr unterschrieben wurde.",
    means:
      "Im Register stehen Vorgänge, die der Schlüssel dieser Mappe unterschrieben hat und von denen sie nichts weiß: Eine ältere Kopie ihres Ordners oder eine Sicherung wurde eingesetzt. Es wurde nichts unterschrieben.",
    next: "Waren Sie das nicht selbst, finden Sie heraus, wer es war. Von hier an weiter: sealfolio wallet go-on",
  },
  "office.unreachable": {
    what: "Das Register war nicht zu erreichen.",
    means: "Was Sie schon unterschrieben haben, ist aufbewahrt und wird eingereicht.",
    next: "Sehen Sie nach dem Netz. Was noch nicht besiegelt ist, zeigt: sealfolio issue register (Ausfertigungen: issue copies-list). Weiter geht es mit issue refresh (Ausfertigungen: issue copies-refresh), statt noch einmal auszustellen.",
  },
  "registry.damaged": {
    what: "Die Kopie des Registers auf diesem Datenträger ist beschädigt.",
    means: "Auf ihren Inhalt wird nicht gebaut.",
    next: "Eine Mappe holt das beschädigte Stück beim nächsten Mal neu; einen Knoten erneuern Sie von einem Spiegel.",
  },
  "office.not_keeper": {
    what: "Dieses Amt führt die eindeutigen Kennzeichen dieser Art nicht.",
    means: "Es wurde nichts unterschrieben.",
    next: "Wenden Sie sich an das Amt, das sie führt; die Art nennt es.",
  },
  "office.things_unknown": {
    what: "Bei manchen Kennzeichen weiß hier niemand, wofür sie stehen.",
    means: "Es wurde nichts unterschrieben, denn für sie gäbe es unter dem neuen Schlüssel kein Kennzeichen.",
    next: "Holen Sie die Listen aller ausstellenden Ämter (sealfolio tags list) oder geben Sie diese Kennzeichen mit --random auf.",
  },
  "office.thing_list": {
    what: "Das ist keine solche Liste, oder sie gehört zu einem anderen Register oder einer anderen Art.",
    means: "Es wurde nichts unterschrieben.",
    next: "Lassen Sie sie vom Amt neu machen mit: sealfolio tags list",
  },
  "office.retag_refused": {
    what: "Das Register hat die neuen Kennzeichen immer wieder abgelehnt.",
    means: "Was versiegelt ist, bleibt; bis der Wechsel zu Ende ist, wird nichts dieser Art ausgestellt.",
    next: "Machen Sie mit demselben Befehl weiter; wird er wieder abgelehnt, bitten Sie mit diesem Code um Hilfe.",
  },
};
