import { toBase64Url } from "../../../src/bytes/base64.ts";
import type { Session } from "../session.ts";
import { newRowId } from "../office/own-office.ts";
import type { OfferRow } from "./rows.ts";

/** Seconds in which an access to what comes after a collected offer may be used. */
const OPEN_FOR = 86_400;

/** Whoever collected an offer may collect something more of its kind, by this access token. In a transaction. */
export function openFurther(
  session: Session,
  origin: { readonly id: string; readonly row: OfferRow },
  next: Pick<OfferRow, "claims"> & { readonly renews: string | undefined },
  token: { readonly hash: string; readonly boundTo: string },
): void {
  const now = session.clock();
  const { type, format, role, validFor, copies } = origin.row;
  const row: OfferRow = {
    type,
    format,
    claims: next.claims,
    ...(role === undefined ? {} : { role }),
    ...(validFor === undefined ? {} : { validFor }),
    ...(copies === undefined ? {} : { copies }),
    made: now,
    expires: now + OPEN_FOR,
    state: "collecting",
    code: toBase64Url(session.random(32)),
    misses: 0,
    token: token.hash,
    boundTo: token.boundTo,
    origin: origin.id,
    ...(next.renews === undefined ? {} : { renews: next.renews }),
  };
  session.store.offers.put(newRowId(session), row, { expected: 0 });
}
