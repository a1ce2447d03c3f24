import type { ChromiumHost } from "../../../main/host/chromium/chromium-host.ts";
import type { Dispatch } from "../../../main/app/host.ts";
import type { CallName, ValueOf } from "../../../src/contract/contract.ts";
import type { AnyEvent, ProgressView } from "../../../src/contract/events.ts";

/** Ends when a person elsewhere is done: a page that waits for it stands still. */
const WAITS_FOR_SOMEBODY = new Set<unknown>(["receive.finish"]);

/**
 * What main is to answer instead, by call: what the program itself answers becomes that. One that takes
 * nothing also stands for a refusal.
 */
export type Instead = { readonly [Name in CallName]?: (value: ValueOf<Name>) => ValueOf<Name> };

/** Counts what the page asks of main, beside what its bridge sends by itself. */
export class Calls {
  count = 0;
  /** Not answered yet. */
  pending = 0;
  #instead: Instead = {};
  #host: ChromiumHost | undefined;
  #work: ProgressView | undefined;

  /** Answers that are another until the next ones are set: what is over before anybody could look at it. */
  answer(instead: Instead): void {
    this.#instead = instead;
    if (this.#work !== undefined) this.#tell({ ...this.#work, done: this.#work.total });
    this.#work = undefined;
  }

  /** A long work that stands where it is, until answers are set anew. */
  work(progress: ProgressView): void {
    this.#work = progress;
    this.#tell(progress);
  }

  readonly between = (dispatch: Dispatch, host: ChromiumHost): Dispatch => {
    this.#host = host;
    return async (name, args) => {
      if (name !== "app.touch") this.count++;
      if (WAITS_FOR_SOMEBODY.has(name)) return await dispatch(name, args);
      this.pending++;
      try {
        const answer = await dispatch(name, args);
        const other = this.#instead[name as CallName] as ((value: unknown) => unknown) | undefined;
        if (other === undefined || (!answer.ok && other.length > 0)) return answer;
        return { ok: true, value: other(answer.ok ? answer.value : undefined) };
      } finally {
        this.pending--;
      }
    };
  };

  #tell(payload: ProgressView): void {
    const event: AnyEvent = { name: "progress", payload };
    this.#host?.send(event);
  }
}
