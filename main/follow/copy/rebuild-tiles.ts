import { equal } from "../../../src/bytes/bytes.ts";
import type { Sha256 } from "../../../src/crypto/ports.ts";
import { CodedError } from "../../../src/error.ts";
import { HASH_SIZE, leafHash } from "../../../src/merkle/hash.ts";
import { TILE_WIDTH } from "../../../src/merkle/tile.ts";
import { TileEdge, type TileRow } from "../../log/tile-edge.ts";
import type { LogStore } from "../../log/log-store.ts";
import { FollowError } from "../error.ts";

/** Hashes of the leaves: by the tiles as far as whole ones are known to be sound, else by the leaves. */
function* leafHashes(log: LogStore, sha256: Sha256, soundTo: number): Generator<Uint8Array> {
  const tiles = Math.floor(soundTo / TILE_WIDTH);
  for (let index = 0; index < tiles; index++) {
    const tile = log.tile(0, index, TILE_WIDTH);
    if (tile === undefined) throw new FollowError("copy.unusable");
    for (let at = 0; at < tile.length; at += HASH_SIZE) yield tile.subarray(at, at + HASH_SIZE);
  }
  for (const leaf of log.leaves(tiles * TILE_WIDTH, log.size)) yield leafHash(leaf, sha256);
}

/**
 * Makes every tile anew from the leaves, which must be known to be sound, and puts right those on disk
 * that differ. `soundTo`: leaves whose own tiles are known to be sound as well. Answers their places
 * ("tile 0/3").
 */
export function rebuildTiles(log: LogStore, sha256: Sha256, soundTo = 0): readonly string[] {
  const repaired: string[] = [];
  const compare = ({ level, index, bytes }: TileRow): void => {
    let stored: Uint8Array | undefined;
    try {
      stored = log.tile(level, index, bytes.length / 32);
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
    }
    if (stored !== undefined && equal(stored, bytes)) return;
    log.repairTile(level, index, bytes);
    repaired.push(`tile ${level}/${index}`);
  };
  const edge = TileEdge.open(0, () => new Uint8Array(0), sha256);
  for (const hash of leafHashes(log, sha256, soundTo)) edge.append(hash, compare);
  for (const tile of edge.edges()) compare(tile);
  return repaired;
}
