import type { P256Jwk } from "../../../src/crypto/p256-jwk.ts";
import type { IssuedAnswer } from "../../openid4vci/issuer/desk.ts";
import { WalletError } from "../error.ts";
import { carryBatchRow, copiesWith } from "../office/carry-batch.ts";
import type { OwnOffice } from "../own-office.ts";
import { giveToken, openFurther } from "./further.ts";
import { noteCollected } from "./noted.ts";
import type { OfferRow } from "./rows.ts";
import type { Session } from "../session.ts";
import { lineOf, standingOf } from "../office/copy-lines.ts";

/** Copies of each holder: as many for all, since a batch has as many of everybody. */
export const COPIES = 8;
/** Seconds after which a wallet asks whether its copies were issued: an officer does that, by hand. */
const INTERVAL = 300;

interface Given {
  readonly id: string;
  readonly row: OfferRow;
}

type WaitingRow = OfferRow & { readonly [name in "copies" | "asked"]: NonNullable<OfferRow[name]> };

/** The offer that a holder's first copies were collected by. */
export function lineIdOf(id: string, { origin }: Pick<OfferRow, "origin">): string {
  return origin ?? id;
}

/** Whether its keys wait for a batch. */
export function isWaiting(row: OfferRow): row is WaitingRow {
  return (
    row.copies !== undefined &&
    row.asked !== undefined &&
    row.commitment === undefined &&
    row.state === "collecting"
  );
}

/**
 * Writes down which keys a holder's copies are for; they wait until an officer issues them with those of
 * others. Asked again it takes the keys that were shown last, as long as nothing is signed.
 */
export function askForCopies(
  session: Session,
  office: OwnOffice,
  id: string,
  holders: readonly P256Jwk[],
): IssuedAnswer {
  return session.vault.transaction(() => {
    const offers = session.store.offers.list();
    const row = offers.find((one) => one.id === id)?.value;
    if (row?.copies !== holders.length || row.commitment !== undefined) return { state: "refused" };
    if (row.state !== "collecting") return { state: "refused" };
    const line = lineOf(session, lineIdOf(id, row));
    if (standingOf(session.registry, office.id, line) !== "good") return { state: "refused" };
    const own = new Set(holders.map(({ x }) => x));
    const isTaken = offers.some(
      ({ id: other, value }) => other !== id && value.asked?.keys.some(({ x }) => own.has(x)) === true,
    );
    if (isTaken) return { state: "unfit" };
    const keys = holders.map(({ kty, crv, x, y }) => ({ kty, crv, x, y }));
    session.store.offers.put(id, { ...row, asked: { at: row.asked?.at ?? session.clock(), keys } });
    session.onChanged("offers");
    return { state: "pending", interval: INTERVAL };
  });
}

/** What became of copies that were asked for. */
export async function progressOfCopies(
  session: Session,
  id: string,
  row: OfferRow,
): Promise<IssuedAnswer | undefined> {
  if (row.asked === undefined) return undefined;
  if (row.state !== "collecting" && row.commitment === undefined) return { state: "refused" };
  const copies = row.commitment === undefined ? undefined : session.store.copies.get(row.commitment);
  if (copies === undefined) return { state: "pending", interval: INTERVAL };
  const known = session.store.batches.get(copies.batch);
  let receipt = known?.receipt;
  if (receipt === undefined) {
    try {
      ({ receipt } = await carryBatchRow(session, copies.batch));
    } catch (error) {
      if (!(error instanceof WalletError) || error.code !== "office.unreachable") throw error;
    }
  }
  if (receipt === undefined) return { state: "pending", interval: INTERVAL };
  noteCollected(session, id);
  return { state: "issued", credentials: copiesWith(receipt, copies) };
}

/**
 * Takes the refresh token of copies: the access token then stands for the copies that this holder waits
 * for, else for further ones. In a transaction of the vault; false where there are to be none any more.
 */
export function takeRefill(
  session: Session,
  office: OwnOffice,
  offers: readonly Given[],
  origin: Given,
  token: { readonly hash: string; readonly boundTo: string },
): boolean {
  const line = lineOf(session, origin.id);
  if (standingOf(session.registry, office.id, line) === "ended") return false;
  const isOwn = ({ id, row }: Given): boolean => lineIdOf(id, row) === origin.id;
  const open = offers.find((one) => isOwn(one) && one.row.state === "collecting");
  if (open !== undefined) {
    giveToken(session, open, token);
    return true;
  }
  const [newest] = line;
  if (newest === undefined || origin.row.copies === undefined) return false;
  openFurther(session, origin, { claims: newest.row.claims, renews: newest.certificate }, token);
  return true;
}
