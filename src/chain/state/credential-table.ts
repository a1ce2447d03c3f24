import type { HashNumbers } from "./hash-numbers.ts";
import { HASH_WORDS, hashText, readHashWords } from "./hash-words.ts";
import { Names } from "./names.ts";
import { NumberPages, WordPages } from "./pages.ts";
import { PlaceTable } from "./place-table.ts";
import type { CredentialRecord, Status } from "./records.ts";
import * as ROW from "./issue-row.ts";

// Words of a row: the issuing entry's hash, then these. 0 stands for none, so names are counted from 1.
const OFFICE = HASH_WORDS;
const TYPE = OFFICE + 1;
const STATUS = OFFICE + 2;
const INDEX = OFFICE + 3;
const HEIGHT = OFFICE + 4;
const TAG = OFFICE + 5;
const EPOCH = OFFICE + 6;
const WORDS = OFFICE + 7;
// Numbers of a row, of any size.
const EXPIRES = 0;
const TIME = 1;
const LEAF = 2;
const NUMBERS = 3;

/** Members that few credentials have. */
type Rest = Pick<
  CredentialRecord,
  "consent" | "changed" | "successor" | "predecessor" | "withoutConsent" | "batch"
> & {
  /** Where it is not the issuing entry any more. */
  readonly last?: string;
};

/** A row, with its names as texts. */
export interface IssueRow {
  readonly words: Uint32Array;
  /** Where it begins. */
  readonly at: number;
  readonly office: string;
  readonly type: string;
  readonly expires: number;
}

function isWord(value: number): boolean {
  return value >>> 0 === value;
}

function restOf(record: CredentialRecord): Rest | undefined {
  const { consent, changed, successor, predecessor, withoutConsent, batch, last, issued } = record;
  const plain =
    consent === undefined &&
    changed === undefined &&
    successor === undefined &&
    predecessor === undefined &&
    withoutConsent === undefined &&
    batch === undefined &&
    last === issued.entry;
  if (plain) return undefined;
  return {
    ...(consent === undefined ? {} : { consent }),
    ...(changed === undefined ? {} : { changed }),
    ...(successor === undefined ? {} : { successor }),
    ...(predecessor === undefined ? {} : { predecessor }),
    ...(withoutConsent === undefined ? {} : { withoutConsent }),
    ...(batch === undefined ? {} : { batch }),
    ...(last === issued.entry ? {} : { last }),
  };
}

/**
 * Credentials by commitment and by place, in typed arrays: some 130 bytes each where a Map of records
 * takes a thousand. Records are put together when they are asked for.
 */
export class CredentialTable {
  readonly #commitments: HashNumbers;
  readonly #tags: HashNumbers;
  readonly #words = new WordPages(WORDS);
  readonly #numbers = new NumberPages(NUMBERS);
  readonly #names = new Names();
  readonly #places = new PlaceTable();
  readonly #rest = new Map<number, Rest>();
  /** The one asked for last, put together: a rule asks for one several times. */
  #lastNumber = -1;
  #lastRecord: CredentialRecord | undefined;
  /** Records that do not fit in a row: numbers beyond 32 bits, texts that are no hashes. */
  readonly #odd = new Map<number, CredentialRecord>();

  /** Numbers of commitments and tags may be shared with other tables. */
  constructor(commitments: HashNumbers, tags: HashNumbers) {
    this.#commitments = commitments;
    this.#tags = tags;
  }

  get(commitment: string): CredentialRecord | undefined {
    const number = this.#commitments.find(commitment);
    if (number < 0) return undefined;
    if (number !== this.#lastNumber) {
      this.#lastRecord = this.#odd.get(number) ?? this.#read(number, commitment);
      this.#lastNumber = number;
    }
    return this.#lastRecord;
  }

  /** Commitment at a place of an office's status list. */
  atIndex(office: string, index: number): string | undefined {
    const number = this.#places.get(office, index);
    return number === undefined ? undefined : this.#commitments.text(number);
  }

