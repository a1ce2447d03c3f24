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

/** The block times around `time` at which one of the spans that count then goes on to count; none if none does. */
export function windowAt(spans: readonly Span[], time: number): Pick<Span, "from" | "to"> | undefined {
  const span = spans.find((each) => countsAt(each, time));
  if (span === undefined) return undefined;
  const { from, to, distrusted = Number.POSITIVE_INFINITY } = span;
  return { from, to: Math.min(to, distrusted - 1) };
}
