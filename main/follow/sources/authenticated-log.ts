import { equal } from "../../../src/bytes/bytes.ts";
import type { Sha256 } from "../../../src/crypto/ports.ts";
import { MissingTileError } from "../../../src/merkle/missing-tile.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { subtreeHash } from "../../../src/merkle/subtree.ts";
import { TILE_WIDTH, type TileRef } from "../../../src/merkle/tile.ts";
import { TileTree } from "../../../src/merkle/tile-tree.ts";
import { SourceError } from "../error.ts";
import type { Source } from "./source.ts";
import type { SourcePool } from "./source-pool.ts";

export interface AuthenticatedLogOptions {
  readonly size: number;
  /** Of a checkpoint; what is read here is true of the tree with that root, no more. */
  readonly root: Uint8Array;
  readonly sha256: Sha256;
  /** Asked first. */
  readonly first?: Source;
  readonly signal?: AbortSignal | undefined;
}

export interface LeafBundle {
  /** Index of its first leaf. */
  readonly first: number;
  readonly leaves: readonly Uint8Array[];
  readonly hashes: readonly Uint8Array[];
}

/**
 * One tree read from several sources, each hash checked against the root before it is used (C2SP
 * tlog-tiles): what does not fit is fetched from the next source. Throws FollowError.
 */
export class AuthenticatedLog {
  readonly size: number;
  readonly #pool: SourcePool;
  readonly #options: AuthenticatedLogOptions;
  readonly #tree: TileTree;
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(pool: SourcePool, options: AuthenticatedLogOptions) {
    this.size = options.size;
    this.#pool = pool;
    this.#options = options;
    this.#tree = new TileTree(options.size, options.root, options.sha256);
  }

  /** Root of the tree when it had `size` leaves (1 to all). */
  rootAt(size: number): Promise<Uint8Array> {
    if (size === this.size) return Promise.resolve(this.#options.root);
    return this.#reading(() => subtreeHash(0, size, this.#tree.hashAt, this.#options.sha256));
  }

  /** Entry bundle `index`, as wide as this tree has it. */
  async bundle(index: number): Promise<LeafBundle> {
    const tile = this.#tree.tileAt(0, index);
    const first = index * TILE_WIDTH;
    await this.#reading(() => this.#tree.leafHashAt(first));
    const { sha256, signal } = this.#options;
    const bundle = await this.#pool.ask(
      `bundle ${index}`,
      "source.bundle_mismatch",
      async (source) => {
        const leaves = await source.bundle(index, tile.width, signal);
        if (leaves.length !== tile.width) throw new SourceError("source.malformed");
        const hashes = leaves.map((leaf) => leafHash(leaf, sha256));
        hashes.forEach((hash, i) => {
          if (!equal(hash, this.#tree.leafHashAt(first + i))) throw new SourceError("source.bundle_mismatch");
        });
        return { first, leaves, hashes };
      },
      this.#options,
    );
    this.#tree.release(tile);
    return bundle;
  }

  async #reading<T>(read: () => T): Promise<T> {
    for (;;) {
      try {
        return read();
      } catch (error) {
        if (!(error instanceof MissingTileError)) throw error;
        await this.#fetchOnce(error.tile);
      }
    }
  }

  #fetchOnce(tile: TileRef): Promise<void> {
    const key = tile.width < TILE_WIDTH ? "edge" : `${tile.level}/${tile.index}`;
    const known = this.#underWay.get(key);
    if (known !== undefined) return known;
    const fetching = (tile.width < TILE_WIDTH ? this.#fetchEdge() : this.#fetchTile(tile)).finally(() => {
      this.#underWay.delete(key);
    });
    this.#underWay.set(key, fetching);
    return fetching;
  }

  /** All of it from one source: it only fits together. */
  async #fetchEdge(): Promise<void> {
    const { signal } = this.#options;
    const ask = async (source: Source) => {
      const edge = this.#tree.neededEdge();
      this.#tree.acceptEdge(await Promise.all(edge.map((tile) => source.tile(tile, signal))));
    };
    await this.#pool.ask(`edge of ${this.size}`, "source.tile_mismatch", ask, this.#options);
  }

  async #fetchTile(tile: TileRef): Promise<void> {
    const { signal } = this.#options;
    const ask = async (source: Source) => this.#tree.acceptTile(tile, await source.tile(tile, signal));
    await this.#pool.ask(`tile ${tile.level}/${tile.index}`, "source.tile_mismatch", ask, this.#options);
  }
}
