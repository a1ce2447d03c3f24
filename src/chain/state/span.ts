import type { Span } from "./records.ts";

/**
 * Whether a key or right counts at a block time: `from <= T <= to`, and not distrusted from T or
 * earlier on (docs/registry-format.md, "Kinds").
 */
export function countsAt(span: Span, time: number): boolean {
  if (time < span.from || time > span.to) return false;
  return span.distrusted === undefined || time < span.distrusted;
}

/** Whether two spans share a second. */
export function overlap(a: Span, b: Span): boolean {
  return a.from <= b.to && b.from <= a.to;
}
