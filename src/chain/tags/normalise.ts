import { asciiDigits } from "./digits.ts";
import { TagError } from "./tag-error.ts";

/** Most UTF-16 units read; NFKC makes at most 18 of one. */
const MAX_LENGTH = 256;

// Invisible, directional or without a meaning (general categories C, Zl, Zp, and what fonts ignore).
// What this machine's Unicode does not know is refused, so two machines never fold it differently.
const FORBIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
// Superscripts, fractions, circled numbers: folded into digits they would be other numbers.
const NUMBER_SIGN = /[\p{No}\p{Nl}]/u;
const UNKNOWN_DIGIT = /(?![0-9])\p{Nd}/u;
const SYMBOL = /[\p{So}\p{Sc}\p{Sk}]/u;

const SEPARATOR = /[-/\\._:|\u2010-\u2015\u2044\u2212\u2215\u29f8\u06d4\u30fb]/gu;
// What words are written with, and no number.
const PUNCTUATION = /[ ,;()[\]"\u201c-\u201e\u3001]+/gu;
const APOSTROPHE = /(?<=[\p{L}\p{M}])['\u2018\u2019\u02bc](?=\p{L})/gu;
const GROUP = /[0-9]+|\p{L}[\p{L}\p{M}]*/gu;
const DIGIT = /[0-9]/;

/**
 * Case folded by Unicode's locale-independent mappings, through the capitals so that letters which
 * share one meet, and down again, since lower case alone stays the same when Unicode adds a capital.
 */
function foldCase(text: string): string {
  const folded = text.toLowerCase().toUpperCase().toLowerCase().normalize("NFKC");
  return folded.replaceAll("ς", "σ").replaceAll("i\u0307", "i");
}

function fold(value: string): string {
  if (value.length > MAX_LENGTH) throw new TagError("tag.length");
  if (FORBIDDEN.test(value) || NUMBER_SIGN.test(value)) throw new TagError("tag.character");
  const folded = foldCase(asciiDigits(value.normalize("NFKC")))
    .replace(/\p{Zs}+/gu, " ")
    .trim();
  if (folded === "") throw new TagError("tag.value");
  if (UNKNOWN_DIGIT.test(folded)) throw new TagError("tag.character");
  return folded;
}

/** Case, width, scripts of digits and runs of spaces fold; everything else counts. */
function normalisePlain(value: string): string {
  return fold(value);
}

/** Whether what stands between two groups, or at an end, leaves open which number is meant. */
function isAmbiguous(before: string, gap: string, after: string): boolean {
  const numbers = [before, after].filter((neighbour) => DIGIT.test(neighbour)).length;
  if (!gap.includes("/")) return numbers === 2;
  const empty = before === "" || after === "" || gap.indexOf("/") !== gap.lastIndexOf("/");
  return empty && numbers > 0;
}

/**
 * Groups of digits and groups of letters, joined by `/`: every dash, slash, dot, colon or line is one
 * separator, as is a change between digits and letters; zeros before a number go. A bare space between
 * two numbers, or an empty group beside one, can be read in two ways and is refused.
 */
function normaliseNumber(value: string): string {
  if (SYMBOL.test(value)) throw new TagError("tag.character");
  const words = fold(value).replace(APOSTROPHE, "").replace(PUNCTUATION, " ");
  const text = words.replace(SEPARATOR, "/").trim();
  if (/[^ /]/.test(text.replace(GROUP, ""))) throw new TagError("tag.character");
  for (const { 0: gap, index } of text.matchAll(/[ /]+/g)) {
    if (isAmbiguous(text.charAt(index - 1), gap, text.charAt(index + gap.length))) {
      throw new TagError("tag.ambiguous");
    }
  }
  const groups = text.match(GROUP);
  if (groups === null) throw new TagError("tag.value");
  return groups.map((group) => group.replace(/^0+(?=[0-9])/, "")).join("/");
}

// Rules behind a name never change, since tags are compared for as long as the registry lives.
const NORMALISERS: ReadonlyMap<string, (value: string) => string> = new Map([
  ["parcel/1", normaliseNumber],
  ["plain/1", normalisePlain],
  ["register-number/1", normaliseNumber],
]);

/** Names that `normalise` knows. */
export const NORMALISER_NAMES: readonly string[] = [...NORMALISERS.keys()];

/**
 * Brings a natural key (a parcel, a register number) to one form, so that one thing has one tag however
 * it is written; what could be read in two ways is refused, never guessed. Throws TagError.
 */
export function normalise(normaliser: string, value: unknown): string {
  const rules = NORMALISERS.get(normaliser);
  if (rules === undefined) throw new TagError("tag.normaliser");
  if (typeof value !== "string") throw new TagError("tag.value");
  return rules(value);
}
