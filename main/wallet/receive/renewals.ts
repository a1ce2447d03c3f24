import type { Access } from "../../openid4vci/access.ts";
import type { AwaitedRow, RenewalRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { type Exchange, forgetTokenKey } from "./exchange.ts";

/** Seconds before its end from which the next one is asked for, at the most; and as a part of its life. */
const SOON = 60 * 86_400;
const PART = 1 / 3;
/** Seconds between two tries by the program itself. */
const BETWEEN = 86_400;

/** From when the next of a credential is asked for: in the last third of its life, at most 60 days before its end. POSIX seconds. */
export function renewableFrom(issued: number, expires: number): number {
  return Math.ceil(expires - Math.min(SOON, (expires - issued) * PART));
}

/** The program asks once a day by itself. */
export function isTriedOfLate({ tried }: Pick<RenewalRow, "tried">, now: number): boolean {
  return tried !== undefined && now < tried + BETWEEN;
}

export function isRenewalDue(
  { tried, refused = false }: Pick<RenewalRow, "tried" | "refused">,
  life: { readonly issued: number; readonly expires: number },
  now: number,
): boolean {
  return !refused && !isTriedOfLate({ tried }, now) && now >= renewableFrom(life.issued, life.expires);
}

/** Nothing more can be fetched by it. */
export function dropRenewal(session: Session, credential: string): void {
  const row = session.store.renewals.get(credential);
  if (row === undefined) return;
  session.store.renewals.delete(credential);
  forgetTokenKey(session, row.dpop);
}

/** Keeps the token for what comes after a credential, and ends what that one took the place of. In a transaction. */
export function keepRenewal(
  session: Session,
  { row }: Exchange,
  configuration: AwaitedRow["configuration"],
  credential: string,
): void {
  const { access, renews } = row;
  const { refresh, server } = (access ?? {}) as Partial<Access>;
  if (refresh !== undefined && server !== undefined) {
    const { issuer, names, metadata, dpop } = row;
    session.store.renewals.put(credential, {
      issuer,
      names,
      metadata,
      configuration,
      dpop,
      refresh,
      server,
    });
  }
  // More copies of one that goes on.
  if (renews === undefined || renews === credential) return;
  dropRenewal(session, renews);
  const old = session.store.outside.get(renews);
  // One of the registry's own stays and says what took its place; of others nobody would say so.
  if (old === undefined) return;
  session.store.outside.delete(renews);
  for (const key of [old.holder, ...old.copies.map(({ holder }) => holder)]) session.keyring.deleteKey(key);
}

/** The person did not want what came. In a transaction. */
export function refuseRenewal(session: Session, { row }: Exchange): void {
  const known = row.renews === undefined ? undefined : session.store.renewals.get(row.renews);
  if (known !== undefined && row.renews !== undefined) {
    session.store.renewals.put(row.renews, { ...known, refused: true });
  }
}
