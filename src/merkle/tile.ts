import type { Sha256 } from "../crypto/ports.ts";
import { sha256 } from "../crypto/sha256.ts";
import { MerkleError } from "./error.ts";
import { HASH_SIZE, nodeHash } from "./hash.ts";
import type { HashAt } from "./subtree.ts";

/** Hashes in a full tile, C2SP tlog-tiles "Merkle Tree". */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;
const MAX_LEVEL = 63;
const MAX_PATH = 64;

/** A tile of C2SP tlog-tiles. `width` is its number of hashes, 1 to 256; below 256 it is partial. */
export interface TileRef {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

function checkTile(level: number, index: number, width: number): void {
  const fits =
    Number.isInteger(level) &&
    level >= 0 &&
    level <= MAX_LEVEL &&
    Number.isSafeInteger(index) &&
    index >= 0 &&
    Number.isInteger(width) &&
    width >= 1 &&
    width <= TILE_WIDTH;
  if (!fits) throw new MerkleError("merkle.tile");
}

function indexPath(index: number, width: number): string {
  let path = String(index % 1000).padStart(3, "0");
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    path = `x${String(rest % 1000).padStart(3, "0")}/${path}`;
  }
  return width === TILE_WIDTH ? path : `${path}.p/${width}`;
}

/** Path below the log's prefix, as `tile/0/x001/067.p/5`. Throws `merkle.tile`. */
export function tilePath(tile: TileRef): string {
  checkTile(tile.level, tile.index, tile.width);
  return `tile/${tile.level}/${indexPath(tile.index, tile.width)}`;
}

/** Path of an entry bundle, as `tile/entries/067`. Throws `merkle.tile`. */
export function bundlePath(index: number, width: number): string {
  checkTile(0, index, width);
  return `tile/entries/${indexPath(index, width)}`;
}

export type ParsedPath =
  | { readonly kind: "tile"; readonly tile: TileRef }
  | { readonly kind: "bundle"; readonly index: number; readonly width: number };

const PATH = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/** The tile or bundle a path names, or undefined if it is not the one path of any. */
export function parseTilePath(path: string): ParsedPath | undefined {
  const match = path.length <= MAX_PATH ? PATH.exec(path) : null;
  if (match === null) return undefined;
  const index = Number((match[2] as string).replace(/[x/]/g, ""));
  const width = match[3] === undefined ? TILE_WIDTH : Number(match[3]);
  const level = match[1] === "entries" ? undefined : Number(match[1]);
  try {
    if (level === undefined) {
      return bundlePath(index, width) === path ? { kind: "bundle", index, width } : undefined;
    }
    const tile = { level, index, width };
    return tilePath(tile) === path ? { kind: "tile", tile } : undefined;
  } catch (error) {
    if (error instanceof MerkleError) return undefined;
    throw error;
  }
}

/** Number of hashes the tile has in a tree of `size` leaves: 0 if the tree does not reach it, 256 if full. */
export function tileWidth(level: number, index: number, size: number): number {
  if (!Number.isInteger(level) || level < 0 || !Number.isSafeInteger(index) || index < 0) return 0;
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
}

/** The `i`th hash of a tile's bytes, as a view. Throws `merkle.tile_length` if it has none there. */
export function tileEntry(bytes: Uint8Array, i: number): Uint8Array {
  if (bytes.length < (i + 1) * HASH_SIZE) throw new MerkleError("merkle.tile_length");
  return bytes.subarray(i * HASH_SIZE, (i + 1) * HASH_SIZE);
}

/** Root over `count` (a power of two) hashes of a tile from `first` on. */
function foldEntries(bytes: Uint8Array, first: number, count: number, hash: Sha256): Uint8Array {
  if (count === 1) return tileEntry(bytes, first);
  const half = count / 2;
  return nodeHash(foldEntries(bytes, first, half, hash), foldEntries(bytes, first + half, half, hash), hash);
}

/** The hash that stands for a full tile in its parent. Throws `merkle.tile_length` unless it is 8,192 bytes. */
export function tileHash(bytes: Uint8Array, hash: Sha256 = sha256): Uint8Array {
  if (bytes.length !== TILE_WIDTH * HASH_SIZE) throw new MerkleError("merkle.tile_length");
  return foldEntries(bytes, 0, TILE_WIDTH, hash);
}

/** Where `hashAtFromTiles` finds the complete subtree of 2^level leaves at `index`. */
export function tileOf(
  level: number,
  index: number,
): { level: number; index: number; first: number; count: number } {
  const count = 2 ** (level % TILE_HEIGHT);
  const first = index * count;
  return {
    level: Math.floor(level / TILE_HEIGHT),
    index: Math.floor(first / TILE_WIDTH),
    first: first % TILE_WIDTH,
    count,
  };
}

/**
 * Reads a tree of `size` leaves out of its tiles. `tile` answers the bytes of a tile, with at least
 * the hashes it has at that size; it may throw to say that it has none. Nothing is verified here.
 * The function made throws `merkle.range` for a subtree the tree does not have, `merkle.tile_length`
 * for a tile too short.
 */
export function hashAtFromTiles(
  size: number,
  tile: (level: number, index: number) => Uint8Array,
  hash: Sha256 = sha256,
): HashAt {
  return (level, index) => {
    if ((index + 1) * 2 ** level > size) throw new MerkleError("merkle.range");
    const place = tileOf(level, index);
    return foldEntries(tile(place.level, place.index), place.first, place.count, hash);
  };
}
