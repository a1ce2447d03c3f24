import type { CodeWords, FindingCode } from "../code.ts";

const ELSEWHERE =
  "Es wurde verworfen; genommen wird nur, was passt, von einer anderen Quelle. Nichts von Ihnen wurde berührt.";
const OTHERS = "Andere wurden gefragt.";
const WATCH = "Wenn es wieder geschieht, entfernen Sie diese Quelle.";
const WAIT = "Es ist nichts zu tun; es wird wieder versucht.";

/** What was found at a source or on this computer, in German. */
export const FINDINGS_DE: CodeWords<FindingCode> = {
  "source.unreachable": { what: "Eine Quelle hat nicht geantwortet.", means: OTHERS, next: WAIT },
  "source.timeout": { what: "Eine Quelle hat zu lange gebraucht.", means: OTHERS, next: WAIT },
  "source.busy": { what: "Eine Quelle hat um Geduld gebeten.", means: OTHERS, next: WAIT },
  "source.too_large": { what: "Eine Quelle hat viel zu viel geschickt.", means: ELSEWHERE, next: WATCH },
  "source.redirect": {
    what: "Eine Quelle hat uns anderswohin geschickt.",
    means: "Wir sind nicht hingegangen; andere wurden gefragt.",
    next: "Fragen Sie den Betreiber nach der neuen Adresse.",
  },
  "source.missing": { what: "Eine Quelle hatte nicht, wonach gefragt wurde.", means: OTHERS, next: WAIT },
  "source.malformed": { what: "Eine Quelle hat Unlesbares geschickt.", means: ELSEWHERE, next: WATCH },
  "source.tile_mismatch": {
    what: "Eine Quelle hat ein verändertes Stück des Baums geschickt.",
    means: ELSEWHERE,
    next: WATCH,
  },
  "source.bundle_mismatch": {
    what: "Eine Quelle hat einen veränderten Block geschickt.",
    means: ELSEWHERE,
    next: WATCH,
  },
  "source.seal_invalid": {
    what: "Eine Quelle hat ein Siegel geschickt, das nicht hält.",
    means: ELSEWHERE,
    next: WATCH,
  },
  "source.proof_invalid": {
    what: "Eine Quelle hat einen Beweis geschickt, der nicht hält.",
    means: ELSEWHERE,
    next: WATCH,
  },
  "source.record_invalid": {
    what: "Eine Quelle hat einen veränderten Blockeintrag geschickt.",
    means: ELSEWHERE,
    next: WATCH,
  },
  "source.epoch_invalid": {
    what: "Eine Quelle hat Behörden genannt, die nicht zur Geschichte des Registers passen.",
    means: ELSEWHERE,
    next: WATCH,
  },
  "source.trust_invalid": {
    what: "Eine Quelle hat den Eintrag einer Stelle oder Art verändert geschickt.",
    means: ELSEWHERE,
    next: WATCH,
  },
  "source.status_invalid": {
    what: "Eine Quelle hat eine veränderte Statusliste geschickt.",
    means: ELSEWHERE,
    next: WATCH,
  },
  "source.receipt_invalid": {
    what: "Eine Quelle hat einen Beleg geschickt, der nicht hält.",
    means: ELSEWHERE,
    next: WATCH,
  },
  "source.foreign": {
    what: "Eine Quelle gehört zu einem anderen Register.",
    means: "Es wurde nichts von ihr genommen.",
    next: "Entfernen Sie sie, oder berichtigen Sie ihre Adresse.",
  },
  "source.rules_broken": {
    what: "Eine Quelle hat einen besiegelten Block geschickt, der die Regeln des Registers bricht.",
    means: "Er wurde nicht übernommen.",
    next: "Sagen Sie es den Behörden.",
  },
  "source.stale": {
    what: "Eine Quelle ist weiter zurück als Sie.",
    means: "Es wurde nichts zurückgenommen.",
    next: WAIT,
  },
  "source.fork": {
    what: "Eine Quelle zeigt eine besiegelte Geschichte, die nicht Ihre ist.",
    means: "Behörden haben zwei Geschichten unterschrieben. Beide Siegel sind als Beweis aufbewahrt.",
    next: "Entscheiden Sie nichts nach dem Register, bis das geklärt ist. Sagen Sie es den Behörden.",
  },
  "alarm.fork": {
    what: "Es gibt zwei besiegelte Geschichten dieses Registers.",
    means:
      "Behörden haben beide unterschrieben. Bis das geklärt ist, sagt jede Prüfung, dass sie es nicht weiß.",
    next: "Sehen Sie die Beweise im Register an, und sagen Sie es den Behörden.",
  },
  "copy.damaged": {
    what: "Ein Teil Ihrer Kopie des Registers war auf dem Datenträger beschädigt.",
    means: "Er wurde neu geholt; nichts von Ihnen wurde berührt.",
    next: "Wenn es wieder geschieht, lassen Sie den Datenträger prüfen.",
  },
  "copy.unreadable": {
    what: "Ihre Kopie des Registers ließ sich nicht lesen.",
    means: "Sie wurde beiseitegelegt und neu begonnen; Ihre Urkunden gehören nicht dazu.",
    next: "Bringen Sie das Register auf den neuesten Stand.",
  },
  "copy.unusable": {
    what: "Ihre Kopie des Registers widerspricht sich.",
    means: "Sie wird nicht benutzt; Ihre Urkunden gehören nicht dazu.",
    next: "Erneuern Sie das Register. Bleibt es dabei, bitten Sie mit diesem Code um Hilfe.",
  },
};
