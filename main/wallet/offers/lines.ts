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

interface Rows {
  readonly store: Pick<Session["store"], "copies" | "batches">;
}

/** All sealed copies of every holder who collects them by OpenID4VCI, newest batch first; read once for all. */
export function linesOf({ store }: Rows): (line: string) => readonly LineRow[] {
  const batches = new Map(store.batches.list().map(({ id, value }) => [id, value]));
  const lines = new Map<string, LineRow[]>();
  for (const { id: certificate, value: row } of store.copies.each()) {
    const batch = batches.get(row.batch);
    if (row.line === undefined || batch?.state !== "sealed") continue;
    const known = lines.get(row.line) ?? [];
    lines.set(row.line, known);
    known.push({ certificate, row, made: batch.made });
  }
  for (const rows of lines.values()) rows.sort((a, b) => b.made - a.made);
  return (line) => lines.get(line) ?? [];
}

/** The same of one holder. */
export function lineOf(session: Rows, line: string): readonly LineRow[] {
  return linesOf(session)(line);
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
