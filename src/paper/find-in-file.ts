import { fromUtf8 } from "../bytes/bytes.ts";
import { BytesError } from "../bytes/error.ts";
import { MAX_PAPER, PAPER_END, PAPER_HEAD } from "./marks.ts";

const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];

/** Whether bytes begin as a PDF does (ISO 32000-1 section 7.5.2). */
export function isPdf(bytes: Uint8Array): boolean {
  return PDF.every((byte, i) => bytes[i] === byte);
}

/** Times that a beginning is followed up; a file of ours has one. */
const MOST_TRIES = 16;

/**
 * The message in a PDF that Sealfolio made. It lies there as it is, in an attachment that is not
 * packed, so no reader of PDF is let near a stranger's file. Undefined where there is none, as when
 * another program has written the file anew.
 */
export function findPaper(bytes: Uint8Array): string | undefined {
  const head = Array.from(PAPER_HEAD, (character) => character.charCodeAt(0));
  let at = 0;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    at = bytes.indexOf(head[0] as number, at);
    while (at >= 0 && !head.every((byte, i) => bytes[at + i] === byte)) {
      at = bytes.indexOf(head[0] as number, at + 1);
    }
    if (at < 0) return undefined;
    const text = latin1(bytes.subarray(at, at + MAX_PAPER));
    const end = PAPER_END.exec(text);
    if (end !== null) {
      return utf8Text(bytes.subarray(at, at + end.index + end[0].length));
    }
    at += head.length;
  }
  return undefined;
}

function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return fromUtf8(bytes);
  } catch (error) {
    if (error instanceof BytesError) return undefined;
    throw error;
  }
}

const CHUNK = 8192;

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += CHUNK) text += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return text;
}
