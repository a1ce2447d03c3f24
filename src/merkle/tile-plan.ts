import { EMPTY_ROOT } from "./hash.ts";
import { proveConsistency, proveInclusion } from "./proof.ts";
import { checkSize } from "./shape.ts";
import type { HashAt } from "./subtree.ts";
import { edgeTiles } from "./tile-tree.ts";
import { TILE_WIDTH, tileOf, type TileRef, tileWidth } from "./tile.ts";

/** Which tiles of a tree of `size` leaves `prove` reads, the right edge and all parents included, parents first. */
function tilesRead(size: number, prove: (at: HashAt) => unknown): TileRef[] {
  const found = new Map<string, TileRef>();
  const add = (level: number, index: number): void => {
    const tile = { level, index, width: tileWidth(level, index, size) };
    found.set(`${level}/${index}`, tile);
    if (tile.width === TILE_WIDTH) add(level + 1, Math.floor(index / TILE_WIDTH));
  };
  for (const { level, index } of edgeTiles(size)) add(level, index);
  prove((level, index) => {
    const place = tileOf(level, index);
    add(place.level, place.index);
    return EMPTY_ROOT;
  });
  return [...found.values()].sort((a, b) => b.level - a.level || a.index - b.index);
}

/**
 * The tiles from which an inclusion proof is made and each of them authenticated: the right edge
 * (partial tiles), then full ones from the top down. Throws `merkle.size` or `merkle.index`.
 */
export function tilesForInclusion(index: number, size: number): TileRef[] {
  return tilesRead(size, (at) => proveInclusion(index, size, at, () => EMPTY_ROOT));
}

/** As `tilesForInclusion`, for a consistency proof; they are tiles of the tree of `to` leaves. Throws `merkle.size`. */
export function tilesForConsistency(from: number, to: number): TileRef[] {
  checkSize(to);
  return tilesRead(to, (at) => proveConsistency(from, to, at, () => EMPTY_ROOT));
}
