/**
 * Base64 of short values (hashes, keys, signatures, headers) by table: with no call into the platform
 * it takes a part of the time, and a registry is made of millions of these.
 */

/** Most bytes that `encodeByTable` takes. */
export const MAX_TABLE_BYTES = 192;
/** Most characters for which the platform's decoder is slower: of base64url, which it reads by detours, and of base64. */
export const MAX_URL_CHARS = 1024;
export const MAX_PLAIN_CHARS = 128;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const NONE = 0xff;
/** Its value is zero. */
const A = 0x41;

function codesOf(alphabet: string): Uint8Array {
  return Uint8Array.from(alphabet, (character) => character.charCodeAt(0));
}

function valuesOf(codes: Uint8Array): Uint8Array {
  const values = new Uint8Array(0x100).fill(NONE);
  codes.forEach((code, value) => (values[code] = value));
  return values;
}

/** Of base64url, RFC 4648 section 5. */
const CODES = codesOf(`${ALPHABET}-_`);
const VALUES = valuesOf(CODES);
/** Of base64, section 4. */
const PLAIN_VALUES = valuesOf(codesOf(`${ALPHABET}+/`));

const scratch = new Uint8Array(Math.ceil((MAX_TABLE_BYTES * 4) / 3));

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

/** Of the first `length` characters of a text; undefined unless they are the one form of their bytes. */
function decode(text: string, length: number, values: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const rest = length % 4;
  if (rest === 1) return undefined;
  const out = new Uint8Array((length * 3) >> 2);
  const whole = length - rest;
  // All codes and all values together: what is wrong with one of them shows there.
  let codes = 0;
  let seen = 0;
  let at = 0;
  for (let i = 0; i < whole; i += 4) {
    const first = text.charCodeAt(i);
    const second = text.charCodeAt(i + 1);
    const third = text.charCodeAt(i + 2);
    const fourth = text.charCodeAt(i + 3);
    codes |= first | second | third | fourth;
    const a = values[first & 0xff] as number;
    const b = values[second & 0xff] as number;
    const c = values[third & 0xff] as number;
    const d = values[fourth & 0xff] as number;
    seen |= a | b | c | d;
    out[at++] = (a << 2) | (b >> 4);
    out[at++] = (b << 4) | (c >> 2);
    out[at++] = (c << 6) | d;
  }
  let unused = 0;
  if (rest > 0) {
    const [first, second] = [text.charCodeAt(whole), text.charCodeAt(whole + 1)];
    const third = rest === 3 ? text.charCodeAt(whole + 2) : A;
    codes |= first | second | third;
    const a = values[first & 0xff] as number;
    const b = values[second & 0xff] as number;
    const c = values[third & 0xff] as number;
    seen |= a | b | c;
    out[at++] = (a << 2) | (b >> 4);
    if (rest === 3) out[at] = (b << 4) | (c >> 2);
    unused = rest === 3 ? c & 0x03 : b & 0x0f;
  }
  return seen > 0x3f || codes > 0xff || unused !== 0 ? undefined : out;
}

/** `text` has at most MAX_URL_CHARS. Undefined unless it is the one form of its bytes. */
export function decodeByTable(text: string): Uint8Array<ArrayBuffer> | undefined {
  return decode(text, text.length, VALUES);
}

/** The same of base64 with padding, of at most MAX_PLAIN_CHARS. */
export function decodePlainByTable(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  return decode(text, text.length - padding, PLAIN_VALUES);
}
