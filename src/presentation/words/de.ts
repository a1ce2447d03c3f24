import type { PresentationWords } from "./table.ts";

const ASK_AGAIN = "Bitten Sie darum, es noch einmal vorzulegen.";
const NEW_REQUEST = "Lassen Sie sich eine neue Anfrage geben.";

export const DE: PresentationWords = {
  askers: {
    "asker.ok": {
      what: ["Es fragt: {office}, im Register zugelassen.", "Es fragt eine zugelassene Stelle."],
    },
    "asker.anchor": {
      what: ["{office} fragt.", "Jemand mit einem Zertifikat fragt."],
      means: "Das Zertifikat führt zu einem, dem Sie vertrauen.",
    },
    "asker.certificate_unknown": {
      what: ["Angeblich fragt {office}.", "Wer fragt, ist nicht bekannt."],
      means: "Es gibt ein Zertifikat, aber von niemandem, dem Sie vertrauen.",
      next: "Antworten Sie nur, wenn Sie wissen, wer Sie hierher geschickt hat, und ihm vertrauen.",
    },
    "asker.did": {
      what: "Wer fragt, ist nicht bekannt.",
      means: "Bewiesen ist nur der Besitz des eigenen Schlüssels. Niemand bürgt dafür.",
      next: "Antworten Sie nur, wenn Sie wissen, wer Sie hierher geschickt hat, und ihm vertrauen.",
    },
    "asker.unsigned": {
      what: "Diese Anfrage hat niemand unterschrieben.",
      means: "Jeder kann sie gemacht haben. Bekannt ist nur, wohin die Antwort ginge.",
      next: "Antworten Sie nur, wenn Sie wissen, wer Sie hierher geschickt hat, und ihm vertrauen.",
    },
    "asker.certificate": {
      what: "Das Zertifikat dessen, der fragt, gilt nicht.",
      means: "Es ist abgelaufen, nicht lesbar, oder seine Kette ist gebrochen.",
      next: "Antworten Sie nicht. Bitten Sie um eine neue Anfrage.",
    },
    "asker.client_mismatch": {
      what: "Die Anfrage stammt nicht von dem, der darin steht.",
      means: "Name und Schlüssel, oder der Ort, an den die Antwort geht, gehören nicht zusammen.",
      next: "Antworten Sie nicht.",
    },
    "asker.not_of_registry": {
      what: "Wer fragt, ist nicht bekannt.",
      means: "Die Anfrage nennt niemanden, den das Register zulässt.",
      next: "Antworten Sie nicht.",
    },
    "asker.other_registry": {
      what: "Wer fragt, gehört zu einem anderen Register.",
      means: "Ob er dort zugelassen ist, lässt sich hier nicht prüfen.",
      next: "Antworten Sie nur, wenn Sie den kennen, der sie Ihnen gab, und ihm vertrauen.",
    },
    "asker.no_data": {
      what: "Dieser Computer hat noch keine Daten des Registers.",
      means: "Wer fragt, lässt sich nicht prüfen.",
      next: "Bringen Sie zuerst Ihre Kopie des Registers auf den neuesten Stand.",
    },
    "asker.alarm": {
      what: "Ihre Kopie des Registers hat einen offenen Alarm.",
      means: "Bis er geklärt ist, lässt sich nicht prüfen, wer fragt.",
      next: "Öffnen Sie die Ansicht des Registers und klären Sie den Alarm.",
    },
    "asker.office_unknown": {
      what: "Ihre Kopie des Registers enthält den Fragenden nicht.",
      means: "Ob er zugelassen ist, lässt sich hier nicht prüfen.",
      next: "Bringen Sie zuerst Ihre Kopie des Registers auf den neuesten Stand.",
    },
    "asker.office_absent": {
      what: "Das Register kennt niemanden dieses Namens.",
      means: "Wer fragt, ist nicht zugelassen.",
      next: "Antworten Sie nicht, außer Sie wissen, wer fragt.",
    },
    "asker.office_withdrawn": {
      what: [
        "Die Stelle „{office}“ ist nicht mehr zugelassen.",
        "Die fragende Stelle ist nicht mehr zugelassen.",
      ],
      means: "Sie darf nicht mehr fragen.",
      next: "Antworten Sie nicht.",
    },
    "asker.key_absent": {
      what: "Die Anfrage ist nicht von der Stelle unterschrieben, die sie nennt.",
      means: "Vielleicht gibt sich jemand für sie aus.",
      next: "Antworten Sie nicht.",
    },
    "asker.key_not_active": {
      what: [
        "Die Stelle „{office}“ unterschrieb mit einem Schlüssel, der heute nicht gilt.",
        "Die Stelle unterschrieb mit einem Schlüssel, der heute nicht gilt.",
      ],
      means: "Vielleicht ist die Anfrage alt.",
      next: NEW_REQUEST,
    },
    "asker.key_distrusted": {
      what: "Die Anfrage ist mit einem Schlüssel unterschrieben, der für unsicher erklärt wurde.",
      means: "Vielleicht gibt sich jemand für die Stelle aus.",
      next: "Antworten Sie nicht.",
    },
    "asker.signature": {
      what: "Die Anfrage wurde nach der Unterschrift verändert.",
      means: "Sie ist nicht das, was der Fragende schrieb.",
      next: "Antworten Sie nicht.",
    },
    "asker.purpose_absent": {
      what: [
        "Die Stelle „{office}“ ist für diesen Zweck nicht zugelassen.",
        "Die Stelle ist für diesen Zweck nicht zugelassen.",
      ],
      means: "Sie darf nicht danach fragen.",
      next: "Fragen Sie die Stelle, wozu sie dies braucht.",
    },
    "asker.purpose_not_active": {
      what: [
        "Die Stelle „{office}“ ist für diesen Zweck heute nicht zugelassen.",
        "Die Stelle ist für diesen Zweck heute nicht zugelassen.",
      ],
      means: "Sie darf jetzt nicht danach fragen.",
      next: "Fragen Sie die Stelle, wozu sie dies braucht.",
    },
    "asker.expired": {
      what: "Die Anfrage ist beendet.",
      means: "Eine Antwort würde nicht angenommen.",
      next: NEW_REQUEST,
    },
    "asker.not_yet": {
      what: "Die Anfrage trägt ein Datum in der Zukunft.",
      means: "Eine Uhr geht falsch, hier oder beim Fragenden.",
      next: "Sehen Sie nach der Uhr dieses Computers.",
    },
  },
  overAsked: {
    what: "Es wird mehr gefragt, als diese Stelle für diesen Zweck fragen darf.",
    means: "Auf das Markierte hat sie kein Recht.",
    next: "Geben Sie nur, was Sie geben wollen, oder antworten Sie nicht.",
  },
  problems: {
    "presentation.too_large": { what: "Die Nachricht ist zu groß.", next: "Lassen Sie sie sich neu geben." },
    "presentation.request_syntax": { what: "Die Anfrage ist nicht lesbar.", next: NEW_REQUEST },
    "presentation.request_header": {
      what: "Die Anfrage ist nicht so unterschrieben, wie sie es sein muss.",
      next: NEW_REQUEST,
    },
    "presentation.request_member": {
      what: "In der Anfrage fehlt etwas, oder es steht falsch da.",
      next: NEW_REQUEST,
    },
    "presentation.request_window": {
      what: "Die Anfrage würde zu lange gelten, oder sie endet vor ihrem Beginn.",
      next: NEW_REQUEST,
    },
    "presentation.unsupported": {
      what: "Die Anfrage will eine Antwort in einer Form, die dieses Programm nicht gibt.",
      next: "Bitten Sie um eine andere Art von Anfrage.",
    },
    "presentation.transaction_data": {
      what: "Die Anfrage will, dass Sie ein Geschäft freigeben; das tut dieses Programm nicht.",
      next: "Antworten Sie nicht.",
    },
    "presentation.query": { what: "Wonach gefragt wird, ist nicht lesbar.", next: NEW_REQUEST },
    "presentation.query_too_large": {
      what: "Die Anfrage fragt nach zu viel auf einmal.",
      next: "Bitten Sie um eine kleinere Anfrage.",
    },
    "presentation.link": {
      what: "Dieser Link ist keine Anfrage nach Ihren Urkunden.",
      means: "Er ist vielleicht für etwas anderes oder abgeschnitten.",
      next: NEW_REQUEST,
    },
    "presentation.client_id": {
      what: "Die Anfrage nennt, wer fragt, auf eine Art, die dieses Programm nicht annimmt.",
      next: "Bitten Sie um eine andere Art von Anfrage.",
    },
    "presentation.address": {
      what: "Die Anfrage nennt eine Adresse, die nicht sicher ist.",
      means: "Nur geschützte Adressen (https) werden geöffnet.",
      next: NEW_REQUEST,
    },
    "presentation.private_address": {
      what: "Die Anfrage führt in ein privates Netz.",
      means: "Eine Anfrage von außen hat dort nichts zu suchen, sie wurde nicht geöffnet.",
      next: "Antworten Sie nicht. Fragen Sie, wer sie geschickt hat.",
    },
    "presentation.redirect": {
      what: "Wer fragt, leitet an eine andere Adresse weiter.",
      means: "Dem wird nicht gefolgt, weil niemand sieht, wo es endet.",
      next: "Melden Sie es dem, der fragt, mit dem Code.",
    },
    "presentation.offline": {
      what: "Es gibt kein Netz.",
      means: "Wer fragt, ist nicht zu erreichen.",
      next: "Stellen Sie die Verbindung her und versuchen Sie es noch einmal.",
    },
    "presentation.unreachable": {
      what: "Wer fragt, ist nicht zu erreichen.",
      means: "Die Anfrage ist vielleicht beendet, oder die Stelle gerade nicht da.",
      next: "Versuchen Sie es später noch einmal, oder bitten Sie um eine neue Anfrage.",
    },
    "presentation.not_taken": {
      what: "Wer fragt, hat die Antwort nicht angenommen.",
      means: "Sie kann dort angekommen sein. Die Anfrage kann auch beendet oder schon beantwortet sein.",
      next: NEW_REQUEST,
    },
    "presentation.response": { what: "Die Antwort ist nicht lesbar.", next: ASK_AGAIN },
    "presentation.declined": { what: "Der Inhaber wollte nicht antworten." },
    "presentation.not_asked": {
      what: "Die Antwort enthält ein Dokument, nach dem niemand gefragt hat.",
      next: "Wählen Sie neu.",
    },
    "presentation.incomplete": {
      what: "In der Antwort würde etwas fehlen, wonach gefragt wird.",
      next: "Wählen Sie neu, oder antworten Sie nicht.",
    },
    "presentation.beyond_request": {
      what: "Die Antwort würde mehr zeigen, als gefragt wird.",
      next: "Wählen Sie neu.",
    },
    "presentation.encryption": {
      what: "Die Antwort ist nicht für diese Anfrage verschlüsselt.",
      next: ASK_AGAIN,
    },
    "presentation.decryption": {
      what: "Die Antwort lässt sich nicht öffnen.",
      means: "Sie wurde unterwegs verändert oder ist für jemand anderen.",
      next: ASK_AGAIN,
    },
    "presentation.key": {
      what: "Die Anfrage enthält keinen brauchbaren Schlüssel zum Verschlüsseln.",
      next: NEW_REQUEST,
    },
    "presentation.unknown_request": {
      what: "Sie haben keine offene Anfrage, auf die dies antwortet.",
      means: "Vielleicht ist sie für jemand anderen.",
      next: "Stellen Sie eine neue Anfrage.",
    },
    "presentation.replayed": {
      what: "Diese Anfrage wurde schon beantwortet.",
      means: "Eine Antwort zählt nur einmal.",
      next: "Stellen Sie eine neue Anfrage.",
    },
    "presentation.closed": {
      what: "Der Vorgang zu dieser Anfrage wurde am Schalter geschlossen.",
      means: "Antworten darauf werden nicht mehr angenommen.",
      next: "Stellen Sie eine neue Anfrage.",
    },
    "presentation.expired": {
      what: "Die Anfrage ist beendet.",
      means: "Antworten darauf werden nicht mehr angenommen.",
      next: "Stellen Sie eine neue Anfrage.",
    },
  },
};
