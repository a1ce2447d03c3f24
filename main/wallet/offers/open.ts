import { TOKEN_SECONDS } from "../../openid4vci/issuer/desk.ts";
import type { OfferRow } from "./rows.ts";

/** Whether its code may still be taken, or what it was taken for still be asked for. */
export function isOpen(row: OfferRow, now: number): boolean {
  return (row.state === "offered" || row.state === "collecting") && now < row.expires;
}

/** Whether nothing was asked for by it: nobody showed a key yet. */
export function isUntouched({ asked, commitment }: Pick<OfferRow, "asked" | "commitment">): boolean {
  return asked === undefined && commitment === undefined;
}

/**
 * Whether its access token is taken no more. Who was told to wait may come back later than that: what they
 * get is for a key that they have proven.
 */
export function isTokenOver(row: OfferRow, now: number): boolean {
  if (row.state === "collecting" && !isUntouched(row)) return false;
  return now >= (row.until ?? row.expires + TOKEN_SECONDS);
}

/** Whether it still can come to something: it may be collected, or somebody waits or was issued to by it. */
export function isWanted(row: OfferRow, now: number): boolean {
  if (row.commitment !== undefined) return true;
  if (row.state === "collecting") return !isTokenOver(row, now);
  return isOpen(row, now);
}
