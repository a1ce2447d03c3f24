import { toBase64Url } from "../../../src/bytes/base64.ts";
import type { Session } from "../session.ts";
import { newRowId } from "../own-office.ts";
import { TOKEN_SECONDS } from "../../openid4vci/issuer/desk.ts";
import type { OfferRow } from "./rows.ts";

/** From now on this access token stands for an offer, instead of the one before. */
export function giveToken(
  session: Session,
  { id, row }: { readonly id: string; readonly row: OfferRow },
  { hash, boundTo }: { readonly hash: string; readonly boundTo: string },
): void {
  session.store.offers.put(id, { ...row, token: hash, boundTo, until: session.clock() + TOKEN_SECONDS });
}

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
    expires: now + TOKEN_SECONDS,
    state: "collecting",
    code: toBase64Url(session.random(32)),
    misses: 0,
    token: token.hash,
    boundTo: token.boundTo,
    until: now + TOKEN_SECONDS,
    origin: origin.id,
    ...(next.renews === undefined ? {} : { renews: next.renews }),
  };
  session.store.offers.put(newRowId(session), row, { expected: 0 });
}
