import { encodeByTable } from "../../bytes/base64-table.ts";

/** Words (uint32) in a hash. */
export const HASH_WORDS = 8;
const HASH_CHARS = 43;
const NONE = 0x80;

const VALUES = new Uint8Array(0x100).fill(NONE);
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].forEach((character, value) => {
  VALUES[character.charCodeAt(0)] = value;
});

const values = new Uint8Array(48);
const bytes = new Uint8Array(4 * HASH_WORDS);

/**
 * Reads a hash as entries write it (32 bytes, base64url) into eight words from `out[at]` on, first
 * byte highest. False, with `out` in pieces, for any other text.
 */
export function readHashWords(text: string, out: Uint32Array, at: number): boolean {
  if (text.length !== HASH_CHARS) return false;
  let seen = 0;
  let highest = 0;
  for (let i = 0; i < HASH_CHARS; i++) {
    const code = text.charCodeAt(i);
    const value = VALUES[code & 0xff] as number;
    values[i] = value;
    seen |= value;
    highest |= code;
  }
  // The last character carries two bits that must be zero.
  if (seen >= NONE || highest > 0x7f || ((values[HASH_CHARS - 1] as number) & 3) !== 0) return false;
  // Sixteen characters of six bits are three words.
  for (let from = 0, to = at; from < 33; from += 16) {
    const v = (i: number): number => values[from + i] as number;
    out[to++] = (v(0) << 26) | (v(1) << 20) | (v(2) << 14) | (v(3) << 8) | (v(4) << 2) | (v(5) >> 4);
    out[to++] = (v(5) << 28) | (v(6) << 22) | (v(7) << 16) | (v(8) << 10) | (v(9) << 4) | (v(10) >> 2);
    if (from === 32) break;
    out[to++] = (v(10) << 30) | (v(11) << 24) | (v(12) << 18) | (v(13) << 12) | (v(14) << 6) | v(15);
  }
  return true;
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
