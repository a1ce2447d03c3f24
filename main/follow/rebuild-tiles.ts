import { equal } from "../../src/bytes/bytes.ts";
import type { Sha256 } from "../../src/crypto/ports.ts";
import { CodedError } from "../../src/error.ts";
import { leafHash } from "../../src/merkle/hash.ts";
import { TileEdge, type TileRow } from "../log/tile-edge.ts";
import type { LogStore } from "../log/log-store.ts";

/**
 * Makes every tile anew from the leaves, which must be known to be sound, and puts right those on disk
 * that differ. Answers their places ("tile 0/3").
 */
export function rebuildTiles(log: LogStore, sha256: Sha256): readonly string[] {
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
  for (const leaf of log.leaves(0, log.size)) edge.append(leafHash(leaf, sha256), compare);
  for (const tile of edge.edges()) compare(tile);
  return repaired;
}