  set(record: CredentialRecord): void {
    const number = this.#commitments.add(record.commitment);
    this.#lastNumber = -1;
    const places = record.batch?.count ?? 1;
    for (let i = 0; i < places; i++) this.#places.set(record.office, record.index + i, number);
    if (this.#write(number, record)) {
      if (this.#odd.size > 0) this.#odd.delete(number);
    } else this.#odd.set(number, record);
  }

  /** Number of the commitment in the eight words from `words[at]` on; -1 if it has none. */
  find(words: Uint32Array, at: number): number {
    return this.#commitments.findWords(words, at);
  }

  /** Sets the credential that a row of `fold/issue-row.ts` issues; its commitment has no number yet. */
  setRow(row: IssueRow, { height, leaf, time }: { height: number; leaf: number; time: number }): number {
    const { words: from, at: start } = row;
    const number = this.#commitments.pushWords(from, start + ROW.COMMITMENT);
    const words = this.#words.page(number);
    const at = this.#words.at(number);
    for (let i = 0; i < HASH_WORDS; i++) words[at + i] = from[start + ROW.LEAF_HASH + i] as number;
    words[at + OFFICE] = this.#names.number(row.office);
    words[at + TYPE] = this.#names.number(row.type);
    words[at + STATUS] = 0;
    this.#lastNumber = -1;
    words[at + INDEX] = from[start + ROW.INDEX] as number;
    words[at + HEIGHT] = height;
    const epoch = from[start + ROW.EPOCH] as number;
    words[at + EPOCH] = epoch;
    if (epoch > 0) words[at + TAG] = this.#tagNumber(from, start + ROW.TAG) + 1;
    const numbers = this.#numbers.page(number);
    const to = this.#numbers.at(number);
    numbers[to + EXPIRES] = row.expires;
    numbers[to + TIME] = time;
    numbers[to + LEAF] = leaf;
    this.#places.set(row.office, from[start + ROW.INDEX] as number, number);
    return number;
  }

  #tagNumber(words: Uint32Array, at: number): number {
    const known = this.#tags.findWords(words, at);
    return known < 0 ? this.#tags.pushWords(words, at) : known;
  }

  #read(number: number, commitment: string): CredentialRecord | undefined {
    const words = this.#words.page(number);
    const at = this.#words.at(number);
    const office = words[at + OFFICE] as number;
    if (office === 0) return undefined;
    const numbers = this.#numbers.page(number);
    const from = this.#numbers.at(number);
    const entry = hashText(words, at);
    const tag = words[at + TAG] as number;
    return {
      commitment,
      office: this.#names.text(office),
      type: this.#names.text(words[at + TYPE] as number),
      index: words[at + INDEX] as number,
      expires: numbers[from + EXPIRES] as number,
      ...(tag === 0 ? {} : { tag: this.#tags.text(tag - 1), epoch: words[at + EPOCH] as number }),
      status: words[at + STATUS] as Status,
      issued: {
        time: numbers[from + TIME] as number,
        height: words[at + HEIGHT] as number,
        leaf: numbers[from + LEAF] as number,
        entry,
      },
      last: entry,
      ...this.#rest.get(number),
    };
  }

  /** False if the record does not fit. */
  #write(number: number, record: CredentialRecord): boolean {
    const { issued, tag, epoch = 0 } = record;
    const words = this.#words.page(number);
    const at = this.#words.at(number);
    if (!readHashWords(issued.entry, words, at)) return false;
    if (!isWord(record.index) || !isWord(issued.height) || !isWord(epoch)) return false;
    if ((tag === undefined) !== (epoch === 0)) return false;
    words[at + OFFICE] = this.#names.number(record.office);
    words[at + TYPE] = this.#names.number(record.type);
    words[at + STATUS] = record.status;
    words[at + INDEX] = record.index;
    words[at + HEIGHT] = issued.height;
    words[at + TAG] = tag === undefined ? 0 : this.#tags.add(tag) + 1;
    words[at + EPOCH] = epoch;
    const numbers = this.#numbers.page(number);
    const from = this.#numbers.at(number);
    numbers[from + EXPIRES] = record.expires;
    numbers[from + TIME] = issued.time;
    numbers[from + LEAF] = issued.leaf;
    const rest = restOf(record);
    if (rest !== undefined) this.#rest.set(number, rest);
    else if (this.#rest.size > 0) this.#rest.delete(number);
    return true;
  }
}
