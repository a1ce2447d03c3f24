import { concat, equal } from "../../src/bytes/bytes.ts";
import type { Sha256 } from "../../src/crypto/ports.ts";
import { encodeBundle, parseBundle } from "../../src/merkle/bundle.ts";
import { HASH_SIZE as HASH } from "../../src/merkle/hash.ts";
import type { HashAt } from "../../src/merkle/proof.ts";
import { hashAtFromTiles, TILE_WIDTH as WIDTH, tileWidth } from "../../src/merkle/tile.ts";
import type { Database } from "../doors/database.ts";
import { LogError, type LogPlace } from "./error.ts";
import { HashIndex } from "./hash-index.ts";
import { type BlockRow, blob, bundlePrefix, parseBlockRow } from "./rows.ts";
import { TileEdge } from "./tile-edge.ts";

const SEAL_COLUMNS = "SELECT height, first, record_index, size, checkpoint, fresh FROM seal";

/** A block to append: its entries followed by its record, their leaf hashes, and its seal. */
export interface NewBlock {
  readonly height: number;
  readonly first: number;
  readonly leaves: readonly Uint8Array[];
  readonly leafHashes: readonly Uint8Array[];
  readonly checkpoint: string;
}

/**
 * One log on disk: entry bundles, tiles and the blocks' seals. It holds whole sealed blocks only, so
 * `size` is always that of the newest seal. Rows are checked for shape on every read (`log.damaged`
 * names the place); that bytes still hash to what was sealed is for who reads them to see. The database
 * belongs to the caller, who has put LOG_SCHEMA into its first migration; one process uses it.
 */
export class LogStore {
  readonly #db: Database;
  readonly #sha256: Sha256;
  #newest: BlockRow | undefined;
  #edge: TileEdge | undefined;
  #index: HashIndex | undefined;

  constructor(db: Database, sha256: Sha256) {
    this.#db = db;
    this.#sha256 = sha256;
    const row = db.get(`${SEAL_COLUMNS} ORDER BY height DESC LIMIT 1`);
    this.#newest = row === undefined ? undefined : parseBlockRow(row);
  }

  /** Leaves stored. */
  get size(): number {
    return this.#newest?.size ?? 0;
  }

  /** The newest block with its seals. */
  get newest(): BlockRow | undefined {
    return this.#newest;
  }

