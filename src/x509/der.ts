import { concat, utf8 } from "../bytes/bytes.ts";

/** DER of ITU-T X.690, what a certificate needs of it. */

export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = concat(...parts);
  const { length } = body;
  const head =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : [tag, 0x82, length >> 8, length & 0xff];
  return concat(Uint8Array.from(head), body);
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => der(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]): Uint8Array => der(0x31, ...parts);
export const octets = (...parts: readonly Uint8Array[]): Uint8Array => der(0x04, ...parts);
export const utf8String = (text: string): Uint8Array => der(0x0c, utf8(text));
export const bits = (bytes: Uint8Array, unused = 0): Uint8Array => der(0x03, Uint8Array.of(unused), bytes);
export const TRUE = Uint8Array.of(0x01, 0x01, 0xff);

/** A number of any size, big-endian, never negative. */
export function integer(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const digits = bytes.subarray(start);
  const sign = (digits[0] as number) >= 0x80 ? [0] : [];
  return der(0x02, Uint8Array.from(sign), digits);
}

/** An object identifier in its dotted form. */
export function oid(text: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const digits = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      digits.unshift((left & 0x7f) | 0x80);
    }
    return digits;
  });
  return der(0x06, Uint8Array.from(bytes));
}

/** UTCTime until 2049, GeneralizedTime after it (RFC 5280 section 4.1.2.5); POSIX seconds. */
export function time(seconds: number): Uint8Array {
  const text = `${new Date(seconds * 1000).toISOString().replaceAll(/[-:T]|\.\d+/g, "")}`;
  const isShort = Number(text.slice(0, 4)) < 2050;
  return isShort ? der(0x17, utf8(text.slice(2))) : der(0x18, utf8(text));
}
