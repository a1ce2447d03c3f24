/** One element of DER (ITU-T X.690): its tag, its content, and all of it. */
export interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
}

/** As many bytes as a length may have: 2^24 is more than any certificate. */
const MAX_LENGTH_BYTES = 3;

/**
 * The elements that lie one after another; undefined for what is no DER: cut off, a length that is
 * indefinite or longer than it need be, a tag of more than one byte.
 */
export function readElements(bytes: Uint8Array): readonly Element[] | undefined {
  const found: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at] as number;
    const first = bytes[at + 1];
    if ((tag & 0x1f) === 0x1f || first === undefined) return undefined;
    let begin = at + 2;
    let length = first;
    if (first >= 0x80) {
      const digits = first - 0x80;
      if (digits < 1 || digits > MAX_LENGTH_BYTES || begin + digits > bytes.length) return undefined;
      length = 0;
      for (const digit of bytes.subarray(begin, begin + digits)) length = length * 256 + digit;
      if (length < 0x80 || length < 256 ** (digits - 1)) return undefined;
      begin += digits;
    }
    if (begin + length > bytes.length) return undefined;
    found.push({ tag, content: bytes.subarray(begin, begin + length) });
    at = begin + length;
  }
  return found;
}

/** What lies in the one element that the bytes are, where it has that tag. */
export function readInside(bytes: Uint8Array, tag: number): readonly Element[] | undefined {
  const [only, ...more] = readElements(bytes) ?? [];
  return only?.tag === tag && more.length === 0 ? readElements(only.content) : undefined;
}

/** An object identifier in its dotted form, from the content of its element; undefined for what is none. */
export function readOid(content: Uint8Array): string | undefined {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER / 256) return undefined;
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [joined, ...rest] = arcs;
  if (joined === undefined || (content.at(-1) as number) >= 0x80) return undefined;
  const first = Math.min(2, Math.floor(joined / 40));
  return [first, joined - first * 40, ...rest].join(".");
}
