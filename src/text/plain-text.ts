// Controls, marks and overrides of direction (Unicode, UAX #9), separators of lines and paragraphs:
// with them a text can be made to read as another, on screen or in a log.
function isUnfit(code: number): boolean {
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return true;
  if (code < 0x061c || code > 0x2069) return false;
  return (
    code === 0x061c ||
    code === 0x200e ||
    code === 0x200f ||
    (code >= 0x2028 && code <= 0x202e) ||
    code >= 0x2066
  );
}

// By hand, since this is asked of every name and text of a document: an expression over Unicode's
// properties costs more than all the characters that such a text has.
function isFit(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (isUnfit(text.charCodeAt(i))) return false;
  return true;
}

/** One well-formed line of 1 to `most` UTF-16 units that shows what it says. */
export function isPlainText(text: unknown, most: number): text is string {
  return (
    typeof text === "string" && text.length > 0 && text.length <= most && text.isWellFormed() && isFit(text)
  );
}

const BREAKS = /[\t\n\r\u0085\u2028\u2029]+/g;
/** Marks that change nothing of the characters around them but the place of punctuation. */
const SOFT = /[\u061c\u200e\u200f]/g;
const UNFIT = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** A text of somebody else as one line that shows what it says: what could make it read as another stands there as U+FFFD. */
export function toPlainText(text: string): string {
  if (isFit(text)) return text;
  return text.replaceAll(BREAKS, " ").replaceAll(SOFT, "").replaceAll(UNFIT, "\ufffd");
}

/** The same text with U+FFFD for all that would make it show as something else, where it is shown whatever it says. */
export function asPlainText(text: string): string {
  if (isFit(text)) return text;
  return Array.from({ length: text.length }, (_, i) =>
    isUnfit(text.charCodeAt(i)) ? "\ufffd" : text.charAt(i),
  ).join("");
}
