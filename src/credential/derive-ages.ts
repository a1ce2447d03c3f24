/** Claims derived from a birth date (`YYYY-MM-DD`) as of a calendar date in the same form. */
export function deriveAges(
  _birthdate: string,
  _on: string,
): { readonly age_over_18: boolean; readonly age_over_21: boolean } {
  throw new Error("not built yet");
}
