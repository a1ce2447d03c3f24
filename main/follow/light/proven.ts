import { fromBase64Url } from "../../../src/bytes/base64.ts";
import type { BlockRecord } from "../../../src/chain/blocks/block-record.ts";
import { parseStatusLeaf } from "../../../src/chain/roots/status-root.ts";
import { parseTrustLeaf, trustKeyOfLeaf, type TrustRow } from "../../../src/chain/roots/trust-root.ts";
import type { Sha256 } from "../../../src/crypto/ports.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { verifyInclusion } from "../../../src/merkle/proof.ts";
import type { TrustProof } from "../sources/source.ts";

/** A leaf, the proof of its place, and the block under whose root it was proven. */
export interface Proven extends TrustProof {
  /** Leaves in the whole tree. */
  readonly count: number;
  readonly height: number;
  /** The root, base64url. */
  readonly root: string;
}

/** A record of the registry as of one block. */
export interface HeldRow extends Proven {
  readonly row: TrustRow;
}

/** A chunk of an office's status list as of one block. */
export interface HeldChunk extends Proven {
  readonly office: string;
  readonly chunk: number;
  /** Age of the block's seal when it was fetched, POSIX seconds. */
  readonly time: number;
  /** 4,096 bytes. */
  readonly bits: Uint8Array;
}

/** Throws MerkleError unless the leaf stands in the tree with that root. */
export function checkPlace(proven: Proven, sha256: Sha256): void {
  const { leaf, index, count, proof } = proven;
  const root = fromBase64Url(proven.root);
  verifyInclusion({ index, size: count, leafHash: leafHash(leaf, sha256), proof, root }, sha256);
}

/** A trust leaf against a record's root. Undefined if it begins as none; throws MerkleError or LedgerError. */
export function proveRow(
  place: TrustProof,
  count: number,
  record: BlockRecord,
  sha256: Sha256,
): HeldRow | undefined {
  const key = trustKeyOfLeaf(place.leaf);
  if (key === undefined) return undefined;
  const proven = { ...place, count, height: record.height, root: record.trust };
  checkPlace(proven, sha256);
  return { ...proven, row: parseTrustLeaf(place.leaf, key) };
}

/** A status chunk against a record's root. Throws MerkleError or LedgerError. */
export function proveChunk(
  place: TrustProof & { readonly count: number },
  at: { readonly office: string; readonly chunk: number; readonly time: number },
  record: BlockRecord,
  sha256: Sha256,
): HeldChunk {
  const { leaf, index, proof, count } = place;
  const bits = parseStatusLeaf(leaf, at.office, at.chunk);
  const held = { leaf, index, proof, count, height: record.height, root: record.status, ...at, bits };
  checkPlace(held, sha256);
  return held;
}

export function chunkKey(office: string, chunk: number): string {
  return `${office}/${chunk}`;
}
