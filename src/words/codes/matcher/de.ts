import type { CodeWords, MatcherCode } from "../code.ts";

/** What an office's own face matcher may answer, in German. */
export const MATCHER_DE: CodeWords<MatcherCode> = {
  "matcher.none": {
    what: "Es gibt keine Datei eines Gesichtsvergleichers.",
    means: "Mit diesem Programm kommt keiner. Gesichter werden durch Hinsehen verglichen, wie immer.",
    next: "Fügen Sie in den Einstellungen die Datei des Vergleichers Ihrer Behörde hinzu.",
  },
  "matcher.off": {
    what: "Der Gesichtsvergleicher ist ausgeschaltet.",
    means: "Nichts wurde verglichen und nichts aufgeschrieben.",
    next: "Sehen Sie selbst hin. Wer ihn einschalten darf, tut das in den Einstellungen.",
  },
  "matcher.changed": {
    what: "Die Datei des Gesichtsvergleichers ist nicht die, die eingeschaltet wurde.",
    means: "Sie wurde nicht ausgeführt.",
    next: "Sehen Sie selbst hin und lassen Sie die Einstellungen prüfen.",
  },
  "matcher.unfit": {
    what: "Diese Datei ist kein Gesichtsvergleicher, der hier laufen kann.",
    means: "Es muss ein einziges WebAssembly-Modul sein, das Speicher verlangt und sonst nichts.",
    next: "Bitten Sie den Hersteller um eines in dieser Form.",
  },
  "matcher.failed": {
    what: "Der Gesichtsvergleicher ist abgestürzt.",
    means: "Er sagt nichts über die Person. Sonst wurde nichts beschädigt.",
    next: "Sehen Sie selbst hin.",
  },
  "matcher.slow": {
    what: "Der Gesichtsvergleicher brauchte zu lange und wurde beendet.",
    means: "Er sagt nichts über die Person.",
    next: "Sehen Sie selbst hin.",
  },
  "matcher.answer": {
    what: "Die Antwort des Gesichtsvergleichers ergibt keinen Sinn.",
    means: "Sie wurde verworfen und sagt nichts über die Person.",
    next: "Sehen Sie selbst hin und sagen Sie es dem Hersteller.",
  },
  "matcher.not_kept": {
    what: "Die Datei des Gesichtsvergleichers ließ sich nicht aufbewahren.",
    means: "Der Datenträger nahm sie nicht an. Was vorher da war, ist noch da.",
    next: "Schaffen Sie Platz auf dem Datenträger und fügen Sie sie erneut hinzu.",
  },
  "matcher.asked": {
    what: "Der Besucher wurde bei dieser Prüfung schon gefragt.",
    means: "Was gesagt und gefunden wurde, bleibt. Niemand wird zweimal gefragt.",
    next: "Sehen Sie selbst hin.",
  },
};
