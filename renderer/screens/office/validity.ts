import { isCalendarDate } from "../../../src/text/calendar-date.ts";

/**
 * Seconds from `now` to the end of that day here; undefined for the longest, `wrong` for a day that is
 * none, over, or later than the type allows.
 */
export function readUntil(until: string, longest: number, now: number): number | undefined | "wrong" {
  if (until === "") return undefined;
  if (!isCalendarDate(until)) return "wrong";
  const [year, month, day] = until.split("-").map(Number) as [number, number, number];
  const end = new Date(2000, 0, 1, 23, 59, 59);
  // Set apart: the constructor takes years below 100 for others.
  end.setFullYear(year, month - 1, day);
  const seconds = Math.floor(end.getTime() / 1000) - now;
  return seconds < 1 || seconds > longest ? "wrong" : seconds;
}
