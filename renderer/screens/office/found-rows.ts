import type { ArgsOf, AnswerOf } from "../../../src/contract/contract.ts";
import type { FoundView } from "../../../src/contract/office-views.ts";
import type { RegisterRowView } from "../../../src/contract/views.ts";

/** What is looked for; where in it one looks is the rows' own affair. */
export type RegisterAsked = Omit<ArgsOf<"office.find">, "from" | "count">;

type Ask = (args: ArgsOf<"office.find">) => Promise<AnswerOf<"office.find">>;

/** Rows that one question brings, and how many of such pages are kept. */
export const PAGE_ROWS = 50;
const MAX_PAGES = 40;

/**
 * The rows of one search, fetched where they are looked at: as many as there may be, only some pages are
 * held. One question is under way at a time, and the place looked at last is asked about first.
 */
export class FoundRows {
  readonly #asked: RegisterAsked;
  readonly #ask: Ask;
  readonly #onChange: () => void;
  /** By page number, the page read longest ago first. */
  readonly #pages = new Map<number, readonly RegisterRowView[]>();
  /** Read before something changed: shown until they are read again. */
  readonly #stale = new Set<number>();
  #wanted: number[] = [];
  #isAsking = false;
  #isLeft = false;
  #head: Omit<FoundView, "rows"> | undefined;
  #code: string | undefined;

  constructor(asked: RegisterAsked, ask: Ask, onChange: () => void) {
    this.#asked = asked;
    this.#ask = ask;
    this.#onChange = onChange;
    this.#want(0);
  }

  /** How many there are; undefined before the first answer. */
  get head(): Omit<FoundView, "rows"> | undefined {
    return this.#head;
  }

  get code(): string | undefined {
    return this.#code;
  }

  /** Undefined while it is fetched. */
  rowAt(index: number): RegisterRowView | undefined {
    const page = Math.floor(index / PAGE_ROWS);
    if (!this.#pages.has(page) || this.#stale.has(page)) this.#want(page);
    return this.#pages.get(page)?.[index % PAGE_ROWS];
  }

  /** Something changed: what is looked at is read again. */
  refresh(): void {
    for (const page of this.#pages.keys()) this.#stale.add(page);
    this.#onChange();
    this.#want(0);
  }

  /** Nobody looks at it any more. */
  leave(): void {
    this.#isLeft = true;
  }

  #want(page: number): void {
    if (this.#wanted.at(-1) !== page) this.#wanted = [...this.#wanted.filter((each) => each !== page), page];
    if (!this.#isAsking) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isAsking = true;
    // What is drawn in one go is asked for in one go.
    await Promise.resolve();
    for (let page = this.#wanted.pop(); page !== undefined && !this.#isLeft; page = this.#wanted.pop()) {
      // Places that were only passed on the way are not worth a question.
      this.#wanted = this.#wanted.slice(-1);
      await this.#read(page);
    }
    this.#isAsking = false;
  }

  async #read(page: number): Promise<void> {
    const answer = await this.#ask({ ...this.#asked, from: page * PAGE_ROWS, count: PAGE_ROWS });
    if (this.#isLeft) return;
    this.#stale.delete(page);
    this.#code = answer.ok ? undefined : answer.code;
    if (answer.ok) {
      const { rows, ...head } = answer.value;
      this.#head = head;
      this.#pages.delete(page);
      this.#pages.set(page, rows);
      const [oldest] = this.#pages.keys();
      if (this.#pages.size > MAX_PAGES && oldest !== undefined) this.#pages.delete(oldest);
    } else {
      this.#wanted = [];
    }
    this.#onChange();
  }
}
