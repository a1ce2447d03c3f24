/** Rows in a page. Pages keep a growing table from ever being copied. */
const ROWS = 1024;
const SHIFT = 10;

/** Rows of so many uint32 each, by number. */
export class WordPages {
  readonly #width: number;
  readonly #pages: Uint32Array[] = [];

  constructor(width: number) {
    this.#width = width;
  }

  /** The page that holds a row; made, zeroed, when it is first asked for. */
  page(row: number): Uint32Array {
    const number = row >>> SHIFT;
    while (number >= this.#pages.length) this.#pages.push(new Uint32Array(ROWS * this.#width));
    return this.#pages[number] as Uint32Array;
  }

  /** Where in its page a row begins. */
  at(row: number): number {
    return (row & (ROWS - 1)) * this.#width;
  }
}

/** As `WordPages`, of numbers of any size. */
export class NumberPages {
  readonly #width: number;
  readonly #pages: Float64Array[] = [];

  constructor(width: number) {
    this.#width = width;
  }

  page(row: number): Float64Array {
    const number = row >>> SHIFT;
    while (number >= this.#pages.length) this.#pages.push(new Float64Array(ROWS * this.#width));
    return this.#pages[number] as Float64Array;
  }

  at(row: number): number {
    return (row & (ROWS - 1)) * this.#width;
  }
}
