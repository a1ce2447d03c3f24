import type { IssuedState } from "../../../src/contract/views.ts";
import type { RegisterGroup } from "../../../src/contract/office-views.ts";
import { STATUS } from "../../../src/chain/state/records.ts";
import { LetterPairs } from "./register-letters.ts";
import type { RegisterLine } from "./register-line.ts";
import { fold, WordList } from "./register-words.ts";

export interface RegisterQuery {
  /** Folded; every one must be found somewhere in a row. */
  readonly words: readonly string[];
  readonly type?: string | undefined;
  readonly group?: RegisterGroup | undefined;
  /** Signed at or after the one and before the other, POSIX seconds. */
  readonly since?: number | undefined;
  readonly before?: number | undefined;
  /** Rows to leave out, and the most to bring. */
  readonly from: number;
  readonly count: number;
  readonly now: number;
}

export interface RegisterHits {
  /** Newest first. */
  readonly commitments: readonly string[];
  readonly found: number;
  readonly total: number;
  /** When the oldest row of all was signed; undefined without rows. */
  readonly oldest: number | undefined;
}

const STATES: readonly IssuedState[] = ["waiting", "signed", "submitted", "sealed", "refused"];
const SEALED = STATES.indexOf("sealed");
const REFUSED = STATES.indexOf("refused");

/** Rows since the last sorting that a search may go through one by one. */
const MAX_LOOSE = 2048;
/** Sets of rows that are kept for the words typed last. */
const MAX_KEPT = 8;
/** Rows are sorted by numbers that hold the time and the row: 2^32 seconds times this. */
const ROWS = 2 ** 21;

interface Columns {
  readonly type: Uint16Array;
  readonly state: Uint8Array;
  readonly made: Uint32Array;
  readonly expires: Uint32Array;
  readonly place: Uint32Array;
  readonly firstWord: Uint32Array;
}

function columns(length: number, old?: Columns): Columns {
  const made: Columns = {
    type: new Uint16Array(length),
    state: new Uint8Array(length),
    made: new Uint32Array(length),
    expires: new Uint32Array(length),
    place: new Uint32Array(length),
    firstWord: new Uint32Array(length + 1),
  };
  if (old !== undefined) for (const name of Object.keys(made) as (keyof Columns)[]) made[name].set(old[name]);
  return made;
}

