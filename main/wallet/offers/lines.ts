import { STATUS, type Status } from "../../../src/chain/state/records.ts";
import type { State } from "../../../src/chain/state/state.ts";
import type { IssuedCopiesRow } from "../copies-rows.ts";
import type { Session } from "../session.ts";

/** How the copies of one holder in one batch stand: all of them go the same way, so any of them tells it. */
export function statusOf(state: State | undefined, office: string, { copies }: IssuedCopiesRow): Status {
  const place = Math.min(...copies.map(({ index }) => index));
  return state?.copy(office, place)?.status ?? STATUS.valid;
}

export interface LineRow {
  readonly certificate: string;
  readonly row: IssuedCopiesRow;
  /** When its batch was signed. */
  readonly made: number;
}

/** All sealed copies that one holder collected by OpenID4VCI, newest batch first. */
export function lineOf({ store }: Pick<Session, "store">, line: string): readonly LineRow[] {
  return store.copies
    .list()
    .flatMap(({ id: certificate, value: row }) => {
      const batch = row.line === line ? store.batches.get(row.batch) : undefined;
      return batch?.state === "sealed" ? [{ certificate, row, made: batch.made }] : [];
    })
    .toSorted((a, b) => b.made - a.made);
}

/**
 * Whether more copies are issued to whoever collected these: `ended` for good where some of them were
 * withdrawn, `stopped` while some are suspended.
 */
export function standingOf(
  { state }: Pick<Session["registry"], "state">,
  office: string,
  line: readonly LineRow[],
): "good" | "stopped" | "ended" {
  const all = line.map(({ row }) => statusOf(state, office, row));
  if (all.some((one) => one === STATUS.invalid || one === STATUS.replaced)) return "ended";
  return all.includes(STATUS.suspended) ? "stopped" : "good";
}
