/** What a figure must come to: a bound that the value may or may not equal, or none. */
export interface Limit {
  readonly kind: "below" | "at most" | "at least";
  readonly bound: number;
  /** Shown and never missed: the figure proper is for another size. */
  readonly informative?: boolean;
}

/** One measured number; ids, units and limits are those of the design's section "Figures to reach". */
export interface Figure {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  /** In words, as the design says it. */
  readonly limit: string;
  readonly ok: boolean;
}

function isReached(value: number, { kind, bound }: Limit): boolean {
  if (kind === "below") return value < bound;
  return kind === "at most" ? value <= bound : value >= bound;
}

/** A figure judged before it is rounded for showing. */
export function judge(id: string, value: number, unit: string, limit: Limit): Figure {
  const reached = isReached(value, limit);
  const words = Number.isFinite(limit.bound) ? `${limit.kind} ${limit.bound}` : "shown";
  const informative = limit.informative === true;
  return {
    id,
    value: Number(value.toPrecision(4)),
    unit,
    limit: informative && !reached ? `informative (${words})` : words,
    ok: reached || informative,
  };
}

const BOUND = /(?:below|at most|at least) ([0-9.]+)/;

/** In words, also of an informative figure: whether the limit is kept, and if not by how much it is missed. */
function outcomeOf({ value, limit, ok }: Figure): string {
  const bound = Number(BOUND.exec(limit)?.[1] ?? Number.NaN);
  const isMissed = !ok || limit.startsWith("informative");
  if (!isMissed) return "yes";
  const percent = (100 * Math.abs(value - bound)) / bound;
  return `${ok ? "-" : "NO"}, missed by ${Number(percent.toPrecision(3))} %`;
}

const COLUMNS = ["id", "value", "unit", "limit", "ok"] as const;

/** One line for each figure, in columns. */
export function formatTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) =>
    COLUMNS.map((column) => (column === "ok" ? outcomeOf(figure) : String(figure[column]))),
  );
  const table: readonly (readonly string[])[] = [COLUMNS, ...rows];
  const widths = COLUMNS.map((_, i) => Math.max(...table.map((row) => (row[i] as string).length)));
  return table
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] as number))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
