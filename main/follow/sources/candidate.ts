import { toBase64Url } from "../../../src/bytes/base64.ts";
import { type BlockRecord, parseBlockRecord } from "../../../src/chain/blocks/block-record.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { proveInclusion, verifyInclusion } from "../../../src/merkle/proof.ts";
import { type Checkpoint, parseCheckpoint } from "../../../src/note/checkpoint.ts";
import { parseNote } from "../../../src/note/note.ts";
import { formatTlogProof, parseTlogProof } from "../../../src/note/tlog-proof.ts";
import { TILE_WIDTH } from "../../../src/merkle/tile.ts";
import { TileTree } from "../../../src/merkle/tile-tree.ts";
import { SourceError } from "../error.ts";
import type { Source } from "./source.ts";

/**
 * A block and its checkpoint as one source shows them. The record is the last leaf of the tree with
 * that root; whether anybody sealed it is not known yet.
 */
export interface Candidate {
  /** C2SP tlog-proof of the record. */
  readonly proof: string;
  /** The checkpoint, a signed note. */
  readonly note: string;
  readonly checkpoint: Checkpoint;
  readonly record: BlockRecord;
  /** base64url. */
  readonly recordHash: string;
}

/** Reads a block's proof. Throws NoteError, MerkleError, LedgerError or `source.record_invalid`. */
export function readCandidate(proof: string, primitives: Pick<Primitives, "sha256">): Candidate {
  const { extra, index, proof: path, checkpoint: note } = parseTlogProof(proof);
  if (extra === undefined) throw new SourceError("source.record_invalid");
  const checkpoint = parseCheckpoint(parseNote(note).text);
  const hash = leafHash(extra, primitives.sha256);
  const { size, root } = checkpoint;
  verifyInclusion({ index, size, leafHash: hash, proof: path, root }, primitives.sha256);
  const record = parseBlockRecord(extra);
  if (index !== size - 1 || record.first + record.count !== index)
    throw new SourceError("source.record_invalid");
  return { proof, note, checkpoint, record, recordHash: toBase64Url(hash) };
}

/** The same out of the tiles alone, from a source that is no node of ours but a plain tlog-tiles mirror. */
async function proofFromTiles(source: Source, primitives: Primitives, signal: AbortSignal): Promise<string> {
  const note = await source.checkpoint(signal);
  const { size, root } = parseCheckpoint(parseNote(note).text);
  if (size === 0) throw new SourceError("source.missing");
  const tree = new TileTree(size, root, primitives.sha256);
  tree.acceptEdge(await Promise.all(tree.neededEdge().map((tile) => source.tile(tile, signal))));
  const last = size - 1;
  const way = [];
  for (
    let tile = tree.tileAt(0, Math.floor(last / TILE_WIDTH));
    !tree.has(tile);
    tile = tree.parentOf(tile)
  ) {
    way.push(tile);
  }
  for (const tile of way.reverse()) tree.acceptTile(tile, await source.tile(tile, signal));
  const bundle = Math.floor(last / TILE_WIDTH);
  const leaves = await source.bundle(bundle, tree.tileAt(0, bundle).width, signal);
  const extra = leaves.at(-1);
  if (extra === undefined) throw new SourceError("source.malformed");
  const path = proveInclusion(last, size, tree.hashAt, primitives.sha256);
  return formatTlogProof({ extra, index: last, proof: path, checkpoint: note });
}

/** The newest block that a source has. Throws as `readCandidate`, and what the source throws. */
export async function fetchNewest(
  source: Source,
  primitives: Primitives,
  signal: AbortSignal,
): Promise<Candidate> {
  try {
    return readCandidate(await source.block("newest", signal), primitives);
  } catch (error) {
    if (!(error instanceof SourceError) || error.code !== "source.missing") throw error;
    return readCandidate(await proofFromTiles(source, primitives, signal), primitives);
  }
}