function bitsIn(rows: Uint32Array | undefined, all: number): number {
  if (rows === undefined) return all;
  let bits = 0;
  for (let at = 0; at < rows.length; at++) {
    let word = rows[at] as number;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    bits += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return bits;
}

const seconds = (time: number): number => Math.min(Math.max(time, 0), 0xffffffff);

/**
 * An office's register in memory, for searching as one types: each different word once, and for each the
 * rows that it stands in. At most 2^21 rows. What a row says never changes under its commitment; its
 * state does.
 */
export class RegisterIndex {
  readonly #words = new WordList();
  readonly #rows = new WordList();
  readonly #types: string[] = [];
  #columns = columns(256);
  /** Words of each row, one row after the other. */
  #rowWords = new Uint32Array(2048);
  #rowWordsEnd = 0;
  /** Rows that are sorted, and the words there were then. */
  #sorted = 0;
  #order = new Uint32Array(0);
  #starts = new Uint32Array(1);
  #postings = new Uint32Array(0);
  #pairs: LetterPairs | undefined;
  /** Rows by each byte that a word of theirs holds. */
  #letters: readonly (Uint32Array | undefined)[] = [];
  readonly #kept = new Map<string, Uint32Array>();
  /** Status bits of the office's list, 2 a place; undefined where nobody can tell. */
  #statuses: Uint8Array | undefined;

  get size(): number {
    return this.#rows.count;
  }

  /** Bytes it holds. */
  get byteLength(): number {
    const arrays = [
      this.#rowWords,
      this.#order,
      this.#starts,
      this.#postings,
      ...Object.values(this.#columns),
    ];
    return arrays.reduce(
      (sum, { byteLength }) => sum + byteLength,
      this.#words.byteLength + this.#rows.byteLength + (this.#pairs?.byteLength ?? 0),
    );
  }

  /** As the registry has them (Token Status List's values), place 0 in the low bits of byte 0. */
  setStatuses(statuses: Uint8Array | undefined): void {
    this.#statuses = statuses;
  }

  /** Puts a row in, or changes the state of one that is there. */
  put(line: RegisterLine): void {
    const before = this.#rows.count;
    const row = this.#rows.add(line.commitment);
    if (row === before) this.#append(row, line);
    this.#columns.state[row] = STATES.indexOf(line.state);
  }

  #append(row: number, line: RegisterLine): void {
    if (row + 1 >= ROWS) throw new RangeError("too many rows");
    if (row >= this.#columns.type.length) this.#columns = columns(row * 2, this.#columns);
    const { type, made, expires, place, firstWord } = this.#columns;
    type[row] = this.#typeNumber(line.type);
    made[row] = seconds(line.made);
    expires[row] = seconds(line.expires);
    place[row] = line.place;
    const first = this.#rowWordsEnd;
    for (const text of line.texts)
      for (const word of fold(text).split(/\s+/u))
        if (word !== "") this.#addWord(first, this.#words.add(word));
    firstWord[row + 1] = this.#rowWordsEnd;
  }

  #addWord(first: number, word: number): void {
    for (let at = first; at < this.#rowWordsEnd; at++) if (this.#rowWords[at] === word) return;
    if (this.#rowWordsEnd === this.#rowWords.length) {
      const wider = new Uint32Array(this.#rowWords.length * 1.5);
      wider.set(this.#rowWords);
      this.#rowWords = wider;
    }
    this.#rowWords[this.#rowWordsEnd++] = word;
  }

  #typeNumber(type: string): number {
    const known = this.#types.indexOf(type);
    return known >= 0 ? known : this.#types.push(type) - 1;
  }

  /** To be called after many rows were put in; a search does it by itself where it must. */
  sort(): void {
    const count = this.size;
    this.#kept.clear();
    const starts = new Uint32Array(this.#words.count + 1);
    for (let at = 0; at < this.#rowWordsEnd; at++)
      (starts[(this.#rowWords[at] as number) + 1] as number) += 1;
    for (let word = 1; word < starts.length; word++) (starts[word] as number) += starts[word - 1] as number;
    const next = Uint32Array.from(starts);
    const postings = new Uint32Array(this.#rowWordsEnd);
    const { firstWord } = this.#columns;
    for (let row = 0; row < count; row++) {
      const end = firstWord[row + 1] as number;
      for (let at = firstWord[row] as number; at < end; at++) {
        const word = this.#rowWords[at] as number;
        postings[(next[word] as number)++] = row;
      }
    }
    this.#starts = starts;
    this.#postings = postings;
    this.#pairs = new LetterPairs(this.#words);
    this.#order = this.#newestFirst(0, count);
    this.#sorted = count;
    this.#letters = this.#rowsByLetter();
  }

  #addRows(word: number, rows: Uint32Array): void {
    const end = this.#starts[word + 1] as number;
    const postings = this.#postings;
    for (let at = this.#starts[word] as number; at < end; at++) {
      const row = postings[at] as number;
      (rows[row >>> 5] as number) |= 1 << (row & 31);
    }
  }

  #rowsByLetter(): readonly (Uint32Array | undefined)[] {
    const letters: (Uint32Array | undefined)[] = Array.from({ length: 256 }, () => undefined);
    const { bytes, starts } = this.#words.view;
    for (let word = 0; word + 1 < starts.length; word++) {
      const own = bytes.subarray(starts[word], (starts[word + 1] as number) - 1);
      for (let at = 0; at < own.length; at++) {
        const byte = own[at] as number;
        if (own.indexOf(byte) === at)
          this.#addRows(word, (letters[byte] ??= new Uint32Array(Math.ceil(this.#sorted / 32))));
      }
    }
    return letters;
  }

  #newestFirst(from: number, to: number): Uint32Array<ArrayBuffer> {
    const keys = new Float64Array(to - from);
    const { made } = this.#columns;
    for (let row = from; row < to; row++)
      keys[row - from] = (0xffffffff - (made[row] as number)) * ROWS + row;
    return Uint32Array.from(keys.sort(), (key) => key % ROWS);
  }

  /** Rows among the sorted ones that hold some letters. */
  #rowsWith(letters: string): Uint32Array {
    const known = this.#kept.get(letters);
    if (known !== undefined) return known;
    const needle = new TextEncoder().encode(letters);
    const rows = new Uint32Array(Math.ceil(this.#sorted / 32));
    if (needle.length === 1) return this.#letters[needle[0] as number] ?? rows;
    this.#pairs?.eachHolding(needle, (word) => this.#addRows(word, rows));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(letters, rows);
    return rows;
  }

  /** Whether one of the rows that are not sorted yet holds all of the words. */
  #holds(row: number, words: readonly string[]): boolean {
    const { firstWord } = this.#columns;
    const own = this.#rowWords.subarray(firstWord[row], firstWord[row + 1]);
    return words.every((letters) => own.some((word) => this.#words.wordAt(word).includes(letters)));
  }

  #groupOf(row: number, now: number): RegisterGroup {
    const { state, place, expires } = this.#columns;
    if (state[row] === REFUSED) return "ended";
    if (state[row] !== SEALED) return "waiting";
    if (this.#statuses === undefined) return "live";
    const at = place[row] as number;
    const status = ((this.#statuses[at >>> 2] ?? 0) >>> ((at & 3) * 2)) & 3;
    if (status === STATUS.suspended) return "live";
    return status === STATUS.valid && (expires[row] as number) >= now ? "live" : "ended";
  }

  /** Whether a row is asked for, apart from its words; undefined where every row is. */
  #filter(query: RegisterQuery): ((row: number) => boolean) | undefined {
    const { type, group, since, before, now } = query;
    if (type === undefined && group === undefined && since === undefined && before === undefined)
      return undefined;
    const number = type === undefined ? undefined : this.#types.indexOf(type);
    const from = since ?? 0;
    const to = before ?? Number.POSITIVE_INFINITY;
    return (row) => {
      const made = this.#columns.made[row] as number;
      if (made < from || made >= to) return false;
      if (number !== undefined && this.#columns.type[row] !== number) return false;
      return group === undefined || this.#groupOf(row, now) === group;
    };
  }

  /** Rows among the sorted ones that hold all of the words; undefined without words. */
  #rowsWithAll(words: readonly string[]): Uint32Array | undefined {
    const [first, ...others] = words.map((word) => this.#rowsWith(word));
    if (first === undefined || others.length === 0) return first;
    const all = Uint32Array.from(first);
    for (const rows of others)
      for (let at = 0; at < all.length; at++) all[at] = (all[at] as number) & (rows[at] as number);
    return all;
  }

  #looseFound(loose: Uint32Array, words: readonly string[]): number {
    return loose.reduce((sum, row) => sum + (this.#holds(row, words) ? 1 : 0), 0);
  }

  find(query: RegisterQuery): RegisterHits {
    if (this.size - this.#sorted > MAX_LOOSE) this.sort();
    const { words, from, count } = query;
    const rows = this.#rowsWithAll(words);
    const fits = this.#filter(query);
    const { made } = this.#columns;
    const order = this.#order;
    const loose = this.#newestFirst(this.#sorted, this.size);
    const hits: number[] = [];
    let found = 0;
    const take = (row: number): void => {
      if (found >= from && hits.length < count) hits.push(row);
      found += 1;
    };
    let next = 0;
    const takeLoose = (time: number): void => {
      for (; next < loose.length && (made[loose[next] as number] as number) >= time; next++) {
        const row = loose[next] as number;
        if ((fits === undefined || fits(row)) && this.#holds(row, words)) take(row);
      }
    };
    // How many there are is counted without looking at each, where nothing but words is asked for.
    const most = fits === undefined ? from + count : Number.POSITIVE_INFINITY;
    for (let at = 0; at < order.length; at++) {
      if (found >= most) break;
      const row = order[at] as number;
      if (next < loose.length) takeLoose(made[row] as number);
      if (rows !== undefined && ((rows[row >>> 5] as number) & (1 << (row & 31))) === 0) continue;
      if (fits === undefined || fits(row)) take(row);
    }
    takeLoose(0);
    if (found >= most) found = bitsIn(rows, this.#sorted) + this.#looseFound(loose, words);
    const ends = [order.at(-1), loose.at(-1)].flatMap((row) =>
      row === undefined ? [] : [made[row] as number],
    );
    return {
      commitments: hits.map((row) => this.#rows.wordAt(row)),
      found,
      total: this.size,
      oldest: ends.length === 0 ? undefined : Math.min(...ends),
    };
  }

  wipe(): void {
    this.#words.wipe();
    this.#rows.wipe();
    this.#rowWords.fill(0);
    this.#postings.fill(0);
    this.#pairs?.wipe();
    this.#letters = [];
    this.#kept.clear();
  }
}
