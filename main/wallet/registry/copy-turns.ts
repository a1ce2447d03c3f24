/**
 * Keeps following and taking over a file apart, since what is taken over takes the place of the whole
 * copy: blocks followed meanwhile, or an alarm raised, would be gone with the other.
 */
export class CopyTurns {
  /** Never rejects. */
  #taking: Promise<unknown> | undefined;
  readonly #following = new Map<AbortController, Promise<unknown>>();

  /** Runs something that follows sources until its signal. What `take` cuts short is run again after it. */
  async follow<T>(signal: AbortSignal | undefined, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    for (;;) {
      while (this.#taking !== undefined) await this.#taking;
      const stop = new AbortController();
      const following = run(signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]));
      this.#following.set(stop, following);
      try {
        return await following;
      } catch (error) {
        if (!stop.signal.aborted || signal?.aborted === true) throw error;
      } finally {
        this.#following.delete(stop);
      }
    }
  }

  /** Runs what takes a file over, while nothing is followed and nothing else is taken over. */
  async take<T>(run: () => Promise<T>): Promise<T> {
    while (this.#taking !== undefined) await this.#taking;
    const taken = this.#alone(run);
    this.#taking = Promise.allSettled([taken]);
    try {
      return await taken;
    } finally {
      this.#taking = undefined;
    }
  }

  async #alone<T>(run: () => Promise<T>): Promise<T> {
    const following = [...this.#following.values()];
    for (const stop of this.#following.keys()) stop.abort();
    await Promise.allSettled(following);
    return await run();
  }
}