  /**
   * Appends whole blocks, and runs `also` in the same transaction: after return all of it is on disk,
   * after a throw nothing is. Throws `log.gap` unless the first block follows the newest.
   */
  append(blocks: readonly NewBlock[], also: () => void = () => {}): void {
    const rows = this.#follow(blocks);
    const edge = (this.#edge ?? this.#openEdge()).clone();
    this.#db.transaction(() => {
      this.#writeBundles(blocks);
      this.#writeTiles(edge, blocks);
      for (const row of rows) {
        this.#db.run(
          "INSERT INTO seal (height, first, record_index, size, checkpoint) VALUES (?, ?, ?, ?, ?)",
          row.height,
          row.first,
          row.recordIndex,
          row.size,
          row.checkpoint,
        );
      }
      also();
    });
    this.#edge = edge;
    this.#newest = rows.at(-1) ?? this.#newest;
    if (this.#index !== undefined) this.#addToIndex(this.#index, blocks);
  }

  #follow(blocks: readonly NewBlock[]): BlockRow[] {
    let size = this.size;
    let height = this.#newest === undefined ? 0 : this.#newest.height + 1;
    return blocks.map((block) => {
      const count = block.leaves.length;
      if (block.height !== height || block.first !== size || count < 2 || block.leafHashes.length !== count) {
        throw new LogError("log.gap");
      }
      height++;
      size += count;
      const { first, checkpoint } = block;
      return { height: block.height, first, recordIndex: size - 1, size, checkpoint };
    });
  }

  #openEdge(): TileEdge {
    return TileEdge.open(
      this.size,
      (level, index, width) => this.#storedTile(level, index, width),
      this.#sha256,
    );
  }

  #writeBundles(blocks: readonly NewBlock[]): void {
    const leaves = blocks.flatMap((block) => block.leaves);
    let at = this.size;
    for (let done = 0; done < leaves.length;) {
      const index = Math.floor(at / WIDTH);
      const before = at % WIDTH;
      const part = leaves.slice(done, done + WIDTH - before);
      const head = before === 0 ? new Uint8Array(0) : this.#storedBundle(index, before);
      this.#db.run(
        "INSERT OR REPLACE INTO bundle (idx, count, bytes) VALUES (?, ?, ?)",
        index,
        before + part.length,
        concat(head, encodeBundle(part)),
      );
      done += part.length;
      at += part.length;
    }
  }

  #writeTiles(edge: TileEdge, blocks: readonly NewBlock[]): void {
    const put = (level: number, index: number, bytes: Uint8Array): void => {
      this.#db.run("INSERT OR REPLACE INTO tile (level, idx, bytes) VALUES (?, ?, ?)", level, index, bytes);
    };
    for (const { leafHashes } of blocks) {
      for (const hash of leafHashes) edge.append(hash, (tile) => put(tile.level, tile.index, tile.bytes));
    }
    for (const tile of edge.edges()) put(tile.level, tile.index, tile.bytes);
  }

  /** The leaf at `index`, undefined when there is none. */
  leaf(index: number): Uint8Array | undefined {
    for (const leaf of this.leaves(index, index + 1)) return leaf;
    return undefined;
  }

  /** Leaves `from` to `to` (not included, cut at `size`), in order, a bundle read at a time. */
  *leaves(from: number, to: number): Generator<Uint8Array> {
    const end = Math.min(to, this.size);
    for (let at = from; at < end;) {
      const index = Math.floor(at / WIDTH);
      const until = Math.min(end, (index + 1) * WIDTH);
      const leaves = this.#parsedBundle(index, until - index * WIDTH);
      for (; at < until; at++) yield leaves[at % WIDTH] as Uint8Array;
    }
  }

  #parsedBundle(index: number, width: number): Uint8Array[] {
    try {
      return parseBundle(this.#storedBundle(index, width), width);
    } catch (cause) {
      if (cause instanceof LogError) throw cause;
      throw new LogError("log.damaged", { table: "bundle", index }, { cause });
    }
  }

  #storedBundle(index: number, width: number): Uint8Array {
    const place: LogPlace = { table: "bundle", index };
    const row = this.#db.get("SELECT count, bytes FROM bundle WHERE idx = ?", index);
    const bytes = blob(row, "bytes", place);
    if (typeof row?.["count"] !== "number" || row["count"] < width) throw new LogError("log.damaged", place);
    return bundlePrefix(bytes, width, place);
  }

  #storedTile(level: number, index: number, width: number): Uint8Array {
    const place: LogPlace = { table: "tile", index, level };
    const bytes = blob(
      this.#db.get("SELECT bytes FROM tile WHERE level = ? AND idx = ?", level, index),
      "bytes",
      place,
    );
    if (bytes.length < width * HASH) throw new LogError("log.damaged", place);
    return bytes.subarray(0, width * HASH);
  }

  /** The first `width` hashes of a tile, undefined where the tree does not reach so far. */
  tile(level: number, index: number, width: number): Uint8Array | undefined {
    if (width < 1 || width > tileWidth(level, index, this.size)) return undefined;
    return this.#storedTile(level, index, width);
  }

  /** The first `width` entries of a bundle in tlog-tiles form, undefined where the log does not reach so far. */
  bundle(index: number, width: number): Uint8Array | undefined {
    if (width < 1 || width > tileWidth(0, index, this.size)) return undefined;
    return this.#storedBundle(index, width);
  }

  /** Hashes of complete subtrees, for proofs within a tree of `size` (default: all) leaves. */
  hashAt(size = this.size): HashAt {
    return hashAtFromTiles(
      size,
      (level, index) => this.#storedTile(level, index, tileWidth(level, index, size)),
      this.#sha256,
    );
  }

  /** Index of the leaf with this hash. The first call reads every leaf hash into memory. */
  indexOf(leafHash: Uint8Array): number | undefined {
    this.#index ??= this.#buildIndex();
    for (const index of this.#index.candidates(leafHash)) {
      if (equal(this.leafHashAt(index), leafHash)) return index;
    }
    return undefined;
  }

  /** Hash of the leaf at an index below `size`. */
  leafHashAt(index: number): Uint8Array {
    const at = index % WIDTH;
    return this.#storedTile(0, Math.floor(index / WIDTH), at + 1).subarray(at * HASH);
  }

  #buildIndex(): HashIndex {
    const index = new HashIndex();
    for (let tile = 0; tile * WIDTH < this.size; tile++) {
      const width = tileWidth(0, tile, this.size);
      const bytes = this.#storedTile(0, tile, width);
      for (let at = 0; at < width; at++) {
        index.add(bytes.subarray(at * HASH, (at + 1) * HASH), tile * WIDTH + at);
      }
    }
    return index;
  }

  #addToIndex(index: HashIndex, blocks: readonly NewBlock[]): void {
    for (const { first, leafHashes } of blocks) {
      for (const [at, hash] of leafHashes.entries()) index.add(hash, first + at);
    }
  }

  /** The block at a height. */
  seal(height: number): BlockRow | undefined {
    const row = this.#db.get(`${SEAL_COLUMNS} WHERE height = ?`, height);
    return row === undefined ? undefined : parseBlockRow(row);
  }

  /** The block that holds a leaf. */
  blockOf(index: number): BlockRow | undefined {
    const row = this.#db.get(`${SEAL_COLUMNS} WHERE record_index >= ? ORDER BY record_index LIMIT 1`, index);
    return row === undefined ? undefined : parseBlockRow(row);
  }

  /** Blocks `from` to `to` (not included). */
  *blocks(from: number, to: number): Generator<BlockRow, void, void> {
    for (const row of this.#db.each(
      `${SEAL_COLUMNS} WHERE height >= ? AND height < ? ORDER BY height`,
      from,
      to,
    )) {
      yield parseBlockRow(row);
    }
  }

  /** Puts a later cosigned form of a block's checkpoint beside its first seal. Durable on return. */
  putSeal(height: number, checkpoint: string): void {
    this.#db.transaction(() => {
      this.#db.run("UPDATE seal SET fresh = ? WHERE height = ?", checkpoint, height);
    });
    if (this.#newest?.height === height) this.#newest = { ...this.#newest, fresh: checkpoint };
  }

  /** Heights of blocks stored without their own seal (as an empty text), newest first. */
  unsealed(limit: number): number[] {
    const rows = this.#db.all(
      "SELECT height FROM seal WHERE checkpoint = '' ORDER BY height DESC LIMIT ?",
      limit,
    );
    return rows.map((row) => Number(row["height"]));
  }

  /** Gives blocks that have none their own seals, which the caller has verified. Durable on return. */
  fillSeals(seals: readonly { readonly height: number; readonly checkpoint: string }[]): void {
    this.#db.transaction(() => {
      for (const { height, checkpoint } of seals) {
        this.#db.run(
          "UPDATE seal SET checkpoint = ? WHERE height = ? AND checkpoint = ''",
          checkpoint,
          height,
        );
      }
    });
    const newest = seals.find(({ height }) => height === this.#newest?.height);
    if (newest !== undefined && this.#newest?.checkpoint === "") {
      this.#newest = { ...this.#newest, checkpoint: newest.checkpoint };
    }
  }

  /** A value the owner keeps beside the log. */
  meta(key: string): Uint8Array | undefined {
    const value = this.#db.get("SELECT value FROM meta WHERE key = ?", key)?.["value"];
    return value instanceof Uint8Array ? value : undefined;
  }

  /** Takes part in the caller's transaction when there is one. */
  putMeta(key: string, value: Uint8Array): void {
    this.#db.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", key, value);
  }

  /** Puts back a bundle that was found damaged; the caller has verified `leaves`. */
  repairBundle(index: number, leaves: readonly Uint8Array[]): void {
    if (leaves.length !== tileWidth(0, index, this.size))
      throw new LogError("log.shape", { table: "bundle", index });
    this.#db.transaction(() => {
      this.#db.run(
        "INSERT OR REPLACE INTO bundle (idx, count, bytes) VALUES (?, ?, ?)",
        index,
        leaves.length,
        encodeBundle(leaves),
      );
    });
  }

  /** Puts back a tile that was found damaged; the caller has verified `bytes`. */
  repairTile(level: number, index: number, bytes: Uint8Array): void {
    if (bytes.length === 0 || bytes.length !== tileWidth(level, index, this.size) * HASH) {
      throw new LogError("log.shape", { table: "tile", index, level });
    }
    this.#db.transaction(() => {
      this.#db.run("INSERT OR REPLACE INTO tile (level, idx, bytes) VALUES (?, ?, ?)", level, index, bytes);
    });
    this.#edge = undefined;
    this.#index = undefined;
  }
}
