/** Bytes of a fixed text, compared four at a time. */
export interface Literal {
  readonly length: number;
  /** Big-endian, one for every four bytes. */
  readonly words: Int32Array;
  /** The last four bytes, for a length that is no multiple of four. */
  readonly tail: number;
}

/** Of at least four bytes. */
export function literalOf(bytes: Uint8Array): Literal {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const words = Int32Array.from({ length: bytes.length >>> 2 }, (_, i) => view.getInt32(4 * i));
  return { length: bytes.length, words, tail: view.getInt32(bytes.length - 4) };
}

/** Whether the text stands at this place; that there are so many bytes is the caller's to know. */
export function standsAt(view: DataView, at: number, { length, words, tail }: Literal): boolean {
  for (let i = 0; i < words.length; i++) if (view.getInt32(at + 4 * i) !== words[i]) return false;
  return view.getInt32(at + length - 4) === tail;
}
