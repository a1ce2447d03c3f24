import { JsonError } from "./error.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/** Index of the quote that closes the string opened before `from`. Throws `json.syntax`. */
export function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
  }
  throw new JsonError("json.syntax");
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** Index of the first character from `from` on that is not JSON's white space. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
}

export interface Scan {
  /** Members of all objects, as written: one for each colon outside a string. */
  readonly members: number;
  /** Whether a member's name has an escape. */
  readonly escapedName: boolean;
}

/**
 * Looks over a text, JSON or not, before any parser recurses into it. Throws `json.too_deep`, or
 * `json.syntax` for a string that does not end.
 */
export function scanJson(text: string, maxDepth: number): Scan {
  let members = 0;
  let depth = 0;
  let escapedName = false;
  let escape = text.indexOf("\\");
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case QUOTE: {
        i = endOfString(text, i + 1);
        if (escape < 0 || escape > i) break;
        escapedName ||= text.charCodeAt(skipSpace(text, i + 1)) === COLON;
        escape = text.indexOf("\\", i);
        break;
      }
      case COLON:
        members++;
        break;
      case 0x7b: // {
      case 0x5b: // [
        if (++depth > maxDepth) throw new JsonError("json.too_deep");
        break;
      case 0x7d: // }
      case 0x5d: // ]
        depth--;
        break;
    }
  }
  return { members, escapedName };
}
