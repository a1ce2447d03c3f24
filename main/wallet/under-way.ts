import type { Session } from "./session.ts";

/** Work that somebody began and that is not over: whoever asks for the same meanwhile gets what comes of it. */
export class UnderWay<T> {
  readonly #running = new WeakMap<Session, Map<string, Promise<T>>>();

  async once(session: Session, id: string, begin: () => Promise<T>): Promise<T> {
    const known = this.#running.get(session) ?? new Map<string, Promise<T>>();
    this.#running.set(session, known);
    const before = known.get(id);
    if (before !== undefined) return await before;
    const work = begin().finally(() => known.delete(id));
    known.set(id, work);
    return await work;
  }
}
