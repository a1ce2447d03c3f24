import type { ChromiumHost } from "../../../main/host/chromium/chromium-host.ts";
import type { Dispatch } from "../../../main/host/host.ts";

/** Counts what the page asks of main, beside what its bridge sends by itself. */
export class Calls {
  count = 0;
  /** Not answered yet. */
  pending = 0;
  readonly between = (dispatch: Dispatch, _host: ChromiumHost): Dispatch => {
    return async (name, args) => {
      if (name !== "app.touch") this.count++;
      this.pending++;
      try {
        return await dispatch(name, args);
      } finally {
        this.pending--;
      }
    };
  };
}
