import { CodedError } from "../error.ts";
import type { TileRef } from "./tile.ts";

export type MerkleErrorCode =
  | "merkle.index"
  | "merkle.size"
  | "merkle.range"
  | "merkle.peaks"
  | "merkle.hash_length"
  | "merkle.proof_length"
  | "merkle.root_mismatch"
  | "merkle.leaf_length"
  | "merkle.leaf_mismatch"
  | "merkle.bundle"
  | "merkle.tile"
  | "merkle.tile_length"
  | "merkle.tile_mismatch"
  | "merkle.missing";

/** A tree, proof or tile that is not what it claims to be. */
export class MerkleError extends CodedError<MerkleErrorCode> {}

/** `merkle.missing`: a hash was asked for that stands in a tile not accepted yet. */
export class MissingTileError extends MerkleError {
  /** The tile to fetch and accept next; its parent is accepted already. */
  readonly tile: TileRef;

  constructor(tile: TileRef) {
    super("merkle.missing");
    this.tile = tile;
  }
}
