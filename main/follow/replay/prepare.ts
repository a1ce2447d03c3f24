import { concat, equal } from "../../../src/bytes/bytes.ts";
import { isAdmissibleKey } from "../../../src/chain/entries/admit-key.ts";
import { KEY, LEAF_HASH, NO_ROW, ROW_WORDS } from "../../../src/chain/state/issue-row.ts";
import { IssueReader } from "../../../src/chain/fold/issue-reader.ts";
import type { Sha256 } from "../../../src/crypto/ports.ts";
import { parseBundle } from "../../../src/merkle/bundle.ts";
import { Frontier } from "../../../src/merkle/frontier.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { isRecord } from "./fold.ts";
import { type LabelledBatch, RowSignatures, type Signing } from "./row-signatures.ts";

/** Some bundles of a stored log, in order, and what their tiles of level 0 are said to be. */
export interface StoredRun {
  readonly bundles: readonly Uint8Array<ArrayBuffer>[];
  readonly widths: readonly number[];
  readonly tiles: readonly Uint8Array<ArrayBuffer>[];
}

/** What a thread is started with. */
export interface Preparing {
  /** Also put signatures together. */
  readonly signing: Signing | undefined;
  /** Keys that were found admissible before (`knownAdmissible`). */
  readonly admissible: readonly string[];
}

/** The whole blocks that a run of bundles completes. */
export interface PreparedRun {
  readonly words: Uint32Array<ArrayBuffer>;
  readonly expires: Float64Array<ArrayBuffer>;
  /** Places of the leaves without a row, ascending, and where each ends in `bytes`. */
  readonly others: Uint32Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Names seen for the first time; they go on from the last. */
  readonly names: readonly string[];
  /** Place of each block's record, and the log's peaks after it. */
  readonly blocks: readonly { readonly record: number; readonly peaks: readonly Uint8Array[] }[];
  /** Whether each bundle's leaves are those of its tile. */
  readonly fits: boolean;
  /** New keys of offices that may come into the registry; whether they do is for its rules. */
  readonly keys: readonly string[];
  /** Signatures of leaves with a row, in their order, also of the block that is not whole yet. */
  readonly signed: readonly LabelledBatch[];
}

const FIRST_ROWS = 8_192;
/** Whatever it finds beside keys of officers costs time and does no harm. */
const OFFICE_KEY = /"key":"([A-Za-z0-9_-]{43})"/g;

/**
 * Reads a stored log ahead of who folds it in: hashes every leaf and node, compares the tiles, cuts
 * blocks, and reads what issues credentials the plainest way into rows. Throws MerkleError for a
 * bundle that cannot be read.
 */
export class Preparer {
  readonly #sha256: Sha256;
  readonly #reader = new IssueReader();
  readonly #frontier: Frontier;
  #words = new Uint32Array(FIRST_ROWS * ROW_WORDS);
  #expires = new Float64Array(FIRST_ROWS);
  #others = new Map<number, Uint8Array>();
  #blocks: { record: number; peaks: readonly Uint8Array[] }[] = [];
  #count = 0;
  #names = 0;
  /** Leaves before the first that is kept. */
  #first = 0;
  /** Of the block that the next leaf is in. */
  #height = 0;
  #keys: string[] = [];
  readonly #from: number;
  readonly #signatures: RowSignatures | undefined;

  /** `signing`: also puts signatures together. */
  constructor(sha256: Sha256, signing?: Signing) {
    this.#sha256 = sha256;
    this.#frontier = new Frontier(sha256);
    this.#from = signing?.from ?? 0;
    this.#signatures = signing === undefined ? undefined : new RowSignatures(signing.registryId);
  }

  take({ bundles, widths, tiles }: StoredRun): PreparedRun {
    let fits = true;
    for (const [i, bundle] of bundles.entries()) {
      const width = widths[i] as number;
      const hashes = new Uint8Array(32 * width);
      const view = new DataView(hashes.buffer);
      for (const [at, leaf] of parseBundle(bundle, width).entries()) {
        const hash = leafHash(leaf, this.#sha256);
        hashes.set(hash, 32 * at);
        this.#frontier.append(hash);
        this.#leaf(bundle, leaf, view, 32 * at);
      }
      fits &&= equal(hashes, tiles[i] as Uint8Array);
    }
    const keys = this.#keys;
    this.#keys = [];
    return { ...this.#handOver(), fits, keys, signed: this.#signatures?.take() ?? [] };
  }

  /** The next leaf, which lies in its bundle, and its hash. */
  #leaf(bundle: Uint8Array<ArrayBuffer>, leaf: Uint8Array, hashes: DataView, at: number): void {
    const place = this.#count++;
    if (place === this.#expires.length) this.#grow();
    const row = place * ROW_WORDS;
    for (let i = 0; i < 8; i++) this.#words[row + LEAF_HASH + i] = hashes.getUint32(at + 4 * i);
    const from = leaf.byteOffset - bundle.byteOffset;
    const expires = this.#reader.read(bundle, from, from + leaf.length, this.#words, row);
    this.#expires[place] = expires;
    if (expires === NO_ROW) this.#other(place, leaf);
    else if (this.#signatures !== undefined && this.#first + place >= this.#from) {
      const key = this.#words[row + KEY] as number;
      this.#signatures.add(leaf, this.#height, key, this.#reader.names.texts[key] as string);
    }
  }

  #other(place: number, leaf: Uint8Array): void {
    this.#others.set(place, leaf);
    if (isRecord(leaf)) {
      this.#blocks.push({ record: place, peaks: this.#frontier.peaks() });
      this.#height++;
      return;
    }
    const text = Buffer.from(leaf.buffer, leaf.byteOffset, leaf.byteLength).toString("latin1");
    if (!text.includes('"kind":"office.')) return;
    for (const [, key = ""] of text.matchAll(OFFICE_KEY)) if (isAdmissibleKey(key)) this.#keys.push(key);
  }

  #grow(): void {
    const words = new Uint32Array(2 * this.#words.length);
    words.set(this.#words);
    const expires = new Float64Array(2 * this.#expires.length);
    expires.set(this.#expires);
    this.#words = words;
    this.#expires = expires;
  }

  /** Gives away what ends with the last record, and keeps the beginning of the next block. */
  #handOver(): Omit<PreparedRun, "fits" | "keys" | "signed"> {
    const whole = 1 + (this.#blocks.at(-1)?.record ?? -1);
    const rest = this.#count - whole;
    const words = this.#words.slice(0, whole * ROW_WORDS);
    const expires = this.#expires.slice(0, whole);
    const others: number[] = [];
    const ends: number[] = [];
    const leaves: Uint8Array[] = [];
    const kept = new Map<number, Uint8Array>();
    let end = 0;
    for (const [place, leaf] of this.#others) {
      if (place >= whole) {
        // A view would keep its whole bundle.
        kept.set(place - whole, leaf.slice());
        continue;
      }
      others.push(place);
      ends.push((end += leaf.length));
      leaves.push(leaf);
    }
    this.#words.copyWithin(0, whole * ROW_WORDS, this.#count * ROW_WORDS);
    this.#expires.copyWithin(0, whole, this.#count);
    this.#others = kept;
    this.#count = rest;
    this.#first += whole;
    const blocks = this.#blocks;
    this.#blocks = [];
    const names = this.#reader.names.texts.slice(this.#names);
    this.#names += names.length;
    const packed = {
      others: Uint32Array.from(others),
      ends: Uint32Array.from(ends),
      bytes: concat(...leaves),
    };
    return { words, expires, ...packed, names, blocks };
  }
}
