import { CometError } from "./error.ts";

/** POSIX seconds of the engine's time, rounded down. Throws `comet.request` for one that is none. */
export function secondsOf(time: { readonly seconds: bigint }): number {
  const seconds = Number(time.seconds);
  if (!Number.isSafeInteger(seconds) || seconds < 0) throw new CometError("comet.request");
  return seconds;
}
