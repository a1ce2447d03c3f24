import { nodeBase64 } from "./base64-reader.ts";
import { plainCodec, type TextCodec } from "../../src/bytes/text-codec.ts";

/** Code units of the longest text that does without room of its own. */
const LONGEST = 0x8000;
/** UTF-8 bytes of one code unit, at most. */
const WIDEST = 3;

const room = new Uint8Array(LONGEST * WIDEST);
const utf8 = Buffer.from(room.buffer);

/** What was written is somebody's, and is not left lying here. */
function clear(size: number): void {
  room.fill(0, 0, size);
}

/** The reader knows the lower half of each character only. */
function isBase64(text: string): boolean {
  if (text.length > LONGEST) return plainCodec.isBase64(text);
  const size = utf8.write(text, 0, "utf8");
  clear(size);
  return size === text.length && nodeBase64.isBase64(text);
}

function utf8ToBase64Url(pieces: readonly string[]): string {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  if (length > LONGEST) return plainCodec.utf8ToBase64Url(pieces);
  let size = 0;
  for (const piece of pieces) size += utf8.write(piece, size, "utf8");
  const text = utf8.toString("base64url", 0, size);
  clear(size);
  return text;
}

/** Base64 by node:buffer, in room that is used again: what a portrait of 16 KB is copied into costs more than the copy. */
export const nodeTextCodec: TextCodec = {
  isBase64,
  utf8ToBase64Url,
  toBase64Url: ({ buffer, byteOffset, length }) =>
    Buffer.from(buffer, byteOffset, length).toString("base64url"),
  asciiBytes: (text) => Buffer.from(text, "latin1"),
};
