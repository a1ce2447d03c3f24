import { BytesError } from "./error.ts";

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** The same in memory of the caller's, which they are good in until it is used again; new if they do not fit. */
export function utf8In(text: string, room: Uint8Array): Uint8Array {
  const { read, written } = encoder.encodeInto(text, room);
  return read === text.length ? room.subarray(0, written) : utf8(text);
}

/**
 * Bytes of a text that is ASCII throughout, else undefined. Much cheaper than `utf8` on long texts,
 * which has to reserve room for what they might be; and cheaper still in memory of the caller's, if it
 * has room for them, since new memory costs more than to write to it.
 */
export function asciiBytes(text: string, room?: Uint8Array): Uint8Array | undefined {
  const fits = room !== undefined && text.length <= room.length;
  const bytes = fits ? room.subarray(0, text.length) : new Uint8Array(text.length);
  return encoder.encodeInto(text, bytes).read === text.length ? bytes : undefined;
}

const scratch = new Uint8Array(0x8000);

/** Whether every character is below U+0080. Many times faster than a regular expression. */
export function isAscii(text: string): boolean {
  if (text.length > scratch.length) return asciiBytes(text) !== undefined;
  const { read, written } = encoder.encodeInto(text, scratch);
  return read === text.length && written === text.length;
}

/** Strict UTF-8 (RFC 3629); a byte order mark is kept as a character. Throws `bytes.utf8`. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    throw new BytesError("bytes.utf8");
  }
}

/** UTF-8 of a text after other bytes, with no copy made of what is ASCII. */
export function utf8After(head: Uint8Array, text: string): Uint8Array<ArrayBuffer> {
  if (!isAscii(text)) return concat(head, utf8(text));
  const out = new Uint8Array(head.length + text.length);
  out.set(head);
  encoder.encodeInto(text, out.subarray(head.length));
  return out;
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Not constant time: for public values only. Secrets are compared in main with node:crypto. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Order of unsigned bytes, shorter first on a common prefix; negative, zero or positive. */
export function compare(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** The number that `uint32` writes, from `bytes[at]` on. */
export function readUint32(bytes: Uint8Array, at: number): number {
  const [a, b, c, d] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]] as [
    number,
    number,
    number,
    number,
  ];
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

/** Unsigned 32-bit big-endian. Throws `bytes.length` for what does not fit. */
export function uint32(value: number): Uint8Array<ArrayBuffer> {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) throw new BytesError("bytes.length");
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, value);
  return out;
}

/** Unsigned 64-bit big-endian of a safe integer. Throws `bytes.length` for any other number. */
export function uint64(value: number): Uint8Array<ArrayBuffer> {
  if (!Number.isSafeInteger(value) || value < 0) throw new BytesError("bytes.length");
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigUint64(0, BigInt(value));
  return out;
}
