import type { Language } from "../language/languages.ts";

/** Languages that a certificate is printed in. */
export const PAPER_LANGUAGES = ["en", "de"] as const;
export type PaperLanguage = (typeof PAPER_LANGUAGES)[number];

/** What is printed for a reader of that language: English where paper does not speak it. */
export function paperLanguage(language: Language): PaperLanguage {
  return PAPER_LANGUAGES.find((one) => one === language) ?? "en";
}

export interface PaperWords {
  readonly printed: string;
  readonly office: string;
  readonly registry: string;
  readonly recorded: string;
  readonly block: string;
  readonly until: string;
  readonly mark: string;
  readonly says: string;
  readonly nothing: string;
  readonly checking: string;
  readonly how: string;
  readonly howMany: string;
  readonly codes: string;
  readonly code: string;
  readonly yes: string;
  readonly no: string;
  readonly picture: string;
  readonly foot: string;
  readonly unprintable: string;
  readonly label: string;
}

export const PAPER_WORDS: { readonly [language in PaperLanguage]: PaperWords } = {
  en: {
    printed: "Printed from a digital certificate on {date}",
    office: "Issued by",
    registry: "Registry",
    recorded: "Recorded on",
    block: "{date}, block {height}",
    until: "Valid until",
    mark: "Mark",
    says: "What it says",
    nothing: "Nothing but what kind of certificate it is.",
    checking: "How to check it",
    how: "Open “New check” in Sealfolio and hold the code before the camera, or open a picture or the PDF file there. No network is needed. The text on this page proves nothing by itself: what counts is what the screen shows.",
    howMany:
      "Open “New check” in Sealfolio and hold the {count} codes before the camera in any order, or open pictures with several of them or the PDF file there. No network is needed. The text on this page proves nothing by itself: what counts is what the screen shows.",
    codes: "Codes",
    code: "{n} of {count}",
    yes: "yes",
    no: "no",
    picture: "picture, above",
    foot: "{mark} · page {page} of {pages}",
    unprintable: "? stands for a character that cannot be printed here. The code holds it.",
    label: "Check: Sealfolio, “New check”. Shows each step of its life, who recorded it and when.",
  },
  de: {
    printed: "Gedruckt nach einer digitalen Urkunde am {date}",
    office: "Ausgestellt von",
    registry: "Register",
    recorded: "Eingetragen am",
    block: "{date}, Block {height}",
    until: "Gültig bis",
    mark: "Zeichen",
    says: "Was darin steht",
    nothing: "Nichts als die Art der Urkunde.",
    checking: "So wird geprüft",
    how: "In Sealfolio „Neue Prüfung“ öffnen und den Code vor die Kamera halten, oder dort ein Bild oder die PDF-Datei öffnen. Ein Netz ist nicht nötig. Der Text auf dieser Seite beweist für sich nichts: Es zählt, was der Bildschirm zeigt.",
    howMany:
      "In Sealfolio „Neue Prüfung“ öffnen und die {count} Codes in beliebiger Reihenfolge vor die Kamera halten, oder dort Bilder mit mehreren davon oder die PDF-Datei öffnen. Ein Netz ist nicht nötig. Der Text auf dieser Seite beweist für sich nichts: Es zählt, was der Bildschirm zeigt.",
    codes: "Codes",
    code: "{n} von {count}",
    yes: "ja",
    no: "nein",
    picture: "Bild, oben",
    foot: "{mark} · Seite {page} von {pages}",
    unprintable: "? steht für ein Zeichen, das hier nicht gedruckt werden kann. Der Code enthält es.",
    label: "Prüfen: Sealfolio, „Neue Prüfung“. Zeigt jeden Schritt, wer ihn wann eingetragen hat.",
  },
};

/** A sentence with its places filled in; what is filled in is not looked at again. */
export function fill(text: string, names: { readonly [name: string]: string | number }): string {
  return text.replaceAll(/\{([a-z]+)\}/gi, (whole, name: string) => {
    return Object.hasOwn(names, name) ? String(names[name]) : whole;
  });
}
