import { CodedError } from "../../../src/error.ts";
import { type Epoch, type Epochs, verifyEpoch } from "../../../src/chain/blocks/epochs.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { type Seal, verifySeal } from "../../../src/note/seal.ts";
import type { Candidate } from "./candidate.ts";
import { SourceError } from "../error.ts";
import type { Source } from "./source.ts";
import type { SourcePool } from "./source-pool.ts";

/** A seal and who showed it. */
export interface ShownSeal {
  readonly source: Source;
  readonly seal: Seal;
}

/** An epoch learned from a source, with the text it was verified from. */
export interface WalkedEpoch {
  readonly epoch: Epoch;
  readonly seal: Seal;
  readonly block: string;
  readonly before: Uint8Array;
}

export interface KnownEpochs {
  readonly epochs: Epochs;
  /** Those of them that are not accepted yet, with their proofs. */
  readonly walked: readonly WalkedEpoch[];
}

/** A candidate that a quorum of the authorities in force has sealed; the epochs go up to its own. */
export interface SealedCandidate extends Candidate, ShownSeal, KnownEpochs {}

/** Walks epoch by epoch until `target` is known. Throws ChainProofError, NoteError or SourceError. */
async function walkEpochs(
  source: Source,
  epochs: Epochs,
  target: number,
  primitives: Primitives,
  signal: AbortSignal | undefined,
): Promise<readonly WalkedEpoch[]> {
  const walked: WalkedEpoch[] = [];
  while (epochs.newest.epoch < target) {
    const answer = await source.epochs(epochs.newest.epoch + 1, signal);
    if (answer.epochs.length === 0) throw new SourceError("source.epoch_invalid");
    for (const claim of answer.epochs) {
      const { epoch, seal } = verifyEpoch(claim, epochs, primitives);
      epochs.push(epoch);
      walked.push({ epoch, seal, block: claim.block, before: claim.before });
      if (epoch.epoch === target) break;
    }
  }
  return walked;
}

function verify(candidate: Candidate, epochs: Epochs, primitives: Primitives): Seal {
  const { size } = candidate.checkpoint;
  const seal = verifySeal(candidate.note, epochs.policyFor(size), primitives);
  // What was sealed says itself which epoch it belongs to; a set that is out of office cannot seal.
  const inForce = epochs.all().findLast(({ after }) => after <= size);
  if (inForce?.epoch !== candidate.record.epoch) throw new SourceError("source.record_invalid");
  return seal;
}

function tryVerify(candidate: Candidate, epochs: Epochs, primitives: Primitives): Seal | undefined {
  try {
    return verify(candidate, epochs, primitives);
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}

/**
 * Whether a quorum sealed the candidate, by the epochs accepted (`epochs`) or those already walked for
 * another candidate (`known`) or, where it is ahead of both, by those that its source shows. Nothing is
 * pushed: what was walked counts once the candidate is accepted. Undefined if not sealed; the source is
 * marked then. Throws FollowError.
 */
export async function judgeCandidate(
  shown: { readonly source: Source; readonly value: Candidate },
  epochs: Epochs,
  known: KnownEpochs,
  deps: {
    readonly pool: SourcePool;
    readonly primitives: Primitives;
    readonly signal: AbortSignal | undefined;
  },
): Promise<SealedCandidate | undefined> {
  const { source, value: candidate } = shown;
  const { pool, primitives, signal } = deps;
  const place = `block ${candidate.record.height}`;
  if (candidate.record.epoch <= known.epochs.newest.epoch) {
    const seal = tryVerify(candidate, known.epochs, primitives);
    if (seal !== undefined) return { ...candidate, ...known, source, seal };
  }
  const mine = epochs.clone();
  let walked: readonly WalkedEpoch[] = [];
  if (candidate.record.epoch > mine.newest.epoch) {
    const walk = () => walkEpochs(source, mine, candidate.record.epoch, primitives, signal);
    const answer = await pool.askOne(source, place, "source.epoch_invalid", walk);
    if (answer === undefined) return undefined;
    walked = answer.value;
  }
  const judge = () => Promise.resolve(verify(candidate, mine, primitives));
  const seal = await pool.askOne(source, place, "source.seal_invalid", judge);
  return seal === undefined ? undefined : { ...candidate, source, seal: seal.value, epochs: mine, walked };
}
