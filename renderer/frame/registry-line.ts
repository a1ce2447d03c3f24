import type { RegistryView } from "../../src/contract/views.ts";

export type RegistryState = "in_step" | "old" | "offline" | "empty" | "alarm";

/** Authorities sign the newest checkpoint again every few minutes; later than this, a copy is behind. */
const IN_STEP_FOR = 3600;

/** In one word, how the copy of the registry stands at `now` (POSIX seconds). */
export function registryState(
  registry: Pick<RegistryView, "age" | "alarm" | "sources">,
  now: number,
): RegistryState {
  if (registry.alarm !== undefined) return "alarm";
  if (registry.age === undefined) return "empty";
  const { sources } = registry;
  if (sources.length > 0 && sources.every(({ state }) => state === "unreachable")) return "offline";
  return now - registry.age.time > IN_STEP_FOR ? "old" : "in_step";
}
