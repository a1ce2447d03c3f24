const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const LENGTH = 10;

/** The number that a text's digits from `start` to `end` say, NaN if one is none. */
function digits(text: string, start: number, end: number): number {
  let number = 0;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = 10 * number + digit;
  }
  return number;
}

/** A day that exists, as RFC 3339 full-date; years 0001 to 9999. */
export function isCalendarDate(text: unknown): text is string {
  if (typeof text !== "string" || text.length !== LENGTH || text[4] !== "-" || text[7] !== "-") return false;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, LENGTH);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && isLeap ? 29 : DAYS[month - 1];
  return year > 0 && days !== undefined && day >= 1 && day <= days;
}
