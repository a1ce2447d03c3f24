import type { CodeWords } from "../code.ts";
import type { ENGINE_EN } from "./en.ts";

/** What a node of a network says of its consensus engine to who runs it, in German. */
export const ENGINE_DE: CodeWords<keyof typeof ENGINE_EN> = {
  "comet.frame": {
    what: "Etwas anderes als die Konsens-Engine hat diesen Knoten angesprochen.",
    means: "Die Verbindung wurde beendet; andere laufen weiter.",
    next: "Prüfen Sie, welches Programm dieses Benutzers das tut.",
  },
  "comet.too_large": {
    what: "Die Konsens-Engine hat mehr geschickt, als dieser Knoten annimmt.",
    means: "Diese Verbindung wurde beendet.",
    next: "Prüfen Sie, ob Version und Einstellungen der Engine die dieses Ordners sind.",
  },
  "comet.request": {
    what: "Die Konsens-Engine hat etwas gefragt, das dieser Knoten nicht kennt.",
    means: "Diese Verbindung wurde beendet.",
    next: "Prüfen Sie, ob die Engine CometBFT v0.38 ist.",
  },
  "comet.genesis": {
    what: "Das Netz beginnt mit etwas anderem als dieser Ordner.",
    means: "Dieser Ordner und sein Netz passen nicht zusammen.",
    next: "Vergleichen Sie die Genesis-Datei der Engine mit der der anderen Behörden.",
  },
  "comet.order": {
    what: "Konsens-Engine und Knoten stehen nicht beim selben Block.",
    means: "Eines von beiden wurde auf einen älteren Stand gebracht.",
    next: "Stellen Sie beide aus derselben Sicherung wieder her, oder richten Sie den Ordner neu ein.",
  },
  "comet.damaged": {
    what: "Was dieser Knoten gespeichert hat, folgt nicht auf sein eigenes Protokoll.",
    means: "Der Knoten arbeitet so nicht weiter.",
    next: "Richten Sie den Ordner neu ein, und lassen Sie ihn die anderen einholen.",
  },
  "comet.no_binary": {
    what: "CometBFT ist nicht installiert.",
    means: "Ein Knoten eines Netzes braucht es.",
    next: "Bauen Sie es mit npm run build:cometbft, oder nennen Sie das Programm in COMETBFT.",
  },
  "comet.ended": {
    what: "Die Konsens-Engine hat sich beendet.",
    means: "Der Knoten startet sie von selbst neu und macht weiter, wo er war.",
    next: "Geschieht es wieder, prüfen Sie den Datenträger und die Einstellungen der Engine.",
  },
  "comet.unreachable": {
    what: "Die Konsens-Engine antwortet nicht.",
    means: "Einträge bleiben hier und werden übergeben, sobald sie antwortet.",
    next: "Warten Sie einen Moment. Bleibt es so, starten Sie den Knoten neu.",
  },
  "comet.busy": {
    what: "Die Konsens-Engine hat gerade keinen Platz für weitere Einträge.",
    means: "Sie bleiben hier und werden nach dem nächsten Block übergeben.",
    next: "Warten Sie einen Moment.",
  },
};
