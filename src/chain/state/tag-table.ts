import type { HashNumbers } from "./hash-numbers.ts";
import { innerMap } from "./inner-map.ts";
import { Names } from "./names.ts";
import { WordPages } from "./pages.ts";

// Words of a row: the type, 0 before there is one; the holder's number plus one, 0 while nobody has the tag.
const TYPE = 0;
const HOLDER = 1;
const WORDS = 2;

/** Unique tags of all types and who holds each. */
export class TagTable {
  readonly #commitments: HashNumbers;
  readonly #tags: HashNumbers;
  readonly #rows = new WordPages(WORDS);
  readonly #types = new Names();
  readonly #counts = new Map<string, Map<number, number>>();
  /** Holder by tag and type, where another type had the same tag first. */
  readonly #shared = new Map<string, Map<string, string>>();

  /** Numbers of commitments and tags may be shared with other tables. */
  constructor(commitments: HashNumbers, tags: HashNumbers) {
    this.#commitments = commitments;
    this.#tags = tags;
  }

  holder(type: string, tag: string): string | undefined {
    const number = this.#tags.find(tag);
    if (number < 0) return undefined;
    const page = this.#rows.page(number);
    const at = this.#rows.at(number);
    if (page[at + TYPE] !== this.#types.find(type)) return this.#shared.get(tag)?.get(type);
    const holder = page[at + HOLDER] as number;
    return holder === 0 ? undefined : this.#commitments.text(holder - 1);
  }

  /** How many tags of a key epoch are held within the type. */
  count(type: string, epoch: number): number {
    return this.#counts.get(type)?.get(epoch) ?? 0;
  }

  set(type: string, tag: string, epoch: number, holder: string | undefined): void {
    const number = this.#tags.add(tag);
    const page = this.#rows.page(number);
    const at = this.#rows.at(number);
    const kind = this.#types.number(type);
    if (page[at + TYPE] === 0) page[at + TYPE] = kind;
    if (page[at + TYPE] === kind)
      page[at + HOLDER] = holder === undefined ? 0 : this.#commitments.add(holder) + 1;
    else if (holder === undefined) innerMap(this.#shared, tag).delete(type);
    else innerMap(this.#shared, tag).set(type, holder);
    const counts = innerMap(this.#counts, type);
    counts.set(epoch, this.count(type, epoch) + (holder === undefined ? -1 : 1));
  }
}
