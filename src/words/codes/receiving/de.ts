import type { CodeWords, ReceivingCode } from "../code.ts";

/** What receiving from issuers and trusting them may answer, in German. */
export const RECEIVING_DE: CodeWords<ReceivingCode> = {
  "vci.offer": {
    what: "Das ist kein Angebot für eine Urkunde.",
    means: "Vielleicht ist der Link für etwas anderes oder unvollständig.",
    next: "Öffnen Sie das Angebot noch einmal an seiner Quelle oder fügen Sie es ganz ein.",
  },
  "vci.too_large": {
    what: "Der Aussteller schickt mehr, als eine Mappe liest.",
    means: "Nichts wurde behalten.",
    next: "Melden Sie es dem Aussteller mit dem Code.",
  },
  "vci.address": {
    what: "Die Adresse des Ausstellers ist nicht sicher.",
    means: "Nur geschützte Adressen (https) werden geöffnet.",
    next: "Bitten Sie den Aussteller um einen anderen Link.",
  },
  "vci.private_address": {
    what: "Der Link führt in ein privates Netz.",
    means: "Dort hat ein Link von außen nichts zu suchen, deshalb wurde er nicht geöffnet.",
    next: "Benutzen Sie ihn nicht. Fragen Sie, wer ihn geschickt hat.",
  },
  "vci.redirect": {
    what: "Der Aussteller leitet an eine andere Adresse weiter.",
    means: "Dem wird nicht gefolgt, weil niemand sieht, wo es endet.",
    next: "Melden Sie es dem Aussteller mit dem Code.",
  },
  "vci.offline": {
    what: "Es gibt kein Netz.",
    means: "Der Aussteller kann nicht gefragt werden.",
    next: "Stellen Sie eine Verbindung her und versuchen Sie es erneut.",
  },
  "vci.unreachable": {
    what: "Der Aussteller ist nicht zu erreichen.",
    means: "Nichts wurde behalten.",
    next: "Versuchen Sie es später noch einmal.",
  },
  "vci.malformed": {
    what: "Was der Aussteller geschickt hat, ist nicht lesbar.",
    means: "Es hält sich nicht an die Norm. Nichts wurde behalten.",
    next: "Melden Sie es dem Aussteller mit dem Code.",
  },
  "vci.swapped": {
    what: "Was ankam, ist nicht, was angeboten war.",
    means: "Aussteller, Art oder Inhaber haben sich unterwegs geändert. Nichts wurde behalten.",
    next: "Benutzen Sie dieses Angebot nicht.",
  },
  "vci.unsupported": {
    what: "Dieser Aussteller verlangt etwas, das diese Mappe nicht kann.",
    means: "Das Angebot kann hier nicht angenommen werden.",
    next: "Fragen Sie den Aussteller nach einem anderen Weg.",
  },
  "vci.code": {
    what: "Dafür muss ein Code eingegeben werden.",
    means: "Der Aussteller hat ihn auf einem anderen Weg geschickt.",
    next: "Geben Sie ihn ein und versuchen Sie es erneut.",
  },
  "vci.gone": {
    what: "Der Aussteller nimmt dieses Angebot oder diesen Code nicht an.",
    means: "Es wurde benutzt, zurückgezogen, ist abgelaufen, oder der Code ist ein anderer.",
    next: "Prüfen Sie den Code. Stimmt er, bitten Sie um ein neues Angebot.",
  },
  "vci.refused": {
    what: "Der Aussteller hat abgelehnt.",
    means: "Nichts wurde behalten.",
    next: "Fragen Sie den Aussteller nach dem Grund.",
  },
  "vci.denied": {
    what: "Der Aussteller gibt Ihnen diese Urkunde nicht.",
    means: "Er sagt, dass sie Ihnen nicht zusteht, oder die Anmeldung wurde abgebrochen.",
    next: "Fragen Sie den Aussteller.",
  },
  "vci.state": {
    what: "Die Antwort des Browsers passt nicht zur Frage.",
    means: "Sie kann von einer anderen Seite kommen. Nichts wurde geholt.",
    next: "Beginnen Sie noch einmal.",
  },
  "vci.waiting": {
    what: "Der Aussteller arbeitet noch daran.",
    means: "Es kann noch nicht behalten werden.",
    next: "Fragen Sie später noch einmal nach.",
  },
  "vci.cancelled": {
    what: "Es wurde abgebrochen.",
    means: "Nichts wurde behalten.",
    next: "Beginnen Sie noch einmal, wenn Sie möchten.",
  },
  "receive.not_renewable": {
    what: "Der Aussteller gibt die nächste nicht von selbst.",
    means: "Er hat das nicht erlaubt oder es zurückgenommen.",
    next: "Bitten Sie ihn um ein neues Angebot.",
  },
  "receive.unknown": {
    what: "Das ist nicht mehr unterwegs.",
    means: "Es wurde behalten, abgelehnt oder vor dem letzten Start geöffnet.",
    next: "Öffnen Sie das Angebot noch einmal.",
  },
  "trust.no_certificate": {
    what: "Diese Datei enthält kein Zertifikat.",
    means: "Niemandem wird durch sie vertraut.",
    next: "Bitten Sie um die Datei in der Form PEM oder DER.",
  },
  "trust.unknown": {
    what: "Das ist nicht unter denen, denen Sie vertrauen.",
    means: "Nichts wurde geändert.",
    next: "Sehen Sie die Liste noch einmal an.",
  },
  "offers.port": {
    what: "Der Anschluss, an dem die Angebote dieser Stelle abgeholt werden, lässt sich nicht öffnen.",
    means: "Ein anderes Programm benutzt ihn. Nichts wurde angeboten.",
    next: "Schließen Sie das andere Programm oder wählen Sie einen anderen Anschluss.",
  },
  "offers.unknown": {
    what: "Diese Stelle hat kein solches Angebot.",
    means: "Nichts wurde geändert.",
    next: "Sehen Sie die Liste noch einmal an.",
  },
  "offers.collected": {
    what: "Dieses Angebot lässt sich nicht mehr zurücknehmen.",
    means: "Es wurde abgeholt oder ist schon beendet.",
    next: "Um eine abgeholte Urkunde zu beenden, widerrufen Sie sie.",
  },
};
