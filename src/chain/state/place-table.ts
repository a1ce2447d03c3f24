/** Places in a page; offices draw them from few more than they need, so a page is half full. */
const PLACES = 256;

/** One office's list. */
type Pages = Map<number, Uint32Array>;

/** A number for each place of each office's status list, where one was set. */
export class PlaceTable {
  readonly #offices = new Map<string, Pages>();

  get(office: string, index: number): number | undefined {
    const page = this.#offices.get(office)?.get(Math.floor(index / PLACES));
    const held = page?.[index % PLACES] ?? 0;
    return held === 0 ? undefined : held - 1;
  }

  set(office: string, index: number, number: number): void {
    let pages = this.#offices.get(office);
    if (pages === undefined) this.#offices.set(office, (pages = new Map()));
    const at = Math.floor(index / PLACES);
    let page = pages.get(at);
    if (page === undefined) pages.set(at, (page = new Uint32Array(PLACES)));
    page[index % PLACES] = number + 1;
  }
}
