import type { OfferRow } from "./rows.ts";

/** Whether it may still be collected. */
export function isOpen(row: OfferRow, now: number): boolean {
  return (row.state === "offered" || row.state === "collecting") && now < row.expires;
}
