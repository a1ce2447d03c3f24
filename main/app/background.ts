import type { RegisterRowView } from "../../src/contract/views.ts";
import type { OpenProfile } from "./open-profile.ts";

/** Milliseconds between two rounds: one's own registry, and one's own sample where another role just acted. */
const OWN = 60_000;
const SAMPLE = 5_000;
const MOST_ROWS = 200;

export interface BackgroundOptions {
  readonly profiles: () => readonly OpenProfile[];
  /** Brings a profile up to date as `registry.sync` does, and tells of it. */
  readonly sync: (profile: OpenProfile) => Promise<void>;
  readonly onRow: (profile: OpenProfile, row: RegisterRowView) => void;
}

/** Keeps open wallets in step with their registries, and carries an office's rows on to their seal. */
export class Background {
  readonly #options: BackgroundOptions;
  readonly #timers: readonly NodeJS.Timeout[];
  readonly #busy = new WeakMap<OpenProfile, Promise<void>>();

  constructor(options: BackgroundOptions) {
    this.#options = options;
    const every = (milliseconds: number, isSample: boolean): NodeJS.Timeout =>
      setInterval(() => {
        for (const profile of options.profiles()) if (profile.isSample === isSample) this.visit(profile);
      }, milliseconds).unref();
    this.#timers = [every(OWN, false), every(SAMPLE, true)];
  }

  /** Now rather than at the next round; one visit to a profile at a time. */
  visit(profile: OpenProfile): void {
    if (this.#busy.has(profile)) return;
    const work = this.#visit(profile)
      // A wallet that was locked or closed in between is no failure; a source that is away is told by its state.
      .catch(() => {})
      .finally(() => this.#busy.delete(profile));
    this.#busy.set(profile, work);
  }

  /** Resolves when nothing is under way for it. */
  async idle(profile: OpenProfile): Promise<void> {
    await this.#busy.get(profile);
  }

  async #visit(profile: OpenProfile): Promise<void> {
    const { state, office } = await profile.wallet();
    if (state !== "open") return;
    await profile.program.backUpIfDue();
    await this.#options.sync(profile);
    await profile.program.goOn();
    if (office !== undefined) await this.#carryRows(profile);
  }

  async #carryRows(profile: OpenProfile): Promise<void> {
    const asked = { group: "waiting", from: 0, count: MOST_ROWS } as const;
    const waiting = await profile.program.call("office.find", asked);
    if (!waiting.ok) return;
    for (const { commitment, state } of waiting.value.rows) {
      const carried = await profile.program.call("office.refresh", { commitment });
      if (!carried.ok) return;
      const { row } = carried.value;
      if (row.state !== state) this.#options.onRow(profile, row);
    }
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }
}
