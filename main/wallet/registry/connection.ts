import type { Clock } from "../../doors/clock.ts";
import { FollowError } from "../../follow/error.ts";

/** Seconds after which an old success says nothing about now. */
const FRESH = 600;

/** Remembers whether the sources could be reached lately. */
export class Connection {
  readonly #clock: Clock;
  #reached: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  isOnline(): boolean {
    return this.#reached !== undefined && this.#clock() - this.#reached <= FRESH;
  }

  /** Runs something that uses the network; only what the network did counts. */
  async watch<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      this.#reached = this.#clock();
      return result;
    } catch (error) {
      if (error instanceof FollowError) this.#reached = undefined;
      throw error;
    }
  }
}

/** For what can wait until there is a network. */
export async function ifReached(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof FollowError)) throw error;
  }
}
