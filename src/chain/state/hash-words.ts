import { encodeByTable } from "../../bytes/base64-table.ts";

/** Words (uint32) in a hash. */
export const HASH_WORDS = 8;
export const HASH_CHARS = 43;
export const SIGNATURE_CHARS = 86;
const NONE = 0x80;

const VALUES = new Uint8Array(0x100).fill(NONE);
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].forEach((character, value) => {
  VALUES[character.charCodeAt(0)] = value;
});

// Of one hash, in six bits each.
const values = new Uint8Array(HASH_CHARS);
const bytes = new Uint8Array(4 * HASH_WORDS);

/** False if these are not the values of 32 bytes; `seen` is all of them together. */
function pack(seen: number, out: Uint32Array, at: number): boolean {
  // The last character carries two bits that must be zero.
  if (seen >= NONE || ((values[HASH_CHARS - 1] as number) & 3) !== 0) return false;
  // Sixteen characters are three words.
  let to = at;
  for (let i = 0; i < 43; i += 16) {
    const fifth = values[i + 5] as number;
    const tenth = values[i + 10] as number;
    out[to] =
      ((values[i] as number) << 26) |
      ((values[i + 1] as number) << 20) |
      ((values[i + 2] as number) << 14) |
      ((values[i + 3] as number) << 8) |
      ((values[i + 4] as number) << 2) |
      (fifth >> 4);
    out[to + 1] =
      (fifth << 28) |
      ((values[i + 6] as number) << 22) |
      ((values[i + 7] as number) << 16) |
      ((values[i + 8] as number) << 10) |
      ((values[i + 9] as number) << 4) |
      (tenth >> 2);
    if (i === 32) break;
    out[to + 2] =
      (tenth << 30) |
      ((values[i + 11] as number) << 24) |
      ((values[i + 12] as number) << 18) |
      ((values[i + 13] as number) << 12) |
      ((values[i + 14] as number) << 6) |
      (values[i + 15] as number);
    to += 3;
  }
  return true;
}

/**
 * Reads a hash as entries write it (32 bytes, base64url) into eight words from `out[at]` on, first
 * byte highest. False, with `out` in pieces, for any other text.
 */
export function readHashWords(text: string, out: Uint32Array, at: number): boolean {
  if (text.length !== HASH_CHARS) return false;
  let seen = 0;
  for (let i = 0; i < HASH_CHARS; i++) {
    const code = text.charCodeAt(i);
    const value = code < 0x100 ? (VALUES[code] as number) : NONE;
    values[i] = value;
    seen |= value;
  }
  return pack(seen, out, at);
}

/** Twelve bits for each two characters, by their bytes; `NO_PAIR` for two that are not of the alphabet. */
const NO_PAIR = 0x8000;
const PAIRS = new Uint16Array(0x10000);
PAIRS.forEach((_, pair) => {
  const [high, low] = [VALUES[pair >>> 8] as number, VALUES[pair & 0xff] as number];
  PAIRS[pair] = high === NONE || low === NONE ? NO_PAIR : (high << 6) | low;
});

const pairs = new Uint16Array(HASH_CHARS >>> 1);

/** As `readHashWords`, of the 43 bytes of such a text; that there are so many is the caller's to know. */
export function readHashBytes(text: DataView, from: number, out: Uint32Array, at: number): boolean {
  let seen = 0;
  for (let i = 0; i < pairs.length; i++) {
    const pair = PAIRS[text.getUint16(from + 2 * i)] as number;
    pairs[i] = pair;
    seen |= pair;
  }
  const last = VALUES[text.getUint8(from + HASH_CHARS - 1)] as number;
  // The last character carries two bits that must be zero.
  if (seen >= NO_PAIR || last >= NONE || (last & 3) !== 0) return false;
  // Eight pairs are three words; the last five pairs and the last character are two.
  let to = at;
  for (let i = 0; i <= 16; i += 8) {
    const third = pairs[i + 2] as number;
    out[to] = ((pairs[i] as number) << 20) | ((pairs[i + 1] as number) << 8) | (third >> 4);
    const second = (third << 28) | ((pairs[i + 3] as number) << 16) | ((pairs[i + 4] as number) << 4);
    if (i === 16) {
      out[to + 1] = second | (last >> 2);
      break;
    }
    const sixth = pairs[i + 5] as number;
    out[to + 1] = second | (sixth >> 8);
    out[to + 2] = (sixth << 24) | ((pairs[i + 6] as number) << 12) | (pairs[i + 7] as number);
    to += 3;
  }
  return true;
}

/** Whether the 86 bytes from there on are the base64url of a signature, 64 bytes. */
export function isSignatureText(text: DataView, from: number): boolean {
  let pair = 0;
  let seen = 0;
  for (let i = 0; i < SIGNATURE_CHARS; i += 2) {
    pair = PAIRS[text.getUint16(from + i)] as number;
    seen |= pair;
  }
  return seen < NO_PAIR && (pair & 0x0f) === 0;
}

/** The text of the hash that stands in eight words from `words[at]` on. */
export function hashText(words: Uint32Array, at: number): string {
  for (let i = 0; i < HASH_WORDS; i++) {
    const word = words[at + i] as number;
    bytes[4 * i] = word >>> 24;
    bytes[4 * i + 1] = word >>> 16;
    bytes[4 * i + 2] = word >>> 8;
    bytes[4 * i + 3] = word;
  }
  return encodeByTable(bytes);
}
