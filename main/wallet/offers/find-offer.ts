import type { Session } from "../session.ts";
import type { OfferRow } from "./rows.ts";

/** What a stranger may show: the code of an offer, or the hash of a token that was given for it. */
type Shown = "code" | "token" | "refresh";
const SHOWN: readonly Shown[] = ["code", "token", "refresh"];

type Offers = Pick<Session["store"]["offers"], "each" | "get" | "onWrite">;

export interface FoundOffer {
  readonly id: string;
  readonly row: OfferRow;
}

/**
 * Offers by what a stranger shows. Anybody may show anything as often as they like, so that rows are not
 * opened for it: they are read once, and those that were written since.
 */
export class OfferFinder {
  readonly #offers: Offers;
  readonly #ids = new Map<string, string>();
  readonly #written = new Set<string>();
  #isRead = false;

  constructor(offers: Offers) {
    this.#offers = offers;
    offers.onWrite((id) => void this.#written.add(id));
  }

  #put(id: string, row: OfferRow): void {
    for (const kind of SHOWN) if (row[kind] !== undefined) this.#ids.set(`${kind} ${row[kind]}`, id);
  }

  #read(): void {
    if (!this.#isRead) for (const { id, value } of this.#offers.each()) this.#put(id, value);
    this.#isRead = true;
    for (const id of this.#written) {
      const row = this.#offers.get(id);
      if (row !== undefined) this.#put(id, row);
    }
    this.#written.clear();
  }

  find(kind: Shown, shown: string): FoundOffer | undefined {
    this.#read();
    const id = this.#ids.get(`${kind} ${shown}`);
    const row = id === undefined ? undefined : this.#offers.get(id);
    // What stood there before may be another's, or nobody's, by now.
    return id === undefined || row?.[kind] !== shown ? undefined : { id, row };
  }
}

const finders = new WeakMap<Session, OfferFinder>();

/** Among all that this office ever offered. */
export function findOffer(session: Session, kind: Shown, shown: string): FoundOffer | undefined {
  const known = finders.get(session) ?? new OfferFinder(session.store.offers);
  finders.set(session, known);
  return known.find(kind, shown);
}
