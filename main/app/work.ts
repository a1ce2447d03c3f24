import type { ProgressView } from "../../src/contract/events.ts";

/** Milliseconds: work that ends sooner is not worth a word, and no more than ten words a second. */
const SILENT = 300;
const BETWEEN = 100;
/** Work of which nothing was heard by then is said to be under way, so that it can be stopped. */
const QUIET = 1_500;
/** A tenth of it must be done before it is said how long the rest will take. */
const EARLY = 10;

/** One long work under way. */
export interface Work {
  readonly signal: AbortSignal;
  tell(progress: { readonly done: number; readonly total: number }): void;
  /** To be called once, however it ended. */
  end(): void;
}

/** Long works: how far they are, and a way to stop them. Milliseconds are monotonic ones. */
export class WorkDesk {
  readonly #emit: (progress: ProgressView) => void;
  readonly #now: () => number;
  readonly #stops = new Map<string, AbortController>();
  #count = 0;

  constructor(emit: (progress: ProgressView) => void, now: () => number = () => performance.now()) {
    this.#emit = emit;
    this.#now = now;
  }

  /** `isHeard`: whether anybody wants to be told just now. Work that is always long is told `atOnce`. */
  begin(
    work: ProgressView["work"],
    {
      isHeard = () => true,
      atOnce = false,
    }: { readonly isHeard?: () => boolean; readonly atOnce?: boolean } = {},
  ): Work {
    const name = `${work}-${++this.#count}`;
    const stop = new AbortController();
    this.#stops.set(name, stop);
    const began = this.#now();
    let told = began - BETWEEN + (atOnce ? 0 : SILENT);
    let last: { readonly done: number; readonly total: number } | undefined;
    const emit = (progress: { readonly done: number; readonly total: number }): void => {
      if (!isHeard()) return;
      last = progress;
      const { done, total } = progress;
      // The first part of a work says little of how long the rest takes.
      const isKnown = done * EARLY > total;
      const left = isKnown ? ((this.#now() - began) / done) * (total - done) : undefined;
      const secondsLeft = left === undefined ? {} : { secondsLeft: Math.max(0, Math.ceil(left / 1000)) };
      this.#emit({ work, done, total, cancel: name, ...secondsLeft });
    };
    const quiet = setTimeout(() => {
      if (last === undefined) emit({ done: 0, total: 0 });
    }, QUIET).unref();
    return {
      signal: stop.signal,
      tell: (progress) => {
        const now = this.#now();
        if (now - told < BETWEEN) return;
        told = now;
        emit(progress);
      },
      end: () => {
        clearTimeout(quiet);
        this.#stops.delete(name);
        if (last === undefined) return;
        // Who was told of it must hear of its end, also of one that came early or was never counted.
        const total = Math.max(1, last.total);
        this.#emit({ work, done: total, total });
      },
    };
  }

  /** Whether there was such a work under way. */
  cancel(name: string): boolean {
    const stop = this.#stops.get(name);
    stop?.abort();
    return stop !== undefined;
  }

  cancelAll(): void {
    for (const stop of this.#stops.values()) stop.abort();
  }
}
