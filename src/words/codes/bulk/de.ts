import type { BulkCode, CodeWords } from "../code.ts";

/** What issuing from a table may answer, and what may be wrong in it, in German. */
export const BULK_DE: CodeWords<BulkCode> = {
  "csv.empty": {
    what: "Die Tabelle ist leer.",
    means: "Sie braucht eine Kopfzeile und mindestens eine Zeile.",
    next: "Speichern Sie sie als CSV mit Kopfzeile, dann versuchen Sie es noch einmal.",
  },
  "csv.quote": {
    what: "Das ist keine Tabelle, wie CSV sie schreibt.",
    means: "Ein Anführungszeichen ist offen oder steht mitten in einem Feld.",
    next: "Speichern Sie die Tabelle neu als CSV.",
  },
  "csv.too_large": {
    what: "Die Tabelle ist zu groß.",
    means: "Nichts davon wurde übernommen.",
    next: "Teilen Sie sie in mehrere auf.",
  },
  "csv.too_many": {
    what: "Die Tabelle hat zu viele Zeilen oder Spalten.",
    means: "Nichts davon wurde übernommen.",
    next: "Teilen Sie sie in mehrere auf.",
  },
  "bulk.columns": {
    what: "Die Spalten passen nicht zu diesem Nachweis.",
    means: "Es braucht eine für jede nötige Angabe, eine namens request, und keine unbekannte oder doppelte.",
    next: "Übernehmen Sie die Kopfzeile aus dem Beispiel, dann versuchen Sie es noch einmal.",
  },
  "bulk.problems": {
    what: "Einige Zeilen brauchen einen Blick.",
    means: "Nichts wurde begonnen.",
    next: "Berichtigen Sie sie in der Tabelle, dann prüfen Sie sie noch einmal.",
  },
  "bulk.nothing": {
    what: "Es gibt nichts zu tun.",
    means: "Jede Zeile wurde schon übernommen, oder keine wartet.",
    next: "Sehen Sie in die Liste der Tabellen.",
  },
  "bulk.unknown": {
    what: "Dieses Amt hat keine solche Tabelle.",
    means: "Nichts wurde geändert.",
    next: "Sehen Sie noch einmal in die Liste.",
  },
  "bulk.running": {
    what: "An dieser Tabelle wird schon gearbeitet.",
    means: "Es geht weiter.",
    next: "Warten Sie, oder halten Sie sie an.",
  },
  "bulk.not_looked": {
    what: "Noch nicht alles Gezogene wurde angesehen.",
    means: "Nichts wurde unterschrieben.",
    next: "Sehen Sie zuerst jedes davon an.",
  },
  "bulk.missing": {
    what: "Das wird gebraucht.",
    means: "Ohne es kann die Zeile nicht ausgestellt werden.",
    next: "Tragen Sie es ein.",
  },
  "bulk.value": {
    what: "Dieser Wert passt nicht in seine Spalte.",
    means: "Daten schreibt man 2026-04-30, ja und nein als true und false, Zahlen in Ziffern.",
    next: "Schreiben Sie ihn so, dass er sich nur auf eine Art liest.",
  },
  "bulk.twice": {
    what: "Eine andere Zeile steht für dasselbe.",
    means: "Nur ein gültiger Nachweis darf es haben.",
    next: "Entfernen Sie eine der beiden Zeilen.",
  },
  "bulk.key_twice": {
    what: "Eine andere Zeile hat denselben Schlüssel.",
    means: "Ein Schlüssel steht für einen Nachweis.",
    next: "Geben Sie jeder Zeile einen eigenen Schlüssel.",
  },
  "bulk.key_reused": {
    what: "Dieser Schlüssel wurde schon für etwas anderes verwendet.",
    means: "Eine Zeile wird einmal ausgestellt, so oft ihre Tabelle auch kommt.",
    next: "Nehmen Sie einen neuen Schlüssel oder die Zeile, wie sie war.",
  },
};
