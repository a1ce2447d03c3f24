import type { ChromiumHost } from "../../../main/host/chromium/chromium-host.ts";
import type { Dispatch } from "../../../main/app/host.ts";

/** Ends when a person elsewhere is done: a page that waits for it stands still. */
const WAITS_FOR_SOMEBODY = new Set<unknown>(["receive.finish"]);

/** Counts what the page asks of main, beside what its bridge sends by itself. */
export class Calls {
  count = 0;
  /** Not answered yet. */
  pending = 0;
  readonly between = (dispatch: Dispatch, _host: ChromiumHost): Dispatch => {
    return async (name, args) => {
      if (name !== "app.touch") this.count++;
      if (WAITS_FOR_SOMEBODY.has(name)) return await dispatch(name, args);
      this.pending++;
      try {
        return await dispatch(name, args);
      } finally {
        this.pending--;
      }
    };
  };
}
