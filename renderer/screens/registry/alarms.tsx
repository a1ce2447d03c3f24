import type { FindingView, RegistryView } from "../../../src/contract/views.ts";
import { Failure } from "../../parts/failure.tsx";
import { useNow } from "../../state/use-now.ts";

/** Somebody was merely not there; that is told in the list. */
const HARMLESS = new Set([
  "source.unreachable",
  "source.timeout",
  "source.busy",
  "source.missing",
  "source.stale",
]);
const RECENT = 86_400;

/** What a person should hear of first: an alarm, else the newest thing that was not in order. */
export function Alarms({ registry }: { readonly registry: RegistryView }) {
  const now = useNow();
  const { alarm, findings } = registry;
  if (alarm !== undefined) return <Failure code={alarm} />;
  const isGrave = ({ code, at }: FindingView): boolean => !HARMLESS.has(code) && now - at < RECENT;
  const newest = findings.filter(isGrave).sort((a, b) => b.at - a.at)[0];
  return <Failure code={newest?.code} tone="warn" />;
}
