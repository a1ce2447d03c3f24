import type { Session } from "../session.ts";

/** What is carried to the registry just now, of one kind: whoever asks meanwhile waits with the others. */
export class UnderWay<T> {
  readonly #bySession = new WeakMap<Session, Map<string, Promise<T>>>();

  /** What work with this id, begun now or before, comes to. */
  async join(session: Session, id: string, work: () => Promise<T>): Promise<T> {
    const known = this.#bySession.get(session) ?? new Map<string, Promise<T>>();
    this.#bySession.set(session, known);
    const begun = known.get(id);
    if (begun !== undefined) return await begun;
    const mine = work().finally(() => known.delete(id));
    known.set(id, mine);
    return await mine;
  }
}
