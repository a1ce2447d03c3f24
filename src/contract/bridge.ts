import type { Result } from "../result.ts";

/**
 * All that a host puts into the page, as `window.sealfolio`: one way in, one way out. Names and values
 * are checked on the other side; nothing here is trusted by main.
 */
export interface Bridge {
  readonly call: (name: string, args: unknown) => Promise<Result<unknown, string>>;
  /** Hears every event (src/contract/events.ts) until the returned function is called. */
  readonly on: (
    listener: (event: { readonly name: string; readonly payload: unknown }) => void,
  ) => () => void;
}
