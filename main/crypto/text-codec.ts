import { plainCodec, type TextCodec } from "../../src/bytes/text-codec.ts";

/** Code units of the longest text that does without room of its own. */
const LONGEST = 0x8000;
/** UTF-8 bytes of one code unit, at most. */
const WIDEST = 3;

const utf8 = Buffer.allocUnsafeSlow(LONGEST * WIDEST);
const decoded = Buffer.allocUnsafeSlow(LONGEST);

/**
 * The decoder skips what is not of the alphabet, so that such a text has fewer bytes than its length says. But
 * it reads the alphabet of base64url too, and of what is not ASCII only the lower half.
 */
function isBase64(text: string): boolean {
  const { length } = text;
  if (length > LONGEST) return plainCodec.isBase64(text);
  if (length % 4 !== 0) return false;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const size = (length / 4) * 3 - padding;
  if (decoded.write(text, 0, "base64") !== size || text.includes("-") || text.includes("_")) return false;
  if (utf8.write(text, 0, "utf8") !== length) return false;
  // Bits of the last character that carry no data are zero in the one form.
  return padding === 0 || decoded.toString("base64", size - (3 - padding), size) === text.slice(-4);
}

function utf8ToBase64Url(pieces: readonly string[]): string {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  if (length > LONGEST) return plainCodec.utf8ToBase64Url(pieces);
  let size = 0;
  for (const piece of pieces) size += utf8.write(piece, size, "utf8");
  return utf8.toString("base64url", 0, size);
}

/** Base64 by node:buffer, in room that is used again: what a portrait of 16 KB is copied into costs more than the copy. */
export const nodeTextCodec: TextCodec = {
  isBase64,
  utf8ToBase64Url,
  toBase64Url: ({ buffer, byteOffset, length }) =>
    Buffer.from(buffer, byteOffset, length).toString("base64url"),
  asciiBytes: (text) => Buffer.from(text, "latin1"),
};
