import { setTimeout as pause } from "node:timers/promises";
import type { Dispatch } from "../../main/app/host.ts";

/**
 * So many milliseconds, at most, an answer to a window is late, each by a chance of its own: what a
 * hurried person, or a test that does not wait for what it goes by, would stumble on is found so. Not
 * set, they come as they come.
 */
const LATE = Number(process.env["SEALFOLIO_LATE"] ?? 0);

export function lateAnswers(dispatch: Dispatch): Dispatch {
  if (!(LATE > 0)) return dispatch;
  return async (name, args) => {
    const answer = await dispatch(name, args);
    await pause(Math.random() * LATE);
    return answer;
  };
}
