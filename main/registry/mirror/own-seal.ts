import { toBase64Url } from "../../../src/bytes/base64.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { verifySeal } from "../../../src/note/seal.ts";
import { readCandidate } from "../../follow/sources/candidate.ts";
import { SourceError } from "../../follow/error.ts";
import type { OwnCopy } from "../../follow/copy/own-copy.ts";
import type { Source } from "../../follow/sources/source.ts";

/**
 * The own seal of a block that a copy holds, verified, from a source. Throws SourceError, or the
 * source's own errors.
 */
export async function fetchOwnSeal(
  { log, epochs }: OwnCopy,
  source: Source,
  height: number,
  primitives: Primitives,
  signal?: AbortSignal,
): Promise<string> {
  const block = log.seal(height);
  if (block === undefined || epochs === undefined) throw new SourceError("source.missing");
  const proof = await source.block(height, signal);
  const { note, checkpoint, recordHash } = readCandidate(proof, primitives);
  verifySeal(note, epochs.policyFor(block.size), primitives);
  const ours = toBase64Url(log.leafHashAt(block.recordIndex));
  if (checkpoint.size !== block.size || recordHash !== ours) throw new SourceError("source.seal_invalid");
  return note;
}
