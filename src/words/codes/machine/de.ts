import type { CodeWords } from "../code.ts";
import type { MACHINE_EN } from "./en.ts";

const TRY_AGAIN = "Versuchen Sie es noch einmal.";
const REPORT = "Wenn es wieder geschieht, melden Sie es mit dem Code.";
const NOTHING_CHANGED = "Es wurde nichts geändert.";
const STOPS = "Der Knoten arbeitet so nicht weiter.";

/** What files, folders, the network and a node of a registry may answer to who runs them, in German. */
export const MACHINE_DE: CodeWords<keyof typeof MACHINE_EN> = {
  "file.missing": {
    what: "Diese Datei oder diesen Ordner gibt es nicht.",
    means: NOTHING_CHANGED,
    next: "Prüfen Sie den Namen und den Ort.",
  },
  "file.exists": {
    what: "Eine Datei dieses Namens gibt es schon.",
    means: "Sie wurde gelassen, wie sie ist.",
    next: "Wählen Sie einen anderen Namen.",
  },
  "file.too_large": {
    what: "Die Datei ist zu groß.",
    means: "Sie wurde nicht geöffnet.",
    next: "Wählen Sie eine andere Datei.",
  },
  "file.full": {
    what: "Der Datenträger ist voll.",
    means: "Es wurde nichts geschrieben.",
    next: "Schaffen Sie Platz, und versuchen Sie es noch einmal.",
  },
  "file.denied": {
    what: "Sie dürfen diese Datei nicht lesen oder schreiben.",
    means: NOTHING_CHANGED,
    next: "Geben Sie sich das Recht dazu, oder wählen Sie einen anderen Ort.",
  },
  "file.not_a_file": {
    what: "Das ist keine gewöhnliche Datei.",
    means: "Sie wurde nicht geöffnet.",
    next: "Wählen Sie eine andere Datei.",
  },
  "file.failed": {
    what: "Die Datei ließ sich nicht lesen oder schreiben.",
    means: NOTHING_CHANGED,
    next: TRY_AGAIN,
  },
  "folder.in_use": {
    what: "Ein anderes Programm benutzt diesen Ordner.",
    means: "Zwei zugleich würden dem schaden, was darin liegt.",
    next: "Schließen Sie das andere Programm, und versuchen Sie es noch einmal.",
  },
  "folder.unusable": {
    what: "Dieser Ordner lässt sich nicht benutzen.",
    means: "Es gibt ihn nicht, oder Sie dürfen nicht hineinschreiben.",
    next: "Wählen Sie einen anderen Ordner.",
  },

  "http.url": {
    what: "Das ist keine brauchbare Adresse.",
    means: "Es geht nur mit https, und mit http auf diesem Computer.",
    next: "Prüfen Sie die Adresse.",
  },
  "http.offline": {
    what: "Es gibt kein Netz.",
    means: NOTHING_CHANGED,
    next: "Stellen Sie die Verbindung her, und versuchen Sie es noch einmal.",
  },
  "http.private_address": {
    what: "Diese Adresse führt in ein privates Netz.",
    means: "Sie wurde nicht aufgerufen.",
    next: "Nehmen Sie die öffentliche Adresse.",
  },
  "http.unreachable": {
    what: "Unter dieser Adresse antwortet niemand.",
    means: NOTHING_CHANGED,
    next: "Prüfen Sie Adresse und Netz, und versuchen Sie es noch einmal.",
  },
  "http.tls": {
    what: "Die Gegenseite kann nicht nachweisen, dass die Adresse ihre eigene ist.",
    means: "Es wurde nicht mit ihr gesprochen.",
    next: "Fragen Sie den Betreiber.",
  },
  "http.timeout": { what: "Die Gegenseite hat zu lange gebraucht.", means: NOTHING_CHANGED, next: TRY_AGAIN },
  "http.cancelled": { what: "Die Frage wurde zurückgenommen.", means: NOTHING_CHANGED, next: TRY_AGAIN },
  "http.redirect": {
    what: "Die Gegenseite schickt uns anderswohin.",
    means: "Wir sind nicht hingegangen.",
    next: "Fragen Sie den Betreiber nach der neuen Adresse.",
  },
  "http.status": {
    what: "Die Gegenseite hat abgelehnt.",
    means: NOTHING_CHANGED,
    next: "Prüfen Sie, ob die Adresse stimmt, und versuchen Sie es noch einmal.",
  },
  "http.too_large": {
    what: "Die Gegenseite hat viel zu viel geschickt.",
    means: "Es wurde verworfen.",
    next: "Nehmen Sie eine andere Quelle.",
  },
  "http.body": {
    what: "Die Gegenseite hat etwas Unlesbares geschickt.",
    means: "Es wurde verworfen.",
    next: TRY_AGAIN,
  },
  "http.listen": {
    what: "Unter der angegebenen Adresse und dem Port ist dieses Programm nicht erreichbar.",
    means: "Vielleicht benutzt sie ein anderes Programm.",
    next: "Wählen Sie einen anderen Port.",
  },
  http: { what: "Die Gegenseite hat abgelehnt.", means: NOTHING_CHANGED, next: REPORT },
  network: {
    what: "Das Netz wurde benutzt, wo es nicht sein darf.",
    means: "Es wurde unterbunden.",
    next: REPORT,
  },

  "registry.config": {
    what: "Die Einstellungen in diesem Ordner sind nicht lesbar.",
    means: STOPS,
    next: "Berichtigen Sie sie, oder nehmen Sie sie aus einer Sicherung.",
  },
  "registry.exists": {
    what: "Hier gibt es schon ein Register.",
    means: "Es wurde gelassen, wie es ist.",
    next: "Wählen Sie einen anderen Ordner.",
  },
  "registry.missing": {
    what: "Hier liegt kein Register.",
    means: NOTHING_CHANGED,
    next: "Prüfen Sie den Namen des Ordners, oder gründen Sie zuerst ein Register.",
  },
  "registry.authorities": {
    what: "Diese Behörden können kein Register gründen.",
    means: "Zwei haben dieselbe Kennung, oder es sind zu viele.",
    next: "Nennen Sie 1 bis 15 verschiedene Behörden.",
  },
  "registry.genesis": {
    what: "So kann ein Register nicht beginnen.",
    means: "Kein Knoten nähme seinen ersten Eintrag an.",
    next: "Prüfen Sie Name, Ursprung und Mindestzahl.",
  },
  "registry.key": {
    what: "Der Schlüssel in diesem Ordner ist nicht lesbar.",
    means: STOPS,
    next: "Nehmen Sie ihn aus einer Sicherung.",
  },
  "registry.key_mode": {
    what: "Andere auf diesem Computer können den Schlüssel in diesem Ordner lesen.",
    means: "So wird er nicht benutzt.",
    next: "Lassen Sie nur den Eigentümer die Datei lesen (Modus 600).",
  },
  "registry.foreign_key": {
    what: "Das Register nennt diesen Schlüssel nicht für den, der ihn hat.",
    means: "Was er unterschreibt, würde nicht zählen.",
    next: "Prüfen Sie, ob dies der richtige Ordner ist, und ob die Behörde einen neueren Schlüssel hat.",
  },
  "registry.foreign": {
    what: "Das gehört zu einem anderen Register.",
    means: "Es wurde nichts davon übernommen.",
    next: "Prüfen Sie die Kennung des Registers.",
  },
  "registry.busy": {
    what: "Das Register nimmt im Augenblick nichts mehr an.",
    means: "Zu viel wartet darauf, besiegelt zu werden.",
    next: "Versuchen Sie es später noch einmal.",
  },
  "registry.store": {
    what: "Das Register kann nicht auf seinen Datenträger schreiben.",
    means: "Es wurde nichts eingetragen.",
    next: "Sehen Sie nach dem Datenträger des Knotens.",
  },
  "registry.answer": {
    what: "Die Antwort des Knotens ist nicht lesbar.",
    means: "Sie wurde verworfen.",
    next: TRY_AGAIN,
  },
  "registry.not_alone": {
    what: "Das kann eine Behörde nicht allein entscheiden.",
    means: "Es wurde nichts eingereicht.",
    next: "Lassen Sie es von genügend Behörden unterschreiben.",
  },
  "registry.upstream": {
    what: "Der Knoten, der gespiegelt werden soll, antwortet nicht.",
    means: NOTHING_CHANGED,
    next: "Prüfen Sie seine Adresse und das Netz.",
  },
  "registry.closed": {
    what: "Der Knoten wird gerade beendet.",
    means: "Es wurde nichts angenommen.",
    next: "Starten Sie ihn noch einmal.",
  },
  "registry.moved": {
    what: "Das Register ist in ein Netz von Knoten umgezogen.",
    means: "Dieser Knoten zeigt, was vorher besiegelt wurde, und nimmt nichts an.",
    next: "Nutzen Sie den Knoten einer seiner Behörden.",
  },
  "registry.immovable": {
    what: "Das Register kann von hier nicht umziehen.",
    means:
      "Der Ordner eines Mitsignierers liegt anderswo, oder er hat eine andere Geschichte als der Knoten.",
    next: "Bringen Sie alle Ordner zusammen, und prüfen Sie zuerst die Kopien der Mitsignierer.",
  },
  "registry.stopped": {
    what: "Der Knoten besiegelt endgültig nichts mehr.",
    means: "Er nimmt nichts an, bis sein Fehler behoben ist.",
    next: "Lesen Sie in seinem Bericht, warum.",
  },
  registry: { what: "Das Register lehnt seinen eigenen Anfang ab.", means: NOTHING_CHANGED, next: REPORT },
  mirror: {
    what: "Was mitunterschrieben werden sollte, ist nicht lesbar.",
    means: "Es wurde nicht unterschrieben.",
    next: REPORT,
  },
  "engine.proposal": {
    what: "Der Block, der auf sein Siegel wartet, passt nicht mehr zum Register.",
    means: STOPS,
    next: "Bitten Sie mit diesem Code um Hilfe, und löschen Sie nichts.",
  },
  "engine.refused": {
    what: "So viele Behörden lehnen den nächsten Block ab, dass er nie besiegelt werden kann.",
    means: STOPS,
    next: "Fragen Sie die Behörden, welche Regel er verletzt.",
  },
  "engine.rollback": {
    what: "Die Behörden haben mehr besiegelt, als dieser Knoten hat.",
    means: "Er wurde auf einen älteren Stand zurückgesetzt.",
    next: "Betreiben Sie ihn nicht. Stellen Sie den neuesten Stand her, oder erneuern Sie ihn von einem Spiegel.",
  },
  comet: {
    what: "Der Knoten und das Programm, das die Behörden verbindet, arbeiten nicht zusammen.",
    means: "Bis dahin wird nichts besiegelt, also auch nichts Falsches.",
    next: "Bitten Sie mit diesem Code um Hilfe, und löschen Sie nichts.",
  },
  bundle: {
    what: "Dieses Paket lässt sich nicht benutzen.",
    means: "Es ist beschädigt, leer, aus einem anderen Register, oder es fehlt, was diese Mappe braucht.",
    next: "Bitten Sie um ein neues, das für diese Art von Mappe gemacht ist.",
  },
  vci: {
    what: "Die Urkunde ließ sich bei der ausstellenden Stelle nicht abholen.",
    means: "Es wurde nichts behalten.",
    next: "Bitten Sie um ein neues Angebot; geschieht es wieder, melden Sie es mit dem Code.",
  },
  log: {
    what: "Das Register auf diesem Datenträger ist beschädigt.",
    means: "Auf seinen Inhalt wird nicht gebaut.",
    next: "Erneuern Sie es von einem Spiegel.",
  },
  vault: { what: "Die Mappe konnte das nicht.", means: NOTHING_CHANGED, next: REPORT },
  activity: {
    what: "Das Verzeichnis Ihrer Vorgänge ließ sich nicht führen.",
    means: NOTHING_CHANGED,
    next: REPORT,
  },
  follow: { what: "Dem Register ließ sich nicht folgen.", means: NOTHING_CHANGED, next: REPORT },
  host: { what: "Das Fenster konnte das nicht.", means: NOTHING_CHANGED, next: REPORT },
  demo: {
    what: "Die Vorführung verlief nicht so, wie sie muss.",
    means: "Nichts von Ihnen wurde berührt.",
    next: REPORT,
  },
  bench: {
    what: "Das ließ sich nicht messen.",
    means: "Keine Zahl dieses Laufs zählt.",
    next: "Prüfen Sie die angegebenen Namen, und ob alles eingerichtet ist (npm ci).",
  },
};
