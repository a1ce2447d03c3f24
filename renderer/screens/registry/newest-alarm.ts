import type { FindingView, RegistryView } from "../../../src/contract/views.ts";

/** Somebody was merely not there; that is told in the list. */
const HARMLESS = new Set([
  "source.unreachable",
  "source.timeout",
  "source.busy",
  "source.missing",
  "source.stale",
]);
const RECENT = 86_400;

/** Code of what a person should hear of first at `now`: an alarm, else the newest thing that was not in order. */
export function newestAlarm(
  { alarm, findings }: Pick<RegistryView, "alarm" | "findings">,
  now: number,
): { readonly code: string; readonly tone: "bad" | "warn" } | undefined {
  if (alarm !== undefined) return { code: alarm, tone: "bad" };
  const isGrave = ({ code, at }: FindingView): boolean => !HARMLESS.has(code) && now - at < RECENT;
  const newest = findings.filter(isGrave).sort((a, b) => b.at - a.at)[0];
  return newest === undefined ? undefined : { code: newest.code, tone: "warn" };
}
