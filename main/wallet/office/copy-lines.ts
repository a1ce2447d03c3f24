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

/** Sealed copies of holders who collect them by OpenID4VCI. */
export interface Lines {
  /** All of one holder, newest batch first. */
  readonly of: (line: string) => readonly LineRow[];
  /** Whose copies in a batch hold a unique tag. */
  readonly holding: (batch: string, tag: string) => string | undefined;
}

/** Read once for everybody. */
export function linesOf({ store }: Rows): Lines {
  const batches = new Map(store.batches.list().map(({ id, value }) => [id, value]));
  const lines = new Map<string, LineRow[]>();
  const byTag = new Map<string, string>();
  for (const { id: certificate, value: row } of store.copies.each()) {
    const batch = batches.get(row.batch);
    if (row.line === undefined || batch?.state !== "sealed") continue;
    const known = lines.get(row.line) ?? [];
    lines.set(row.line, known);
    known.push({ certificate, row, made: batch.made });
    if (row.tag !== undefined) byTag.set(`${row.batch} ${row.tag}`, row.line);
  }
  for (const rows of lines.values()) rows.sort((a, b) => b.made - a.made);
  return {
    of: (line) => lines.get(line) ?? [],
    holding: (batch, tag) => byTag.get(`${batch} ${tag}`),
  };
}

/** The same of one holder. */
export function lineOf(session: Rows, line: string): readonly LineRow[] {
  return linesOf(session).of(line);
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
