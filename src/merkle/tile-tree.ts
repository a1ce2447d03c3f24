import { equal } from "../bytes/bytes.ts";
import type { Sha256 } from "../crypto/ports.ts";
import { sha256 } from "../crypto/sha256.ts";
import { MerkleError } from "./error.ts";
import { MissingTileError } from "./missing-tile.ts";
import { foldPeaks, Frontier } from "./frontier.ts";
import { checkHash, HASH_SIZE, leafHash } from "./hash.ts";
import { checkSize } from "./shape.ts";
import type { HashAt } from "./subtree.ts";
import { hashAtFromTiles, TILE_WIDTH, tileEntry, tileHash, type TileRef, tileWidth } from "./tile.ts";

/**
 * The partial tiles of a tree, level 0 first. Together they are its right edge: each full tile stands
 * as one hash in a tile above, so that these alone fold to the root. None for the empty tree.
 */
export function edgeTiles(size: number): TileRef[] {
  checkSize(size);
  const edge: TileRef[] = [];
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / TILE_WIDTH)) {
    const width = hashes % TILE_WIDTH;
    if (width > 0) edge.push({ level, index: Math.floor(hashes / TILE_WIDTH), width });
  }
  return edge;
}

/** Root over the bytes of the edge tiles of a tree, in the order of `edgeTiles`. */
function edgeRoot(tiles: readonly Uint8Array[], hash: Sha256): Uint8Array {
  const peaks: Uint8Array[] = [];
  for (const bytes of [...tiles].reverse()) {
    const part = new Frontier(hash);
    for (let i = 0; i < bytes.length / HASH_SIZE; i++) part.append(tileEntry(bytes, i));
    peaks.push(...part.peaks());
  }
  return foldPeaks(peaks, hash);
}

const keyOf = (level: number, index: number): string => `${level}/${index}`;

/**
 * The tiles of one tree as a client takes them in from a source it does not trust: first the right
 * edge, all of it, against the root of a verified checkpoint; then any full tile against its hash in
 * the tile above; then bundles against the leaf hashes of level 0. Nothing is kept that did not fit.
 */
export class TileTree {
  readonly size: number;
  readonly #root: Uint8Array;
  readonly #hash: Sha256;
  readonly #edge: readonly TileRef[];
  readonly #tiles = new Map<string, Uint8Array>();
  readonly #read: HashAt;

  /** Throws `merkle.size` or `merkle.hash_length`. */
  constructor(size: number, root: Uint8Array, hash: Sha256 = sha256) {
    checkHash(root);
    this.#edge = edgeTiles(size);
    this.size = size;
    this.#root = root;
    this.#hash = hash;
    this.#read = hashAtFromTiles(size, (level, index) => this.#need(level, index), hash);
  }

  /** The tiles that `acceptEdge` wants, level 0 first; empty once it has them, or if there are none. */
  neededEdge(): readonly TileRef[] {
    return this.#edge.filter((tile) => !this.has(tile));
  }

  /**
   * Takes in the right edge: the bytes of `edgeTiles(size)`, in that order, each exactly its width.
   * Throws `merkle.tile_length` or `merkle.root_mismatch`, and then keeps none of them.
   */
  acceptEdge(tiles: readonly Uint8Array[]): void {
    const fits = tiles.length === this.#edge.length;
    if (!fits || tiles.some((bytes, i) => bytes.length !== (this.#edge[i] as TileRef).width * HASH_SIZE)) {
      throw new MerkleError("merkle.tile_length");
    }
    if (!equal(edgeRoot(tiles, this.#hash), this.#root)) throw new MerkleError("merkle.root_mismatch");
    this.#edge.forEach((tile, i) => this.#keep(tile, tiles[i] as Uint8Array));
  }

  /** The tile that holds the hash of this full tile. Throws `merkle.tile` if the tree has no such full tile. */
  parentOf(tile: TileRef): TileRef {
    if (tile.width !== TILE_WIDTH || this.tileAt(tile.level, tile.index).width !== TILE_WIDTH) {
      throw new MerkleError("merkle.tile");
    }
    return this.tileAt(tile.level + 1, Math.floor(tile.index / TILE_WIDTH));
  }

  /** The tile at this place, as wide as this tree has it. Throws `merkle.tile` if it reaches no leaf. */
  tileAt(level: number, index: number): TileRef {
    const width = tileWidth(level, index, this.size);
    if (width === 0) throw new MerkleError("merkle.tile");
    return { level, index, width };
  }

  has(tile: TileRef): boolean {
    return this.#tiles.has(keyOf(tile.level, tile.index));
  }

  /**
   * Takes in a full tile. Its parent must have been accepted: throws MissingTileError if not,
   * `merkle.tile_length` or `merkle.tile_mismatch` if the bytes are not the tile.
   */
  acceptTile(tile: TileRef, bytes: Uint8Array): void {
    const parent = this.parentOf(tile);
    const entry = tileEntry(this.#need(parent.level, parent.index), tile.index % TILE_WIDTH);
    if (!equal(tileHash(bytes, this.#hash), entry)) throw new MerkleError("merkle.tile_mismatch");
    this.#keep(tile, bytes);
  }

  /** Lets go of a full tile that is not needed any more, so that a walk over a large log stays small. */
  release(tile: TileRef): void {
    if (tile.width === TILE_WIDTH) this.#tiles.delete(keyOf(tile.level, tile.index));
  }

  /**
   * Reads a hash out of the accepted tiles. Throws MissingTileError, which names the tile to accept
   * before asking again, or `merkle.range` for a subtree the tree does not have.
   */
  readonly hashAt: HashAt = (level, index) => this.#read(level, index);

  /** Hash of the leaf at an index; throws as `hashAt`. */
  leafHashAt(index: number): Uint8Array {
    return this.hashAt(0, index);
  }

  /**
   * Checks the leaves of an entry bundle, as wide as this tree has it, against its tile of level 0.
   * Throws `merkle.bundle` for another width, `merkle.leaf_mismatch`, or MissingTileError.
   */
  checkBundle(index: number, width: number, leaves: readonly Uint8Array[]): void {
    const tile = this.tileAt(0, index);
    if (tile.width !== width || leaves.length !== width) throw new MerkleError("merkle.bundle");
    const bytes = this.#need(0, index);
    leaves.forEach((leaf, i) => {
      if (!equal(leafHash(leaf, this.#hash), tileEntry(bytes, i)))
        throw new MerkleError("merkle.leaf_mismatch");
    });
  }

  /** As a copy: whoever supplied the bytes cannot change them after the check. */
  #keep(tile: TileRef, bytes: Uint8Array): void {
    this.#tiles.set(keyOf(tile.level, tile.index), Uint8Array.from(bytes));
  }

  #need(level: number, index: number): Uint8Array {
    const bytes = this.#tiles.get(keyOf(level, index));
    if (bytes !== undefined) return bytes;
    let tile = this.tileAt(level, index);
    while (tile.width === TILE_WIDTH) {
      const parent = this.parentOf(tile);
      if (this.has(parent)) break;
      tile = parent;
    }
    throw new MissingTileError(tile);
  }
}
