import { CodedError } from "../../../src/error.ts";
import type { Clock } from "../../doors/clock.ts";
import { type FindingCode, FollowError, SourceError } from "../error.ts";
import type { Journal } from "../journal.ts";
import type { Source } from "./source.ts";

interface Health {
  failures: number;
  /** Not asked before this time (POSIX seconds) while another one may serve. */
  restUntil: number;
  /** Of its last answer. */
  milliseconds: number;
  lastCode: FindingCode | undefined;
}

export interface SourceHealth {
  readonly source: Source;
  /** `marked`: what it gave did not fit. */
  readonly state: "good" | "marked" | "unreachable" | "unused";
}

// Seconds of rest after a first failure, doubled by each further one, up to the second number.
const REST_AFTER_SILENCE = [5, 600] as const;
const REST_AFTER_MISFIT = [60, 3600] as const;

const SILENT: ReadonlySet<FindingCode> = new Set(["source.unreachable", "source.timeout", "source.busy"]);
/** Says nothing against a source: it may only be behind. */
const HARMLESS: ReadonlySet<FindingCode> = new Set(["source.missing", "source.stale"]);

/**
 * Several sources, none of them trusted. Each question goes to the healthiest first; an answer that
 * does not fit marks its source and the next one is asked.
 */
export class SourcePool {
  readonly sources: readonly Source[];
  readonly #clock: Clock;
  readonly #journal: Journal;
  readonly #graceMs: number;
  readonly #health = new Map<Source, Health>();

  /** `graceMs`: how long one good answer waits for the other sources' where all are asked. */
  constructor(sources: readonly Source[], journal: Journal, clock: Clock, graceMs = 3000) {
    this.sources = [...sources];
    this.#graceMs = graceMs;
    this.#journal = journal;
    this.#clock = clock;
  }

  /** The same sources, one of them first. */
  #order(first: Source | undefined): readonly Source[] {
    const now = this.#clock();
    const rank = (source: Source): readonly number[] => {
      const health = this.#health.get(source);
      const resting = health !== undefined && health.restUntil > now;
      return [resting ? 1 : 0, source === first ? 0 : 1, health?.failures ?? 0, health?.milliseconds ?? 0];
    };
    const ranked = this.sources.map((source) => ({ source, rank: rank(source) }));
    ranked.sort((a, b) => {
      const at = a.rank.findIndex((value, i) => value !== b.rank[i]);
      return at < 0 ? 0 : (a.rank[at] as number) - (b.rank[at] as number);
    });
    return ranked.map(({ source }) => source);
  }

  health(): readonly SourceHealth[] {
    return this.sources.map((source) => {
      const health = this.#health.get(source);
      if (health === undefined) return { source, state: "unused" };
      if (health.lastCode === undefined) return { source, state: "good" };
      return { source, state: SILENT.has(health.lastCode) ? "unreachable" : "marked" };
    });
  }

  /** Records what a source did and, unless it is harmless, asks it last for a while. */
  mark(source: Source, code: FindingCode, place: string): void {
    // A source that is behind has not got the newest tiles either; that alone is not worth a line.
    if (code !== "source.missing")
      this.#journal.report({ source: source.name, code, place, at: this.#clock() });
    if (HARMLESS.has(code)) return;
    const failures = (this.#health.get(source)?.failures ?? 0) + 1;
    const [first, most] = SILENT.has(code) ? REST_AFTER_SILENCE : REST_AFTER_MISFIT;
    const rest = Math.min(most, first * 2 ** (failures - 1));
    this.#health.set(source, {
      failures,
      restUntil: this.#clock() + rest,
      milliseconds: this.#health.get(source)?.milliseconds ?? 0,
      lastCode: code,
    });
  }

  #wellServed(source: Source, milliseconds: number): void {
    const health = this.#health.get(source);
    // One good answer does not wash off a bad one; only time does.
    if (health !== undefined && health.restUntil > this.#clock()) return;
    this.#health.set(source, { failures: 0, restUntil: 0, milliseconds, lastCode: undefined });
  }

  /**
   * One question to one source; `use` also judges the answer. Its SourceErrors, and any other coded
   * error as `misfit`, mark the source. Undefined if that happened. Throws FollowError.
   */
  async askOne<T>(
    source: Source,
    place: string,
    misfit: FindingCode,
    use: (source: Source) => Promise<T>,
  ): Promise<{ readonly value: T } | undefined> {
    const began = performance.now();
    try {
      const value = await use(source);
      this.#wellServed(source, performance.now() - began);
      return { value };
    } catch (error) {
      if (error instanceof FollowError || !(error instanceof CodedError)) throw error;
      this.mark(source, error instanceof SourceError ? error.code : misfit, place);
      return undefined;
    }
  }

  /**
   * Asks one source after another until an answer fits. Throws `follow.no_source` if none did,
   * `follow.offline` or `follow.cancelled`.
   */
  async ask<T>(
    place: string,
    misfit: FindingCode,
    use: (source: Source) => Promise<T>,
    options: { readonly first?: Source; readonly signal?: AbortSignal | undefined } = {},
  ): Promise<T> {
    for (const source of this.#order(options.first)) {
      if (options.signal?.aborted === true) throw new FollowError("follow.cancelled");
      const answer = await this.askOne(source, place, misfit, use);
      if (answer !== undefined) return answer.value;
    }
    throw new FollowError("follow.no_source");
  }

  /**
   * Asks all at once. Waits for every one, but once there is a first good answer no longer than the
   * grace time, so that one slow source cannot hold the others up; who is late then is marked.
   */
  async askAll<T>(
    place: string,
    misfit: FindingCode,
    use: (source: Source, signal: AbortSignal) => Promise<T>,
    outer: AbortSignal | undefined,
  ): Promise<readonly { readonly source: Source; readonly value: T }[]> {
    if (outer?.aborted === true) throw new FollowError("follow.cancelled");
    const found: { source: Source; value: T }[] = [];
    const late = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const signal = AbortSignal.any(outer === undefined ? [late.signal] : [late.signal, outer]);
    const asked = this.sources.map(async (source) => {
      try {
        const answer = await this.askOne(source, place, misfit, () => use(source, signal));
        if (answer === undefined) return;
        found.push({ source, value: answer.value });
        timer ??= setTimeout(() => late.abort(), this.#graceMs);
      } catch (error) {
        const tooLate =
          error instanceof FollowError && error.code === "follow.cancelled" && late.signal.aborted;
        if (!tooLate || outer?.aborted === true) throw error;
        this.mark(source, "source.timeout", place);
      }
    });
    const outcomes = await Promise.allSettled(asked);
    clearTimeout(timer);
    for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
    return found;
  }
}
