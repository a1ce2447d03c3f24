// Controls, marks and overrides of direction (Unicode, UAX #9), separators of lines and paragraphs:
// with them a text can be made to read as another, on screen or in a log.
const UNFIT = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

/** One well-formed line of 1 to `most` UTF-16 units that shows what it says. */
export function isPlainText(text: unknown, most: number): text is string {
  return (
    typeof text === "string" &&
    text.length > 0 &&
    text.length <= most &&
    text.isWellFormed() &&
    !UNFIT.test(text)
  );
}
