import type { Words } from "../../../language/sentences.ts";
import type { CodeWords, Family } from "../code.ts";

const NOT_USED = "Es ist beschädigt, verändert oder etwas anderes, als es sein soll; es wurde nicht benutzt.";
const REFUSED = "Das Register hat es nicht eingetragen; es hat sich nichts geändert.";
const ASK_AGAIN = "Lassen Sie es sich noch einmal geben.";
const CORRECT = "Berichtigen Sie es, und reichen Sie es noch einmal ein.";

const unreadable = (what: string): Words => ({ what, means: NOT_USED, next: ASK_AGAIN });
const refused = (what: string, next: string): Words => ({ what, means: REFUSED, next });

/** What is said of all codes that begin alike, in German. */
export const FAMILIES_DE: CodeWords<Family> = {
  bytes: unreadable("Der Text hat nicht die erwartete Form."),
  crypto: unreadable("Ein Schlüssel oder eine Unterschrift ist unbrauchbar."),
  cbor: unreadable("Die Bytes sind nicht das erwartete CBOR."),
  cose: unreadable("Eine unterschriebene Nachricht in CBOR hält nicht stand."),
  did: unreadable("Der Name eines Schlüssels ist nicht lesbar."),
  mdoc: unreadable("Die Urkunde ist nicht lesbar."),
  tags: unreadable("Eine Frage nach einem eindeutigen Merkmal hält nicht stand."),
  json: unreadable("Der Text ist nicht das erwartete JSON."),
  jws: unreadable("Eine unterschriebene Nachricht hält nicht stand."),
  kb: unreadable("Der Nachweis des Inhabers hält nicht stand."),
  merkle: unreadable("Ein Nachweis des Registers hält nicht stand."),
  note: unreadable("Eine unterschriebene Notiz des Registers ist nicht lesbar."),
  checkpoint: unreadable("Ein Prüfpunkt des Registers ist nicht lesbar."),
  seal: unreadable("Ein Siegel des Registers hält nicht stand."),
  proof: unreadable("Ein Nachweis des Registers ist nicht lesbar."),
  statement: unreadable("Ein Beleg dessen, was das Register sagt, hält nicht stand."),
  receipt: unreadable("Ein Beleg hält nicht stand."),
  epoch: unreadable("Die genannten Behörden passen nicht zur Geschichte des Registers."),
  record: unreadable("Der Eintrag eines Blocks ist nicht lesbar."),
  authorities: unreadable("Eine Liste von Behörden ist nicht lesbar."),
  trust: unreadable("Der Eintrag einer Stelle oder einer Urkundenart ist nicht lesbar."),
  status: unreadable("Eine Statusliste des Registers ist nicht lesbar."),
  status_list: unreadable("Eine Statusliste ist nicht lesbar."),
  ledger: unreadable("Ein Block passt nicht zum Register."),
  entry: unreadable("Ein Eintrag des Registers ist nicht lesbar."),
  sdjwt: unreadable("Die Urkunde ist nicht lesbar."),
  vc: unreadable("Die Urkunde ist nicht so gemacht, wie es Urkunden dieser Art sind."),
  type_metadata: unreadable("Die Beschreibung einer Urkundenart ist nicht lesbar."),
  tag: {
    what: "Aus dieser Nummer lässt sich kein eindeutiges Merkmal bilden.",
    means: "Sie ist leer, zu lang oder auf zwei Arten lesbar.",
    next: "Schreiben Sie die Nummer genau so, wie sie im Register steht.",
  },

  body: refused("Etwas im Eintrag fehlt oder hat die falsche Form.", CORRECT),
  block: refused(
    "Ein Block lässt sich nicht als Eintrag einreichen.",
    "Reichen Sie die Einträge selbst ein.",
  ),
  registry: refused("Das Register hat anders begonnen.", "Prüfen Sie, ob es das richtige Register ist."),
  rules: refused("Nach diesen Regeln arbeitet das Register nicht.", "Installieren Sie die neueste Version."),
  quorum: refused("Für die vorhandenen Behörden sind das zu wenige oder zu viele Unterschriften.", CORRECT),
  authority: refused(
    "Die Behörde ist nicht so, wie dieser Eintrag sie braucht.",
    "Sehen Sie die Liste der Behörden an.",
  ),
  key: refused(
    "Ein Schlüssel ist unbrauchbar oder schon in Gebrauch.",
    "Machen Sie einen neuen Schlüssel, und reichen Sie ihn ein.",
  ),
  office: refused(
    "Die Stelle ist nicht so, wie dieser Eintrag sie braucht.",
    "Sehen Sie den Eintrag der Stelle an.",
  ),
  right: refused("Ein Recht, das geändert wird, gibt es nicht, oder es trifft auf ein anderes.", CORRECT),
  span: refused("Ein Datum beginnt oder endet später, als es darf.", CORRECT),
  type: refused(
    "Die Urkundenart ist nicht so, wie dieser Eintrag sie braucht.",
    "Sehen Sie die vorhandenen Arten an.",
  ),
  deposit: refused("Dieses Dokument ist schon hinterlegt.", "Es ist nichts weiter zu tun."),
  retag: refused("Die neuen eindeutigen Merkmale sind nicht vollständig oder nicht vom Verwahrer.", CORRECT),
};
