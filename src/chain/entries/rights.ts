import { ok, refuse, type Result } from "../../result.ts";
import type { Span } from "../state/records.ts";
import { overlap } from "../state/span.ts";
import type { ViolationCode } from "./kinds/violation.ts";

/** Most rows of one sort in an office's record, which is proven and sent whole. */
const MAX_ROWS = 1024;

/**
 * Adds keys or rights: those of one name may follow, never overlap each other. Rows stay in the
 * order they came.
 */
export function addSpans<Row extends Span>(
  rows: readonly Row[],
  added: readonly Row[],
  name: (row: Row) => string,
): Result<readonly Row[], ViolationCode> {
  const all = [...rows];
  for (const row of added) {
    if (all.some((other) => name(other) === name(row) && overlap(other, row))) {
      return refuse("right.overlap");
    }
    all.push(row);
  }
  return all.length > MAX_ROWS ? refuse("office.too_many") : ok(all);
}

/** An end set earlier, or trust withdrawn from a time on; neither may ever move to a later time. */
export interface Ending {
  readonly to: number;
  readonly distrusted?: number;
}

/**
 * Ends the row of that name, the one with the latest start where there are several. Throws nothing;
 * refuses `missing` when there is no such row, `span.later` unless something moves earlier.
 */
export function endSpan<Row extends Span>(
  rows: readonly Row[],
  matches: (row: Row) => boolean,
  ending: Ending,
  missing: ViolationCode,
): Result<readonly Row[], ViolationCode> {
  let found: Row | undefined;
  for (const row of rows) {
    if (matches(row) && (found === undefined || row.from > found.from)) found = row;
  }
  if (found === undefined) return refuse(missing);
  const { to, distrusted = found.distrusted } = ending;
  const old = found.distrusted ?? Number.POSITIVE_INFINITY;
  if (to > found.to || (distrusted ?? Number.POSITIVE_INFINITY) > old) return refuse("span.later");
  if (to === found.to && distrusted === found.distrusted) return refuse("span.later");
  const ended = { ...found, to, ...(distrusted === undefined ? {} : { distrusted }) };
  return ok(rows.map((row) => (row === found ? ended : row)));
}
