/** What main asks at least (`wallet.weak_passphrase`), in characters. */
export const SHORTEST_PASSPHRASE = 8;

export type Strength = "too_short" | "weak" | "fair" | "good" | "strong";
export const STRENGTHS: readonly Strength[] = ["too_short", "weak", "fair", "good", "strong"];

/** Bits of guessing work from which on a passphrase counts as that strong. */
const FAIR = 36;
const GOOD = 54;
const STRONG = 72;

const CLASSES: readonly (readonly [pattern: RegExp, size: number])[] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[ !-/:-@[-`{-~]/, 33],
  [/[^ -~]/, 60],
];

/** Parts that a guesser tries first; each counts as one character. */
const COMMON =
  /passwor[dt]|passphrase|geheim|hallo|willkommen|welcome|qwert[yz]|asdf|letmein|sealfolio|admin|(?:19|20)\d\d|0?1234\d*|abcd?e?f?/gi;

/** Letters and what stands between words: such a passphrase is guessed word by word. */
const WORDS = /^[\p{L}\s.,'-]+$/u;
const BITS_OF_A_WORDS_LETTER = 2.7;

/** One step up or down, or the same again, as in "aaaa", "3456", "fedc". */
function isRun(before: number, here: number, after: number): boolean {
  return after - here === here - before && Math.abs(here - before) <= 1;
}

function countTelling(characters: readonly string[]): number {
  const codes = characters.map((character) => character.codePointAt(0) as number);
  return codes.filter((code, i) => i < 2 || !isRun(codes[i - 2] as number, codes[i - 1] as number, code))
    .length;
}

/**
 * A rough idea of how hard a passphrase is to guess: characters that do not follow from those before,
 * times the size of the alphabets used; words and repeated characters count less. Never a promise.
 */
export function strengthOf(passphrase: string): Strength {
  const characters = [...passphrase];
  if (characters.length < SHORTEST_PASSPHRASE) return "too_short";
  const telling = [...passphrase.replaceAll(COMMON, "\u0000")];
  const alphabet = CLASSES.reduce((sum, [pattern, size]) => sum + (pattern.test(passphrase) ? size : 0), 0);
  const variety = Math.min(1, new Set(telling).size / Math.min(telling.length, 8));
  const perCharacter = WORDS.test(passphrase) ? BITS_OF_A_WORDS_LETTER : Math.min(Math.log2(alphabet), 6);
  const bits = countTelling(telling) * perCharacter * variety;
  if (bits >= STRONG) return "strong";
  if (bits >= GOOD) return "good";
  return bits >= FAIR ? "fair" : "weak";
}
