import { MerkleError } from "./error.ts";
import type { TileRef } from "./tile.ts";

/** `merkle.missing`: a hash was asked for that stands in a tile not accepted yet. */
export class MissingTileError extends MerkleError {
  /** The tile to fetch and accept next; its parent is accepted already. */
  readonly tile: TileRef;

  constructor(tile: TileRef) {
    super("merkle.missing");
    this.tile = tile;
  }
}
