import type { HashNumbers } from "./hash-numbers.ts";
import { innerMap } from "./inner-map.ts";
import { Names } from "./names.ts";
import { WordPages } from "./pages.ts";

// Words of a row: the type, 0 before there is one; the holder's number plus one, 0 while nobody has the
// tag; the key epoch, 0 where it does not fit.
const TYPE = 0;
const HOLDER = 1;
const EPOCH = 2;
const WORDS = 3;

/** Unique tags of all types and who holds each. */
export class TagTable {
  readonly #commitments: HashNumbers;
  readonly #tags: HashNumbers;
  readonly #rows = new WordPages(WORDS);
  readonly #types = new Names();
  readonly #counts = new Map<string, Map<number, number>>();
  /** By tag and type, where another type had the same tag first. */
  readonly #shared = new Map<string, Map<string, { readonly holder: string; readonly epoch: number }>>();
  /** Epochs beyond 32 bits, by number of the tag. */
  readonly #late = new Map<number, number>();

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
    if (page[at + TYPE] !== this.#types.find(type)) return this.#shared.get(tag)?.get(type)?.holder;
    const holder = page[at + HOLDER] as number;
    return holder === 0 ? undefined : this.#commitments.text(holder - 1);
  }

  /** Under which key epoch the tag is held. */
  epoch(type: string, tag: string): number | undefined {
    const number = this.#tags.find(tag);
    if (number < 0) return undefined;
    const page = this.#rows.page(number);
    const at = this.#rows.at(number);
    if (page[at + TYPE] !== this.#types.find(type)) return this.#shared.get(tag)?.get(type)?.epoch;
    if (page[at + HOLDER] === 0) return undefined;
    const epoch = page[at + EPOCH] as number;
    return epoch === 0 ? this.#late.get(number) : epoch;
  }

  /** As `holder`, of the tag in the eight words from `words[at]` on. */
  isHeld(type: string, words: Uint32Array, at: number): boolean {
    const number = this.#tags.findWords(words, at);
    if (number < 0) return false;
    const page = this.#rows.page(number);
    const row = this.#rows.at(number);
    const kind = page[row + TYPE] as number;
    if (kind === 0) return false;
    if (kind === this.#types.find(type)) return page[row + HOLDER] !== 0;
    return this.holder(type, this.#tags.text(number)) !== undefined;
  }

  /** As `set`, of such a tag that has a number, for the commitment of that number. */
  setHolder(type: string, words: Uint32Array, at: number, epoch: number, holder: number): void {
    const number = this.#tags.findWords(words, at);
    const page = this.#rows.page(number);
    const row = this.#rows.at(number);
    const kind = this.#types.number(type);
    if (page[row + TYPE] === 0) page[row + TYPE] = kind;
    if (page[row + TYPE] !== kind) {
      this.set(type, this.#tags.text(number), epoch, this.#commitments.text(holder));
      return;
    }
    page[row + HOLDER] = holder + 1;
    page[row + EPOCH] = epoch;
    this.#count(type, epoch, 1);
  }

  /** How many tags of a key epoch are held within the type. */
  count(type: string, epoch: number): number {
    return this.#counts.get(type)?.get(epoch) ?? 0;
  }

  /** Tags that somebody holds within the type. */
  *held(type: string): Generator<string> {
    const kind = this.#types.find(type);
    for (let number = 0; number < this.#tags.size; number++) {
      const page = this.#rows.page(number);
      const at = this.#rows.at(number);
      if (page[at + TYPE] === kind && page[at + HOLDER] !== 0) yield this.#tags.text(number);
    }
    for (const [tag, holders] of this.#shared) if (holders.has(type)) yield tag;
  }

  set(type: string, tag: string, epoch: number, holder: string | undefined): void {
    const number = this.#tags.add(tag);
    const page = this.#rows.page(number);
    const at = this.#rows.at(number);
    const kind = this.#types.number(type);
    if (page[at + TYPE] === 0) page[at + TYPE] = kind;
    if (page[at + TYPE] === kind) {
      page[at + HOLDER] = holder === undefined ? 0 : this.#commitments.add(holder) + 1;
      page[at + EPOCH] = epoch >>> 0 === epoch ? epoch : 0;
      if (page[at + EPOCH] !== epoch) this.#late.set(number, epoch);
    } else if (holder === undefined) innerMap(this.#shared, tag).delete(type);
    else innerMap(this.#shared, tag).set(type, { holder, epoch });
    this.#count(type, epoch, holder === undefined ? -1 : 1);
  }

  #count(type: string, epoch: number, change: number): void {
    innerMap(this.#counts, type).set(epoch, this.count(type, epoch) + change);
  }
}
