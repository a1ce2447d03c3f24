import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import {
  type BulkCheckView,
  type BulkRowState,
  type BulkRowView,
  type BulkView,
  MOST_FILE,
} from "../../../src/contract/bulk-views.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { writeCsv } from "../../../src/csv/parse.ts";
import { WalletError } from "../error.ts";
import { deliver } from "../office/carry.ts";
import { newRowId } from "../own-office.ts";
import type { BulkJobRow, BulkRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { stateOfRow } from "./row-state.ts";
import { readTable } from "./table.ts";

/** Problems that are shown; the rest is counted. */
const MOST_PROBLEMS = 200;

export interface OwnRow {
  readonly id: string;
  readonly value: BulkRow;
}

/** Rows of a job in the order of the table. */
export function rowsOf(session: Session, job: string): readonly OwnRow[] {
  const own: OwnRow[] = [];
  for (const { id, value } of session.store.bulkRows.each()) if (value.job === job) own.push({ id, value });
  return own.sort((a, b) => a.value.row - b.value.row);
}

/** Throws `office.none`, `bulk.unknown`. */
export function requireJob(session: Session, id: string): BulkJobRow {
  if (session.settings.office === undefined) throw new WalletError("office.none");
  const job = session.store.bulk.get(id);
  if (job === undefined) throw new WalletError("bulk.unknown");
  return job;
}

/** Jobs that somebody is at, with the word to stop. */
const running = new WeakMap<Session, Map<string, { stop: boolean }>>();

export function runningIn(session: Session): Map<string, { stop: boolean }> {
  const known = running.get(session) ?? new Map<string, { stop: boolean }>();
  running.set(session, known);
  return known;
}

type Count = { [state in BulkRowState]: number };

/** How far the rows of tables are; `only` leaves out all others. Rows are read once for all tables. */
function countRows(session: Session, only?: string): (job: string) => Count {
  const none = (): Count => ({ ready: 0, waiting: 0, signed: 0, sealed: 0, failed: 0 });
  const counts = new Map<string, Count>();
  for (const { value } of session.store.bulkRows.each()) {
    if (only !== undefined && value.job !== only) continue;
    const count = counts.get(value.job) ?? none();
    counts.set(value.job, count);
    count[stateOfRow(session, value).state]++;
  }
  return (job) => counts.get(job) ?? none();
}

export function viewJob(
  session: Session,
  id: string,
  job: BulkJobRow,
  countOf = countRows(session, id),
): BulkView {
  const { name, type, made, total } = job;
  return { id, name, type, made, total, count: countOf(id), isRunning: runningIn(session).has(id) };
}

/** As a dry run. Throws as `readTable`. */
export function checkTable(session: Session, { type, csv }: ParsedArgsOf<"bulk.check">): BulkCheckView {
  const table = readTable(session, type, csv);
  return {
    rows: table.rows,
    ready: table.ready.length,
    known: table.known,
    jobs: table.jobs,
    problems: table.problems.slice(0, MOST_PROBLEMS),
    wrong: new Set(table.problems.map(({ row }) => row)).size,
    approvals: table.type.approvals,
  };
}

/** A row that failed is taken up by another table. */
function leaveJob({ store }: Session, id: string): void {
  const job = store.bulk.get(id);
  if (job !== undefined) store.bulk.put(id, { ...job, total: job.total - 1 });
}

/** Throws as `readTable`, `bulk.problems` where a row is wrong, `bulk.nothing` where all are known. */
export function beginJob(session: Session, wanted: ParsedArgsOf<"bulk.begin">): BulkView {
  const { type, csv, name, validFor } = wanted;
  const table = readTable(session, type, csv);
  if (table.problems.length > 0) throw new WalletError("bulk.problems");
  if (table.ready.length === 0) throw new WalletError("bulk.nothing");
  const id = newRowId(session);
  const job: BulkJobRow = {
    name,
    type,
    made: session.clock(),
    total: table.ready.length,
    ...(validFor === undefined ? {} : { validFor }),
  };
  const { bulk, bulkRows } = session.store;
  session.vault.transaction(() => {
    bulk.put(id, job, { expected: 0 });
    for (const { id: at, ...row } of table.ready) {
      const failed = bulkRows.entry(at);
      if (failed !== undefined) leaveJob(session, failed.value.job);
      bulkRows.put(at, { job: id, ...row }, { expected: failed?.version ?? 0 });
    }
  });
  return viewJob(session, id, job);
}

/** Newest first. Throws `office.none`. */
export function listJobs(session: Session): readonly BulkView[] {
  if (session.settings.office === undefined) throw new WalletError("office.none");
  const countOf = countRows(session);
  return session.store.bulk
    .list()
    .toSorted((a, b) => b.value.made - a.value.made || (a.id < b.id ? -1 : 1))
    .map(({ id, value }) => viewJob(session, id, value, countOf));
}

/** Throws `office.none`, `bulk.unknown`. */
export function listRows(session: Session, asked: ParsedArgsOf<"bulk.rows">): readonly BulkRowView[] {
  requireJob(session, asked.id);
  const rows = rowsOf(session, asked.id).map(({ value }) => ({ value, ...stateOfRow(session, value) }));
  return rows
    .sort((a, b) => Number(b.state === "failed") - Number(a.state === "failed"))
    .slice(asked.from, asked.from + asked.count)
    .map(({ value, ...how }) => ({
      row: value.row,
      key: value.key,
      ...how,
      ...(value.commitment === undefined ? {} : { commitment: value.commitment }),
    }));
}

/** Stops it after the rows that are under way. Throws `office.none`, `bulk.unknown`. */
export function pauseJob(session: Session, id: string): BulkView {
  const job = requireJob(session, id);
  const turn = runningIn(session).get(id);
  if (turn !== undefined) turn.stop = true;
  return viewJob(session, id, job);
}

/** What is sealed, as a table that a file has room for. Throws `office.none`, `bulk.unknown`. */
export async function deliveriesOf(
  session: Session,
  { id, from = 0 }: ParsedArgsOf<"bulk.deliveries">,
  room = MOST_FILE,
): Promise<{ readonly csv: string; readonly next?: number }> {
  requireJob(session, id);
  const lines: string[][] = [["key", "commitment", "delivery"]];
  let left = room;
  for (const [at, { value }] of rowsOf(session, id).entries()) {
    if (at < from || value.commitment === undefined) continue;
    const issued = session.store.issued.get(value.commitment);
    const delivery = issued === undefined ? undefined : (await deliver(session, issued)).delivery;
    if (delivery === undefined) continue;
    const line = [value.key, value.commitment, delivery];
    left -= utf8(writeCsv([line])).length;
    if (left < 0 && lines.length > 1) return { csv: writeCsv(lines), next: at };
    lines.push(line);
  }
  return { csv: writeCsv(lines) };
}
