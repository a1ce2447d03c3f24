import type { Words } from "../../language/sentences.ts";
import { NOTES_DE, TRUST_DE } from "./notes/de.ts";
import { ON_PAPER } from "./on-paper.ts";
import type { VerdictWords } from "./table.ts";

const ASK_AGAIN = "Bitten Sie darum, es noch einmal vorzulegen.";
const DO_NOT_ACCEPT = "Nicht annehmen.";
const UPDATE = "Bringen Sie Ihre Kopie des Registers auf den neuesten Stand und prüfen Sie erneut.";
const SEND_AWAY = "Nicht annehmen. Verweisen Sie an die ausstellende Stelle.";

const NOT_CHECKED: Words = { what: "Nicht geprüft, weil etwas fehlt, das dafür nötig ist." };
const ALARM: Words = {
  what: "Ihre Kopie des Registers hat einen offenen Alarm.",
  means: "Bis er geklärt ist, zählt nichts, was aus dem Register kommt.",
  next: "Öffnen Sie die Ansicht des Registers und klären Sie den Alarm.",
};

export const DE: VerdictWords = {
  outcomes: { valid: "Gültig", "not valid": "Nicht gültig", "cannot tell": "Nicht feststellbar" },
  documentValid: "Dokument gültig",
  documentGenuine: "Dokument echt",
  checks: {
    parses: "Lesbar",
    issuer_signature: "Unterschrift der Stelle",
    office_accredited: "Stelle zugelassen",
    anchored: "Im Register",
    status: "In Kraft",
    validity: "Innerhalb der Gültigkeit",
    holder_bound: "Vom Inhaber vorgelegt",
    request_bound: "Für diese Anfrage",
    disclosures: "Unverändert gezeigt",
    answered: "Alles Gefragte",
    person_compared: "Person verglichen",
    data_fresh: "Daten aktuell genug",
  },
  codes: {
    "parses.ok": { what: "Das Dokument ist lesbar." },
    "parses.malformed": {
      what: "Das Dokument ist nicht lesbar.",
      means: "Es ist beschädigt oder keines von uns.",
      next: ASK_AGAIN,
    },
    "issuer_signature.ok": {
      what: ["Unterschrieben von: {office}.", "Unterschrieben von der genannten Stelle."],
    },
    "issuer_signature.bad": {
      what: [
        "Die Unterschrift ist nicht die der Stelle „{office}“.",
        "Die Unterschrift ist nicht die der genannten Stelle.",
      ],
      means: "Das Dokument wurde verändert oder ist gefälscht.",
      next: DO_NOT_ACCEPT,
    },
    "issuer_signature.office_absent": {
      what: "Das Register kennt diese Stelle nicht.",
      means: "Hinter diesem Dokument steht niemand mit Zulassung.",
      next: DO_NOT_ACCEPT,
    },
    "issuer_signature.key_absent": {
      what: [
        "Die Stelle „{office}“ hat keinen solchen Schlüssel.",
        "Die Stelle hat keinen solchen Schlüssel.",
      ],
      means: "Jemand anderes hat in ihrem Namen unterschrieben.",
      next: DO_NOT_ACCEPT,
    },
    "issuer_signature.office_unknown": {
      what: "Ihre Kopie des Registers enthält diese Stelle nicht.",
      means: "Wer unterschrieben hat, lässt sich hier nicht prüfen.",
      next: UPDATE,
    },
    "issuer_signature.foreign_issuer": {
      what: "Der Aussteller ist keine Stelle Ihres Registers.",
      means: "Niemand, dem Sie vertrauen, bürgt hier für ihn.",
      next: "Prüfen Sie es mit einem Programm, das ihn kennt, oder importieren Sie einen Vertrauensanker.",
    },
    "issuer_signature.by_anchor": {
      what: [
        "Unterschrieben von: {office}. Dessen Zertifikat führt zu „{anchor}“, dem Sie vertrauen.",
        "Unterschrieben von einem Aussteller, dessen Zertifikat zu einem führt, dem Sie vertrauen.",
      ],
      means: "Er ist keine Stelle des Registers: Für diesen Aussteller stehen Sie selbst ein.",
      next: "Sehen Sie Ihre Vertrauensanker an, wenn Sie unsicher sind.",
    },
    "issuer_signature.certificate_invalid": {
      what: "Das Zertifikat des Ausstellers gilt nicht.",
      means: "Wer unterschrieben hat, ist nicht bewiesen.",
      next: DO_NOT_ACCEPT,
    },
    "issuer_signature.alarm": ALARM,
    "issuer_signature.not_checked": NOT_CHECKED,
    "office_accredited.ok": {
      what: [
        "Die Stelle „{office}“ war dafür zugelassen, als sie am {date} unterschrieb.",
        "Die Stelle war dafür zugelassen, als sie unterschrieb.",
      ],
    },
    "office_accredited.office_absent": {
      what: "Das Register kennt diese Stelle nicht.",
      means: "Sie war nie zugelassen.",
      next: DO_NOT_ACCEPT,
    },
    "office_accredited.office_withdrawn": {
      what: [
        "Die Stelle „{office}“ verlor am {date} ihre Zulassung, bevor sie unterschrieb.",
        "Die Stelle verlor ihre Zulassung, bevor sie unterschrieb.",
      ],
      means: "Sie durfte keine Dokumente mehr ausstellen.",
      next: DO_NOT_ACCEPT,
    },
    "office_accredited.office_not_yet": {
      what: [
        "Die Stelle „{office}“ war am {date} noch nicht zugelassen.",
        "Die Stelle war noch nicht zugelassen.",
      ],
      means: "Sie durfte damals keine Dokumente ausstellen.",
      next: DO_NOT_ACCEPT,
    },
    "office_accredited.key_not_active": {
      what: [
        "Die Stelle „{office}“ benutzte diesen Schlüssel am {date} nicht.",
        "Die Stelle benutzte diesen Schlüssel damals nicht.",
      ],
      means: "Was damals mit ihm unterschrieben wurde, zählt nicht.",
      next: SEND_AWAY,
    },
    "office_accredited.key_distrusted": {
      what: [
        "Dieser Schlüssel der Stelle „{office}“ wurde für unsicher erklärt.",
        "Dieser Schlüssel wurde für unsicher erklärt.",
      ],
      means: "Jemand anderes kann mit ihm unterschrieben haben.",
      next: SEND_AWAY,
    },
    "office_accredited.type_absent": {
      what: "Das Register kennt diese Art von Dokument nicht.",
      means: "Keine Stelle darf sie ausstellen.",
      next: DO_NOT_ACCEPT,
    },
    "office_accredited.type_not_allowed": {
      what: [
        "Die Stelle „{office}“ darf dies nicht ausstellen: {type}.",
        "Die Stelle darf diese Art von Dokument nicht ausstellen.",
      ],
      means: "Das Dokument wurde ohne Befugnis ausgestellt.",
      next: DO_NOT_ACCEPT,
    },
    "office_accredited.office_unknown": {
      what: "Ihre Kopie des Registers enthält diese Stelle nicht.",
      means: "Ob sie zugelassen ist, lässt sich hier nicht prüfen.",
      next: UPDATE,
    },
    "office_accredited.type_unknown": {
      what: "Ihre Kopie des Registers enthält diese Art von Dokument nicht.",
      means: "Ob die Stelle sie ausstellen darf, lässt sich hier nicht prüfen.",
      next: UPDATE,
    },
    "office_accredited.time_unknown": {
      what: "Wann die Stelle unterschrieb, ist hier nicht bekannt.",
      means: "Ob sie damals zugelassen war, lässt sich nicht prüfen.",
      next: UPDATE,
    },
    "office_accredited.alarm": ALARM,
    "office_accredited.not_checked": NOT_CHECKED,
    "anchored.ok": { what: ["Am {date} ins Register eingetragen.", "Ins Register eingetragen."] },
    "anchored.absent": {
      what: "Das Register hat keinen Eintrag zu diesem Dokument.",
      means: "Es wurde nie ordnungsgemäß ausgestellt.",
      next: DO_NOT_ACCEPT,
    },
    "anchored.receipt_invalid": {
      what: "Der mitgegebene Nachweis hält nicht stand.",
      means: "Er wurde verändert oder gehört zu etwas anderem.",
      next: ASK_AGAIN,
    },
    "anchored.mismatch": {
      what: "Das Dokument weicht von dem ab, was das Register darüber sagt.",
      means: "Die Stelle hat anderes eingetragen als unterschrieben.",
      next: SEND_AWAY,
    },
    "anchored.unknown": {
      what: "Ihre Kopie des Registers reicht nicht bis zu diesem Dokument.",
      means: "Vielleicht wurde es erst vor Kurzem ausgestellt.",
      next: UPDATE,
    },
    "anchored.alarm": ALARM,
    "anchored.not_checked": NOT_CHECKED,
    "status.ok": { what: "In Kraft, nach dem Stand der hier benutzten Daten." },
    "status.revoked": {
      what: [
        "Am {date} von der Stelle zurückgezogen ({reason}).",
        "Am {date} von der Stelle zurückgezogen.",
        "Von der Stelle zurückgezogen.",
      ],
      means: "Es zählt nicht mehr.",
      next: DO_NOT_ACCEPT,
    },
    "status.suspended": {
      what: [
        "Am {date} von der Stelle ausgesetzt ({reason}).",
        "Am {date} von der Stelle ausgesetzt.",
        "Von der Stelle ausgesetzt.",
      ],
      means: "Es zählt nicht, bis die Stelle die Aussetzung aufhebt.",
      next: SEND_AWAY,
    },
    "status.replaced": {
      what: [
        "Am {date} durch ein neueres ersetzt ({reason}).",
        "Am {date} durch ein neueres ersetzt.",
        "Durch ein neueres ersetzt.",
      ],
      means: "Dieses zählt nicht mehr.",
      next: "Bitten Sie um das neuere.",
    },
    "status.unknown": {
      what: "Ob es noch in Kraft ist, ist hier nicht bekannt.",
      means: "In Ihrer Kopie des Registers fehlt die Liste der Stelle.",
      next: UPDATE,
    },
    "status.not_kept": {
      what: "Der Aussteller führt keine Liste zurückgezogener Dokumente.",
      means: "Ob es seither zurückgezogen wurde, ist nicht zu sehen.",
      next: "Fragen Sie beim Aussteller nach, wenn viel davon abhängt.",
    },
    "status.alarm": ALARM,
    "status.not_checked": NOT_CHECKED,
    "validity.ok": { what: ["Gültig bis {date}.", "Innerhalb der Gültigkeit."] },
    "validity.expired": {
      what: ["Abgelaufen am {date}.", "Abgelaufen."],
      means: "Es zählt nicht mehr.",
      next: "Bitten Sie um ein erneuertes.",
    },
    "validity.not_yet": {
      what: "Noch nicht gültig.",
      means: "Die Gültigkeit beginnt später, oder eine Uhr geht falsch.",
      next: "Sehen Sie nach der Uhr dieses Computers und prüfen Sie erneut.",
    },
    "validity.undated": {
      what: "Die Daten der Gültigkeit sind nicht lesbar.",
      means: "Die Stelle hat es nicht ordnungsgemäß ausgestellt.",
      next: SEND_AWAY,
    },
    "validity.not_checked": NOT_CHECKED,
    "holder_bound.ok": { what: "Mit dem Schlüssel des Inhabers vorgelegt." },
    "holder_bound.missing": {
      what: "Der Nachweis des Inhabers fehlt.",
      means: "Diese Kopie kann jeder geschickt haben.",
      next: ASK_AGAIN,
    },
    "holder_bound.bad": {
      what: "Der Nachweis des Inhabers hält nicht stand.",
      means: "Er wurde verändert oder stammt von jemand anderem.",
      next: DO_NOT_ACCEPT,
    },
    ...ON_PAPER.de,
    "holder_bound.not_presented": {
      what: "Niemand hat dieses Dokument vorgelegt; es wurde nur angesehen.",
      means: "Wer es bei sich trägt, wurde nicht geprüft.",
      next: "Bitten Sie darum, es vorzulegen.",
    },
    "holder_bound.not_checked": NOT_CHECKED,
    "request_bound.ok": { what: "Für diese Anfrage gemacht, und rechtzeitig." },
    "request_bound.nonce": {
      what: "Die Antwort gehört zu einer anderen Anfrage.",
      means: "Vielleicht wird eine alte Antwort noch einmal benutzt.",
      next: ASK_AGAIN,
    },
    "request_bound.audience": {
      what: "Die Antwort war für jemand anderen bestimmt.",
      means: "Vielleicht reicht sie jemand weiter.",
      next: DO_NOT_ACCEPT,
    },
    "request_bound.too_early": {
      what: "Die Antwort ist älter als die Anfrage.",
      means: "Eine Uhr geht falsch, oder sie wurde im Voraus gemacht.",
      next: ASK_AGAIN,
    },
    "request_bound.too_late": {
      what: "Die Antwort trägt ein Datum in der Zukunft.",
      means: "Eine Uhr geht falsch, hier oder beim Inhaber.",
      next: "Sehen Sie nach beiden Uhren und fragen Sie erneut.",
    },
    "request_bound.expired": {
      what: ["Die Anfrage endete am {date}.", "Die Anfrage ist beendet."],
      means: "Antworten darauf werden nicht mehr angenommen.",
      next: "Stellen Sie eine neue Anfrage.",
    },
    "request_bound.no_request": {
      what: "Es wurde nichts gefragt; das Dokument wurde nur angesehen.",
      means: "Wann und für wen es vorgelegt wurde, ist nicht bekannt.",
      next: "Stellen Sie eine Anfrage und lassen Sie sie beantworten.",
    },
    "request_bound.not_checked": NOT_CHECKED,
    "disclosures.ok": { what: "Alles Gezeigte ist so, wie die Stelle es unterschrieben hat." },
    "disclosures.unfit": {
      what: "Etwas Gezeigtes ist nicht das, was die Stelle unterschrieben hat.",
      means: "Angaben wurden hinzugefügt, wiederholt oder verändert.",
      next: DO_NOT_ACCEPT,
    },
    "disclosures.not_checked": NOT_CHECKED,
    "answered.ok": { what: "Alles, wonach Sie gefragt haben, wurde gegeben." },
    "answered.incomplete": {
      what: "Nicht alles, wonach Sie gefragt haben, wurde gegeben.",
      means: "Die Antwort genügt für Ihren Zweck nicht.",
      next: ASK_AGAIN,
    },
    "answered.unasked": {
      what: "Es wurde ein Dokument gegeben, nach dem Sie nicht gefragt haben.",
      means: "Die Antwort passt nicht zur Anfrage.",
      next: ASK_AGAIN,
    },
    "answered.no_request": {
      what: "Es wurde nichts gefragt; das Dokument wurde nur angesehen.",
      next: "Stellen Sie eine Anfrage und lassen Sie sie beantworten.",
    },
    "answered.not_checked": NOT_CHECKED,
    "person_compared.ok": { what: "Sie haben dieselbe Person erkannt." },
    "person_compared.different": {
      what: "Sie haben nicht dieselbe Person erkannt.",
      means: "Das Dokument gehört jemand anderem.",
      next: DO_NOT_ACCEPT,
    },
    "person_compared.unsure": {
      what: "Sie waren nicht sicher, ob es dieselbe Person ist.",
      means: "Wer das Dokument bei sich trägt, ist offen.",
      next: "Fragen Sie eine Kollegin oder nach einem weiteren Dokument.",
    },
    "person_compared.waiting": {
      what: "Die Person ist noch zu vergleichen.",
      means: "Das Dokument allein sagt nicht, wer es bei sich trägt.",
      next: "Vergleichen Sie das Bild mit der Person.",
    },
    "data_fresh.ok": {
      what: ["Alter der benutzten Daten: {age}.", "Die benutzten Daten sind aktuell genug."],
    },
    "data_fresh.stale": {
      what: ["Die benutzten Daten sind zu alt: {age}.", "Die benutzten Daten sind zu alt."],
      means: "Ein Rückzug seither wäre nicht zu sehen.",
      next: UPDATE,
    },
    "data_fresh.none": {
      what: "Dieser Computer hat noch keine Daten des Registers.",
      means: "Nichts lässt sich gegen das Register prüfen.",
      next: UPDATE,
    },
    "data_fresh.clock": {
      what: "Die Daten des Registers sind neuer als die Uhr dieses Computers.",
      means: "Die Uhr geht falsch, daher ist das Alter der Daten nicht bekannt.",
      next: "Stellen Sie die Uhr dieses Computers und prüfen Sie erneut.",
    },
    "data_fresh.type_unknown": {
      what: "Wie aktuell die Daten sein müssen, ist hier nicht bekannt.",
      means: "Ihre Kopie des Registers enthält diese Art von Dokument nicht.",
      next: UPDATE,
    },
    "data_fresh.alarm": ALARM,
    "data_fresh.not_checked": NOT_CHECKED,
  },
  notes: NOTES_DE,
  trust: TRUST_DE,
  reasons: {
    lost: "verloren",
    stolen: "gestohlen",
    error: "irrtümlich ausgestellt",
    fraud: "Betrug",
    "holder-request": "auf Wunsch des Inhabers",
    investigation: "wird untersucht",
    death: "Tod des Inhabers",
    court: "auf Anordnung eines Gerichts",
    law: "kraft Gesetzes",
    "lost-key": "Schlüssel des Inhabers verloren",
    ended: "beendet",
    superseded: "überholt",
    correction: "Berichtigung",
    renewal: "Erneuerung",
    transfer: "neuer Eigentümer",
    step: "nächster Schritt",
    "key-compromise": "ein Schlüssel war nicht mehr sicher",
    "duty-ended": "Aufgabe beendet",
  },
};
