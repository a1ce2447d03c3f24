import { isCalendarDate } from "../text/calendar-date.ts";
import { CredentialError } from "./error.ts";

function yearsLater(date: string, years: number): string {
  return String(Number(date.slice(0, 4)) + years).padStart(4, "0") + date.slice(4);
}

/**
 * Claims derived from a birth date as of a calendar date (both `YYYY-MM-DD`), to stand beside it. Who
 * was born on 29 February comes of age on 1 March. Throws `vc.claim_kind`.
 */
export function deriveAges(
  birthdate: string,
  on: string,
): { readonly age_over_18: boolean; readonly age_over_21: boolean } {
  if (!isCalendarDate(birthdate) || !isCalendarDate(on)) throw new CredentialError("vc.claim_kind");
  return { age_over_18: yearsLater(birthdate, 18) <= on, age_over_21: yearsLater(birthdate, 21) <= on };
}
