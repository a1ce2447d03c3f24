import type { CodeWords, WalletCode } from "../code.ts";

const NOTHING_CHANGED = "Es wurde nichts geändert.";
const TRY_AGAIN = "Versuchen Sie es noch einmal.";
const REPORT = "Wenn es wieder geschieht, melden Sie es mit dem Code.";
const SYNC = "Bringen Sie das Register auf den neuesten Stand, dann versuchen Sie es noch einmal.";

/** What holding, asking, issuing and following may answer, in German. */
export const WALLET_DE: CodeWords<WalletCode | "unknown"> = {
  unknown: { what: "Das hat nicht geklappt.", means: NOTHING_CHANGED, next: REPORT },

  "activity.broken": {
    what: "Die Liste der Vorgänge hängt nicht zusammen.",
    means: "Zeilen wurden von außen verändert oder entfernt.",
    next: "Verlassen Sie sich nicht auf sie. Bitten Sie mit diesem Code um Hilfe.",
  },

  "follow.no_source": {
    what: "Keine Ihrer Quellen hat etwas Passendes geliefert.",
    means: "Das Register wurde nicht erneuert; was Sie haben, bleibt.",
    next: "Sehen Sie die Quellen im Register an, oder fügen Sie eine hinzu.",
  },
  "follow.offline": {
    what: "Es gibt kein Netz.",
    means: "Das Register wurde nicht erneuert; was Sie haben, bleibt.",
    next: "Verbinden Sie sich, dann versuchen Sie es noch einmal.",
  },
  "follow.cancelled": {
    what: "Sie haben das Erneuern des Registers abgebrochen.",
    means: "Was bis dahin gekommen ist, bleibt.",
    next: "Machen Sie weiter, wann Sie möchten.",
  },
  "follow.moved": {
    what: "Das Register ging weiter, während es gelesen wurde.",
    means: "Es ist nichts falsch; diese Runde wurde verlassen.",
    next: TRY_AGAIN,
  },
  "follow.rules_broken": {
    what: "Die Behörden haben einen Block besiegelt, der die Regeln des Registers bricht.",
    means: "Er wurde nicht übernommen, und nichts danach.",
    next: "Verlassen Sie sich nicht auf neuere Daten. Sagen Sie es den Behörden.",
  },
  "follow.newer_rules": {
    what: "Das Register geht nach neueren Regeln weiter.",
    means: "Diese Version des Programms kann ihm nicht weiter folgen.",
    next: "Installieren Sie die neueste Version.",
  },
  "follow.registry_id": {
    what: "Das ist keine Kennung eines Registers.",
    means: NOTHING_CHANGED,
    next: "Fragen Sie die Stelle nach der Kennung, und geben Sie sie genau ein.",
  },

  "registry.damaged": {
    what: "Die Kopie des Registers in dieser Mappe ist auf der Platte beschädigt.",
    means: "Was sie zu diesem Block sagt, lässt sich nicht zeigen.",
    next: "Sperren Sie die Mappe und entsperren Sie sie: Das beschädigte Stück wird dann neu geholt.",
  },
  "registry.full_only": {
    what: "Dafür braucht es eine vollständige Kopie des Registers.",
    means: "Ihre Mappe hält nur, was sie betrifft.",
    next: "Fragen Sie bei einer Stelle, oder legen Sie eine Mappe mit vollständiger Kopie an.",
  },

  "exchange.syntax": {
    what: "Diese Nachricht lässt sich nicht lesen.",
    means: "Sie ist beschädigt oder etwas anderes, als sie sein soll.",
    next: "Bitten Sie noch einmal darum.",
  },
  "exchange.too_large": {
    what: "Die Nachricht ist zu groß.",
    means: "Sie wurde nicht geöffnet.",
    next: "Bitten Sie noch einmal darum.",
  },
  "exchange.signature": {
    what: "Diese Nachricht wurde nach dem Unterschreiben verändert.",
    means: "Sie ist nicht, was ihr Absender geschrieben hat.",
    next: "Verwenden Sie sie nicht. Bitten Sie noch einmal darum.",
  },
  "exchange.wrong_registry": {
    what: "Diese Nachricht gehört zu einem anderen Register.",
    means: "Ihre Mappe folgt jenem nicht.",
    next: "Fragen Sie, ob Sie die richtige Datei haben.",
  },
  "exchange.wrong_office": {
    what: "Diese Nachricht ist für eine andere Stelle.",
    means: "Sie wurde nicht geöffnet.",
    next: "Fragen Sie, ob Sie die richtige Datei haben.",
  },
  "exchange.expired": {
    what: "Diese Nachricht ist zu alt.",
    means: "Sie wird nicht mehr angenommen.",
    next: "Bitten Sie um eine neue.",
  },
  "exchange.not_yet": {
    what: "Diese Nachricht hat ein Datum in der Zukunft.",
    means: "Eine Uhr geht falsch, hier oder beim Absender.",
    next: "Sehen Sie auf die Uhr dieses Computers.",
  },

  "holder.unknown_office": {
    what: "Ihre Kopie des Registers kennt diese Stelle nicht.",
    means: NOTHING_CHANGED,
    next: SYNC,
  },
  "holder.unknown_type": {
    what: "Ihre Kopie des Registers kennt diese Art von Urkunde nicht.",
    means: NOTHING_CHANGED,
    next: SYNC,
  },
  "holder.unknown_credential": {
    what: "Diese Urkunde ist nicht in Ihrer Mappe.",
    means: "Sie wurde gelöscht oder gehört in eine andere Mappe.",
    next: "Gehen Sie zurück zu Ihren Urkunden.",
  },
  "holder.not_for_us": {
    what: "Diese Urkunde ist nicht für diese Mappe.",
    means: "Sie wurde für den Schlüssel einer anderen gemacht, oder Sie haben den Antrag dazu gelöscht.",
    next: "Öffnen Sie sie in der richtigen Mappe, oder beginnen Sie mit einem neuen Antrag an die Stelle.",
  },
  "holder.not_valid": {
    what: "Diese Urkunde ist nicht gültig.",
    means: "Sie wurde nicht behalten.",
    next: "Sagen Sie es der Stelle, von der Sie sie haben.",
  },
  "holder.already_kept": {
    what: "Diese Urkunde haben Sie schon.",
    means: NOTHING_CHANGED,
    next: "Sie finden sie bei Ihren Urkunden.",
  },
  "holder.no_consent_key": {
    what: "Diese Mappe kann dieser Änderung nicht zustimmen.",
    means: "Der Schlüssel dafür liegt in einer anderen Mappe.",
    next: "Öffnen Sie die Mappe, die die Urkunde bekommen hat.",
  },

  "present.asker_not_accredited": {
    what: "Wer fragt, ist nicht zugelassen.",
    means: "Es hat nichts Ihre Mappe verlassen.",
    next: "Antworten Sie nur, wenn Sie wissen, wer fragt, und bestätigen Sie das zuerst.",
  },
  "present.over_asking": {
    what: "Es wird nach mehr gefragt als erlaubt.",
    means: "Es hat nichts Ihre Mappe verlassen.",
    next: "Lassen Sie weg, was markiert ist, oder bestätigen Sie zuerst, dass Sie es trotzdem geben.",
  },
  "present.ended": {
    what: "Was Sie zeigen wollen, gilt nicht mehr oder zurzeit nicht.",
    means: "Es hat nichts Ihre Mappe verlassen.",
    next: "Wer es prüft, wird das sehen. Wollen Sie es trotzdem zeigen, bestätigen Sie das zuerst.",
  },
  "present.refused": {
    what: "Diese Anfrage sollte nicht beantwortet werden.",
    means: "Es hat nichts Ihre Mappe verlassen.",
    next: "Bitten Sie um eine neue Anfrage.",
  },
  "sdjwt.path": {
    what: "Die Urkunde enthält nicht alles, was Sie gewählt haben.",
    means: "Es hat nichts Ihre Mappe verlassen.",
    next: "Wählen Sie noch einmal.",
  },

  "counter.no_office": {
    what: "Diese Mappe arbeitet nicht für eine Stelle.",
    means: "Nur eine zugelassene Stelle darf fragen.",
    next: "Öffnen Sie die Mappe der Stelle.",
  },
  "counter.no_request_key": {
    what: "Im Register fehlt der Schlüssel dieser Stelle für Anfragen.",
    means: "Mappen würden nicht glauben, dass Sie fragen.",
    next: "Bitten Sie Ihre Behörde, ihn einzutragen, dann erneuern Sie das Register.",
  },
  "counter.unknown_type": {
    what: "Ihre Kopie des Registers kennt diese Art von Urkunde nicht.",
    means: "Nach ihr kann nicht gefragt werden.",
    next: SYNC,
  },
  "counter.port": {
    what: "Die Stelle, an der andere Wallets diesem Schalter antworten, lässt sich nicht öffnen.",
    means: "Ein anderes Programm belegt sie. Es wurde nichts gefragt.",
    next: "Schließen Sie das andere Programm oder wählen Sie einen anderen Port.",
  },
  "counter.not_open": {
    what: "Dieser Schalter nimmt keine Antworten anderer Wallets entgegen.",
    means: "Ein Link würde ins Leere führen. Es wurde nichts gefragt.",
    next: "Öffnen Sie zuerst die Stelle für Antworten.",
  },
  "counter.no_host_name": {
    what: "Die Adresse, unter der dieser Schalter antwortet, hat keinen Namen.",
    means: "Er kann sich nicht damit ausweisen.",
    next: "Geben Sie seine Adresse von außen an oder lassen Sie ihn sich mit seinem Zertifikat ausweisen.",
  },
  "counter.unknown_check": {
    what: "Diese Prüfung gibt es in dieser Mappe nicht.",
    means: NOTHING_CHANGED,
    next: "Suchen Sie sie in der Liste der Prüfungen.",
  },
  "counter.day_to_come": {
    what: "Dieser Tag kommt erst noch.",
    means: "Niemand weiß, wie das Register dann steht.",
    next: "Wählen Sie einen vergangenen Tag.",
  },
  "counter.not_turned": {
    what: "Diese Prüfung hat sich nicht gewendet.",
    means: "Es gibt daran nichts zur Kenntnis zu nehmen.",
    next: "Gehen Sie zurück zu den Prüfungen.",
  },
  "counter.not_waiting": {
    what: "Diese Prüfung wartet auf keinen Vergleich.",
    means: "Was zuvor über die Person gesagt wurde, bleibt.",
    next: "Beginnen Sie eine neue Prüfung, um noch einmal zu vergleichen.",
  },

  "office.register_unread": {
    what: "Das Lesen Ihres Verzeichnisses wurde angehalten.",
    means: NOTHING_CHANGED,
    next: "Suchen Sie noch einmal: Dann wird es von vorn gelesen.",
  },
  "office.none": {
    what: "Diese Mappe arbeitet nicht für eine Stelle.",
    means: NOTHING_CHANGED,
    next: "Öffnen Sie die Mappe der Stelle.",
  },
  "office.older_data": {
    what: "Die Daten dieser Mappe sind älter als das, was mit ihr unterschrieben wurde.",
    means:
      "Im Register stehen Vorgänge, die der Schlüssel dieser Mappe unterschrieben hat und von denen sie nichts weiß: Eine ältere Kopie ihres Ordners oder eine Sicherung wurde eingesetzt. Es wurde nichts unterschrieben.",
    next: "Waren Sie das nicht selbst, fragen Sie, wer diesen Computer betreut. Sehen Sie die genannten Blöcke an, dann drücken Sie auf Von hier an weiter.",
  },
  "office.no_key": {
    what: "Im Register fehlen die Schlüssel dieser Stelle.",
    means: "Was Sie unterschreiben, würde nicht zählen.",
    next: "Geben Sie die öffentlichen Schlüssel Ihrer Behörde, dann erneuern Sie das Register.",
  },
  "office.unknown_type": {
    what: "Das Register kennt diese Art von Urkunde nicht.",
    means: NOTHING_CHANGED,
    next: SYNC,
  },
  "office.unknown_credential": {
    what: "Diese Urkunde ist nicht in Ihrem Verzeichnis.",
    means: NOTHING_CHANGED,
    next: "Suchen Sie noch einmal im Verzeichnis.",
  },
  "office.unknown_proposal": {
    what: "Diese Änderung wartet nicht auf eine Antwort.",
    means: "Sie ist schon fertig oder gehört einer anderen Stelle.",
    next: "Sehen Sie im Verzeichnis nach.",
  },
  "office.claims": {
    what: "Etwas im Formular passt nicht zu dieser Art von Urkunde.",
    means: "Es wurde nichts unterschrieben.",
    next: "Sehen Sie die markierten Felder an.",
  },
  "office.wrong_type": {
    what: "Der Antrag ist für eine andere Art von Urkunde.",
    means: "Es wurde nichts unterschrieben.",
    next: "Wählen Sie jene Art, oder bitten Sie um einen neuen Antrag.",
  },
  "office.consent_missing": {
    what: "Die Zustimmung eines Eigentümers fehlt.",
    means: "Es wurde nichts unterschrieben.",
    next: "Bitten Sie die Eigentümer um einen Antrag mit ihrem Schlüssel für Zustimmungen.",
  },
  "office.consent_unfit": {
    what: "Das ist keine Zustimmung einer Inhaberin oder eines Inhabers zu dieser Änderung.",
    means:
      "Entweder hat jemand anderes unterschrieben, oder sie gilt einer anderen Änderung. Sie wurde nicht behalten.",
    next: "Stellen Sie allen, denen es gehört, die Frage, die hier steht, und nehmen Sie die Antwort darauf an.",
  },
  "office.holders": {
    what: "Die künftigen Inhaber passen nicht zusammen.",
    means:
      "Jemand ist zweimal genannt, es sollen mehr zustimmen, als Eigentümer sind, oder die Form fasst nur einen Inhaber. Nichts wurde unterschrieben.",
    next: "Sehen Sie die Anfragen noch einmal durch.",
  },
  "office.own_draft": {
    what: "Das haben Sie selbst unterschrieben.",
    means: "Zwei verschiedene Personen müssen unterschreiben.",
    next: "Geben Sie es an eine andere Person Ihrer Stelle weiter.",
  },
  "office.draft_unfit": {
    what: "Was diese Nachricht zeigt, ist nicht, was unterschrieben wurde.",
    means: "Sie wurde unterwegs verändert oder falsch zusammengestellt. Es wurde nichts unterschrieben.",
    next: "Genehmigen Sie das nicht. Bitten Sie um eine neue Nachricht.",
  },
  "office.draft_stale": {
    what: "Das passt nicht zu Ihrer Kopie des Registers.",
    means:
      "Worum es geht, wurde inzwischen geändert oder ausgestellt, oder Ihre Kopie hinkt nach. Es wurde nichts unterschrieben.",
    next: "Bringen Sie Ihre Kopie auf den neuesten Stand. Bleibt es dabei, bitten Sie darum, neu zu beginnen.",
  },
  "office.order_reason": {
    what: "Dieser Grund braucht die Zustimmung des Inhabers.",
    means: "Ohne sie wird eine Urkunde nur durch eine Anordnung ersetzt. Es wurde nichts unterschrieben.",
    next: "Wählen Sie einen anderen Grund oder fragen Sie den Inhaber.",
  },
  "office.not_sent": {
    what: "Das Register ist nicht zu erreichen.",
    means: "Hier wurde nichts aufgehoben.",
    next: "Prüfen Sie das Netz und versuchen Sie es dann noch einmal. Nichts wird doppelt aufgenommen.",
  },
  "office.unreachable": {
    what: "Das Register war nicht zu erreichen.",
    means: "Was Sie schon unterschrieben haben, bleibt und wird eingereicht.",
    next: "Sehen Sie nach dem Netz, dann drücken Sie auf Aktualisieren.",
  },
  "office.no_keeper": {
    what: "Das Amt, das die eindeutigen Kennzeichen dieser Art führt, ist hier nicht eingerichtet.",
    means: "Es wurde nichts unterschrieben.",
    next: "Bitten Sie die Person, die diesen Computer betreut, die Adresse einzutragen.",
  },
  "office.keeper_unreachable": {
    what: "Das Amt, das die eindeutigen Kennzeichen führt, war nicht zu erreichen.",
    means: "Es wurde nichts unterschrieben.",
    next: "Sehen Sie nach dem Netz oder versuchen Sie es später.",
  },
  "office.keeper_refused": {
    what: "Das Amt, das die eindeutigen Kennzeichen führt, hat die Antwort verweigert.",
    means: "Es wurde nichts unterschrieben.",
    next: "Versuchen Sie es in einer Minute wieder; bleibt es so, fragen Sie dort nach.",
  },
  "office.keeper_wrong": {
    what: "Was geantwortet hat, ist nicht das Amt, das die eindeutigen Kennzeichen führt.",
    means: "Es wurde nichts unterschrieben; die Antwort wurde nicht verwendet.",
    next: "Machen Sie nicht weiter. Sagen Sie es der Person, die diesen Computer betreut.",
  },
  "registry.unknown_block": {
    what: "Diesen Block gibt es nicht.",
    means: "So weit ist das Register noch nicht.",
    next: "Wählen Sie einen anderen Block.",
  },
  "follow.unknown_alarm": {
    what: "Diesen Alarm gibt es nicht.",
    means: "Es wurde nichts geändert.",
    next: "Sehen Sie die Liste der Alarme noch einmal an.",
  },
  "statement.absent": {
    what: "Ihre Kopie hat nichts dergleichen, das sich belegen ließe.",
    means: "Es wurde nichts erstellt.",
    next: "Bringen Sie das Register auf den neuesten Stand oder wählen Sie einen anderen Block oder Tag.",
  },
  "statement.incomplete": {
    what: "Ihrer Kopie fehlt, wie jede Behörde ins Amt kam.",
    means: "Es wurde nichts erstellt.",
    next: "Bringen Sie das Register von einem Knoten auf den neuesten Stand und versuchen Sie es wieder.",
  },
  "statement.too_large": {
    what: "Der Beleg würde zu groß für eine Datei.",
    means: "Es wurde nichts erstellt.",
    next: "Belegen Sie etwas Kleineres, etwa einen Eintrag.",
  },
  "deposit.no_office": {
    what: "Es ist kein Amt bekannt, das Dokumente hinterlegt.",
    means: "Es wurde nichts hinterlegt.",
    next: "Geben Sie das Amt an und wo es zu erreichen ist.",
  },
  "deposit.refused": {
    what: "Das Amt hat es nicht angenommen.",
    means: "Das Dokument steht in Ihrer Liste, ist aber noch nicht hinterlegt.",
    next: "Versuchen Sie es später wieder oder fragen Sie dort nach.",
  },
  "deposit.unreachable": {
    what: "Das Amt oder das Register war nicht zu erreichen.",
    means: "Das Dokument steht in Ihrer Liste und kann weitergeführt werden.",
    next: "Sehen Sie nach dem Netz und führen Sie es dann weiter.",
  },
  "deposit.unknown": {
    what: "Diese Mappe hat keine solche Hinterlegung.",
    means: "Es wurde nichts geändert.",
    next: "Sehen Sie die Liste noch einmal an.",
  },
  "bundle.syntax": {
    what: "Die Datei ist keine Kopie eines Registers oder unvollständig.",
    means: "Nichts daraus wurde übernommen.",
    next: "Lassen Sie sie neu erstellen und kopieren.",
  },
  "bundle.foreign": {
    what: "Die Datei enthält ein anderes Register.",
    means: "Nichts daraus wurde übernommen.",
    next: "Sehen Sie nach, ob es die richtige Datei ist.",
  },
  "bundle.light": {
    what: "Die Datei enthält nur den neuesten Stand, nicht jeden Eintrag.",
    means: "Diese Mappe führt eine vollständige Kopie; nichts wurde übernommen.",
    next: "Bitten Sie um eine vollständige Kopie als Datei.",
  },
  "bundle.empty": {
    what: "Es gibt noch nichts, woraus eine Datei würde.",
    means: "Ihre Kopie hat keinen besiegelten Block oder wartet auf Reparatur.",
    next: "Bringen Sie zuerst das Register auf den neuesten Stand.",
  },
  "bundle.refused": {
    what: "Etwas in der Datei hält der Prüfung nicht stand.",
    means: "Nichts daraus wurde übernommen; Ihre Kopie ist, was sie war.",
    next: "Lassen Sie die Datei neu erstellen oder nehmen Sie eine andere Quelle.",
  },
};
