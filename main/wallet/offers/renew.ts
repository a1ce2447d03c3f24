import { STATUS, type CredentialRecord, type TypeRecord } from "../../../src/chain/state/records.ts";
import { type OwnOffice, requireOwnOffice } from "../own-office.ts";
import { isUntouched } from "./open.ts";
import type { OfferRow } from "./rows.ts";
import type { Session } from "../session.ts";
import { takeRefill } from "./copies.ts";
import { findOffer } from "./find-offer.ts";
import { giveToken, openFurther } from "./further.ts";

/** The next one is given in the last half of a credential's life, at most so many seconds before its end. */
const MOST = 90 * 86_400;

interface Given {
  readonly id: string;
  readonly row: OfferRow;
}

function offersOf(session: Session): readonly Given[] {
  return session.store.offers.list().map(({ id, value }) => ({ id, row: value }));
}

/** The newest that was issued by an offer and by what was asked for after it. */
function currentOf(session: Session, offers: readonly Given[], origin: Given): string | undefined {
  const after = offers
    .filter(({ row }) => row.origin === origin.id && row.commitment !== undefined)
    .map(({ row }) => row.commitment ?? "")
    .filter((commitment) => session.store.issued.get(commitment)?.state === "sealed")
    .toSorted((a, b) => madeAt(session, b) - madeAt(session, a));
  return after[0] ?? origin.row.commitment;
}

function madeAt(session: Session, commitment: string): number {
  return session.store.issued.get(commitment)?.made ?? 0;
}

function isOwn(origin: Given, { id, row }: Given): boolean {
  return id === origin.id || row.origin === origin.id;
}

/** It was asked for and is not given yet: more of the kind would be a second one. */
function isAwaited(row: OfferRow): boolean {
  return row.state === "collecting" && !isUntouched(row);
}

/** Nobody has to agree to what takes its place. */
function isUnowned({ consent: { mode, parties } }: TypeRecord): boolean {
  return mode === "none" && parties.length === 0;
}

/**
 * Takes the refresh token of something that was collected: the access token then stands for the next one.
 * False for a token that is not known, bound to another key, or of something that counts no more.
 */
export function takeRefresh(
  session: Session,
  hash: string,
  token: { readonly hash: string; readonly boundTo: string },
): boolean {
  const office = requireOwnOffice(session);
  return session.vault.transaction(() => {
    const origin = findOffer(session, "refresh", hash);
    if (origin === undefined || origin.row.refreshBoundTo !== token.boundTo) return false;
    const offers = offersOf(session);
    if (origin.row.copies !== undefined) return takeRefill(session, office, offers, origin, token);
    const waiting = offers.find((one) => isOwn(origin, one) && isAwaited(one.row));
    if (waiting !== undefined) {
      giveToken(session, waiting, token);
      return true;
    }
    const current = currentOf(session, offers, origin);
    const record = current === undefined ? undefined : office.state.credential(current);
    const type = record && office.state.type(record.type);
    if (current === undefined || record?.status !== STATUS.valid) return false;
    if (type === undefined || !isUnowned(type)) return false;
    const open = offers.find(
      ({ row }) => row.origin === origin.id && row.renews === current && row.commitment === undefined,
    );
    if (open !== undefined) {
      // An officer took it back, or it cannot be issued.
      if (open.row.state !== "collecting") return false;
      giveToken(session, open, token);
      return true;
    }
    const claims = session.store.issued.get(current)?.claims ?? origin.row.claims;
    openFurther(session, origin, { claims, renews: current }, token);
    session.onChanged("offers");
    return true;
  });
}

/** What an offer's credential takes the place of, if now is the time for that; `early` before. */
export function replacedBy(
  session: Session,
  office: OwnOffice,
  { renews }: Pick<OfferRow, "renews">,
): CredentialRecord | "early" | undefined {
  const record = renews === undefined ? undefined : office.state.credential(renews);
  if (record === undefined) return undefined;
  const { expires, issued } = record;
  const from = expires - Math.min(MOST, (expires - issued.time) / 2);
  return record.status === STATUS.valid && session.clock() >= from ? record : "early";
}
