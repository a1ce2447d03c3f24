import { CodedError } from "../error.ts";

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
