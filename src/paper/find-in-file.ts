import { fromUtf8 } from "../bytes/bytes.ts";
import { BytesError } from "../bytes/error.ts";
import { ANSWER_END, ANSWER_HEAD, MAX_PAPER, PAPER_END, PAPER_HEAD } from "./marks.ts";

const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];

/** Whether bytes begin as a PDF does (ISO 32000-1 section 7.5.2). */
export function isPdf(bytes: Uint8Array): boolean {
  return PDF.every((byte, i) => bytes[i] === byte);
}

/** Times that a beginning is followed up; a file of ours has one. */
const MOST_TRIES = 16;

/** What begins with `head` and of which `read` says where it ends. */
function findAfter(
  bytes: Uint8Array,
  head: string,
  read: (text: string) => number | undefined,
): Uint8Array | undefined {
  const first = Array.from(head, (character) => character.charCodeAt(0));
  let at = 0;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    at = bytes.indexOf(first[0] as number, at);
    while (at >= 0 && !first.every((byte, i) => bytes[at + i] === byte)) {
      at = bytes.indexOf(first[0] as number, at + 1);
    }
    if (at < 0) return undefined;
    const end = read(latin1(bytes.subarray(at, at + MAX_PAPER)));
    if (end !== undefined) return bytes.subarray(at, at + end);
    at += first.length;
  }
  return undefined;
}

function endOfPaper(text: string): number | undefined {
  const end = PAPER_END.exec(text);
  return end === null ? undefined : end.index + end[0].length;
}

function endOfAnswer(text: string): number | undefined {
  const end = ANSWER_END.exec(text.slice(ANSWER_HEAD.length));
  return end === null ? undefined : ANSWER_HEAD.length + end[0].length;
}

/**
 * The message in a PDF that Sealfolio made: a certificate, or the answer to a request. It lies there as it
 * is, in an attachment that is not packed, so no reader of PDF is let near a stranger's file. Undefined
 * where there is none, as when another program has written the file anew.
 */
export function findPaper(bytes: Uint8Array): string | undefined {
  const paper = findAfter(bytes, PAPER_HEAD, endOfPaper);
  if (paper !== undefined) return utf8Text(paper);
  const answer = findAfter(bytes, ANSWER_HEAD, endOfAnswer);
  // Of an answer its JWE alone, as it goes by any other way.
  return answer && latin1(answer).slice(ANSWER_HEAD.length, -2);
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
