/** Last moment that a calendar can write (ECMA-262 section 21.4.1.1), POSIX seconds. */
export const LAST_MOMENT = 8.64e12;

/** A moment (POSIX seconds) as a date; one beyond every calendar, as a stranger may write it, as the nearest that is in it. */
export function dateOf(time: number): Date {
  return new Date(Math.min(Math.max(time, -LAST_MOMENT), LAST_MOMENT) * 1000);
}
