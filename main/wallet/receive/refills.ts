import type { HeldCopiesView } from "../../../src/contract/copies-views.ts";
import { lastToEnd, viewCopies } from "../copies/held-copies.ts";
import type { HeldRow, RenewalRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { isTriedOfLate } from "./renewals.ts";

/** Seconds before the end of the last copies from which more are asked for, at the most: a batch waits for others. */
const MOST = 90 * 86_400;

/** Whether more copies can be had by the network, and how far that is. */
export function refillOf({ store }: Session, id: string): Pick<HeldCopiesView, "refill" | "refillSince"> {
  const asked = store.receiving.list().find(({ value }) => value.renews === id)?.value;
  if (asked !== undefined) {
    const isWaiting = asked.awaited.some(({ arrived }) => arrived === undefined);
    return { refill: isWaiting ? "waiting" : "arrived", refillSince: asked.made };
  }
  return store.renewals.get(id) === undefined ? {} : { refill: "possible" };
}

/** Whether it is time to ask for more: few are left, or those that end last have lived half their life. */
export function isRefillDue(session: Session, row: HeldRow, renewal: RenewalRow): boolean {
  const now = session.clock();
  if (row.copies === undefined || renewal.refused === true || isTriedOfLate(renewal, now)) return false;
  const last = lastToEnd(session, row);
  if (last === undefined) return true;
  const { warn } = viewCopies(session, row, row.copies);
  const isFew = warn.includes("none") || warn.includes("few");
  return isFew || now >= last.expires - Math.min(MOST, (last.expires - last.kept) / 2);
}

/** Why none came, until some do. */
export function noteFailed(session: Session, id: string, code: string): void {
  const row = session.store.held.get(id);
  if (row?.copies === undefined) return;
  const failed = { at: session.clock(), code };
  session.store.held.put(id, { ...row, copies: { ...row.copies, failed } });
}
