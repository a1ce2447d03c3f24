import type { Span } from "../chain/state/records.ts";
import { countsAt } from "../chain/state/span.ts";

/** Why a key or right does not count at a time. */
export type SpanFault = "not_active" | "distrusted";

/** Over the spans of one key or right: undefined when one of them counts at `time` (POSIX seconds). */
export function spanFault(spans: readonly Span[], time: number): SpanFault | undefined {
  let fault: SpanFault = "not_active";
  for (const span of spans) {
    if (countsAt(span, time)) return undefined;
    if (span.distrusted !== undefined && time >= span.distrusted) fault = "distrusted";
  }
  return fault;
}
