import { entropyToMnemonic, mnemonicToEntropy } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { WordsError } from "./error.ts";

/** Words of a recovery phrase, and bytes of the secret behind it: BIP-39 with 256 bits. */
export const PHRASE_WORDS = 24;
export const PHRASE_BYTES = 32;
/** Letters by which a word of the list differs from all others. */
const TELLING = 4;
const MOST_SUGGESTED = 4;

const KNOWN: ReadonlySet<string> = new Set(wordlist);

/** The 24 words of 32 bytes (BIP-39, "Generating the mnemonic"), from the English list. */
export function wordsOf(secret: Uint8Array): readonly string[] {
  return entropyToMnemonic(secret, wordlist).split(" ");
}

/** What was typed, as words: small letters, whatever stands between them. */
export function splitWords(text: string): readonly string[] {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
}

/** Whether the list has this word. */
export function isListed(word: string): boolean {
  return KNOWN.has(word);
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

/** Words of the list that may have been meant, the likeliest first. */
export function suggestWords(typed: string): readonly string[] {
  const begun = wordlist.filter((word) => word.startsWith(typed.slice(0, TELLING)));
  const near = wordlist
    .map((word) => ({ word, far: distance(typed.slice(0, 12), word) }))
    .filter(({ far }) => far <= 2)
    .sort((a, b) => a.far - b.far)
    .map(({ word }) => word);
  return [...new Set([...near.slice(0, 2), ...begun, ...near])].slice(0, MOST_SUGGESTED);
}

/**
 * The secret behind 24 words, for the caller to wipe. The list tells which words are wrong; where all
 * are listed, the checksum tells only that one of them is, or stands elsewhere. Throws WordsError.
 */
export function secretOf(words: readonly string[]): Uint8Array {
  if (words.length !== PHRASE_WORDS) throw new WordsError("words.count");
  const places = words.flatMap((word, i) => (isListed(word) ? [] : [i + 1]));
  if (places.length > 0) throw new WordsError("words.unknown", places);
  try {
    return mnemonicToEntropy(words.join(" "), wordlist);
  } catch {
    throw new WordsError("words.checksum");
  }
}
