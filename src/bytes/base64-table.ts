/**
 * Base64url of short values (hashes, keys, signatures, headers) by table: with no call into the
 * platform it takes a third of the time, and a registry is made of millions of these.
 */

/** Most bytes that `encodeByTable` takes, and most characters that `decodeByTable` does. */
export const MAX_TABLE_BYTES = 192;
export const MAX_TABLE_CHARS = 256;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const CODES = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0));
const NONE = 0xff;
const VALUES = new Uint8Array(0x80).fill(NONE);
CODES.forEach((code, value) => (VALUES[code] = value));

const scratch = new Uint8Array(MAX_TABLE_CHARS);

/** `bytes` has at most MAX_TABLE_BYTES. */
export function encodeByTable(bytes: Uint8Array): string {
  let at = 0;
  let pending = 0;
  let bits = 0;
  for (let i = 0; i < bytes.length; i++) {
    pending = (pending << 8) | (bytes[i] as number);
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      scratch[at++] = CODES[pending >> bits] as number;
      pending &= (1 << bits) - 1;
    }
  }
  if (bits > 0) scratch[at++] = CODES[pending << (6 - bits)] as number;
  return String.fromCharCode.apply(null, scratch.subarray(0, at) as unknown as number[]);
}

/** Whether a text is the one form of `length` bytes, whatever they are. */
export function isTableText(text: string, length: number): boolean {
  if (text.length !== Math.ceil((length * 4) / 3)) return false;
  let last = 0;
  let seen = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    last = code < 0x80 ? (VALUES[code] as number) : NONE;
    seen |= last;
  }
  const unused = length % 3 === 0 ? 0 : length % 3 === 1 ? 0x0f : 0x03;
  return seen <= 0x3f && (last & unused) === 0;
}

/** `text` has at most MAX_TABLE_CHARS. Undefined unless it is the one form of its bytes. */
export function decodeByTable(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 4 === 1) return undefined;
  const out = new Uint8Array((text.length * 3) >> 2);
  let at = 0;
  let pending = 0;
  let bits = 0;
  let seen = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const value = code < 0x80 ? (VALUES[code] as number) : NONE;
    seen |= value;
    pending = (pending << 6) | (value & 0x3f);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = pending >> bits;
      pending &= (1 << bits) - 1;
    }
  }
  return seen > 0x3f || pending !== 0 ? undefined : out;
}
