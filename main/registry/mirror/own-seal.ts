import { equal } from "../../../src/bytes/bytes.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { subtreeHash } from "../../../src/merkle/subtree.ts";
import { type Seal, verifySeal } from "../../../src/note/seal.ts";
import type { Clock } from "../../doors/clock.ts";
import { readCandidate } from "../../follow/sources/candidate.ts";
import { SourceError } from "../../follow/error.ts";
import type { OwnCopy } from "../../follow/copy/own-copy.ts";
import type { Source } from "../../follow/sources/source.ts";

/** Another tree of the size of a block that we hold, sealed by a quorum: kept as evidence, raises the alarm. */
function raise({ journal, seal: ours }: OwnCopy, theirs: Seal, source: Source, at: number): void {
  if (ours === undefined) return;
  const signed = new Set(ours.cosigners.map(({ id }) => id));
  const signers = theirs.cosigners.map(({ id }) => id).filter((id) => signed.has(id));
  journal.raise({ at, ours: ours.text, theirs: theirs.text, source: source.name, signers });
}

/**
 * The own seal of a block that a copy holds, verified, from a source. That the records are the same says
 * nothing of the entries: those that no root shows, such as deposits, may be others under it. Throws
 * SourceError, or the source's own errors.
 */
export async function fetchOwnSeal(
  copy: OwnCopy,
  source: Source,
  height: number,
  { primitives, clock }: { readonly primitives: Primitives; readonly clock: Clock },
  signal?: AbortSignal,
): Promise<string> {
  const { log, epochs } = copy;
  const block = log.seal(height);
  if (block === undefined || epochs === undefined) throw new SourceError("source.missing");
  const proof = await source.block(height, signal);
  const { note, checkpoint } = readCandidate(proof, primitives);
  const seal = verifySeal(note, epochs.policyFor(block.size), primitives);
  if (checkpoint.size !== block.size) throw new SourceError("source.seal_invalid");
  const ours = subtreeHash(0, block.size, log.hashAt(block.size), primitives.sha256);
  if (equal(checkpoint.root, ours)) return note;
  raise(copy, seal, source, clock());
  throw new SourceError("source.fork");
}
