import { HashNumbers } from "./hash-numbers.ts";
import { Names } from "./names.ts";
import { NumberPages } from "./pages.ts";
import type { DepositRecord } from "./records.ts";

// Numbers of a row.
const OFFICE = 0;
const TIME = 1;
const LEAF = 2;
const NUMBERS = 3;

/** Deposits by digest. */
export class DepositTable {
  readonly #digests = new HashNumbers();
  readonly #rows = new NumberPages(NUMBERS);
  readonly #offices = new Names();

  get(digest: string): DepositRecord | undefined {
    const number = this.#digests.find(digest);
    if (number < 0) return undefined;
    const page = this.#rows.page(number);
    const at = this.#rows.at(number);
    return {
      digest,
      office: this.#offices.text(page[at + OFFICE] as number),
      time: page[at + TIME] as number,
      leaf: page[at + LEAF] as number,
    };
  }

  set({ digest, office, time, leaf }: DepositRecord): void {
    const number = this.#digests.add(digest);
    const page = this.#rows.page(number);
    page.set([this.#offices.number(office), time, leaf], this.#rows.at(number));
  }
}
