import { equal } from "../../src/bytes/bytes.ts";
import type { Epochs } from "../../src/chain/blocks/epochs.ts";
import type { Primitives } from "../../src/crypto/ports.ts";
import type { Seal } from "../../src/note/seal.ts";
import { parseNote } from "../../src/note/note.ts";
import type { Clock } from "../doors/clock.ts";
import { AuthenticatedLog } from "./authenticated-log.ts";
import { fetchNewest } from "./candidate.ts";
import { FollowError } from "./error.ts";
import { judgeCandidate, type KnownEpochs, type SealedCandidate, type ShownSeal } from "./judge-candidate.ts";
import type { Journal } from "./journal.ts";
import type { SourcePool } from "./source-pool.ts";

/** What a wallet has accepted so far. */
export interface History {
  /** Leaves accepted. */
  readonly size: number;
  readonly root: Uint8Array;
  /** Newest accepted seal, of that size or of a larger tree that is not taken in whole yet. */
  readonly seal: Seal;
  /** Whether the accepted tree had that root when it had `size` leaves (1 to all). */
  hadRoot(size: number, root: Uint8Array): Promise<boolean>;
}

export interface FollowDeps {
  readonly pool: SourcePool;
  readonly journal: Journal;
  readonly primitives: Primitives;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

export interface ChosenHead {
  readonly candidate: SealedCandidate;
  /** The candidate's tree. */
  readonly log: AuthenticatedLog;
}

function bodyOf(note: string): string {
  return parseNote(note).text;
}

/** The newest block of every source that a quorum sealed, newest first; among equals the freshest seal. */
async function collectSealed(epochs: Epochs, deps: FollowDeps): Promise<readonly SealedCandidate[]> {
  const { pool, journal, primitives, signal } = deps;
  const shown = await pool.askAll(
    "newest block",
    "source.proof_invalid",
    (source, until) => fetchNewest(source, primitives, until),
    signal,
  );
  const rejected = new Set(journal.evidence().map(({ theirs }) => bodyOf(theirs)));
  const sealed: SealedCandidate[] = [];
  let known: KnownEpochs = { epochs, walked: [] };
  for (const each of shown) {
    // What a person has decided against stays out.
    if (rejected.has(bodyOf(each.value.note))) {
      pool.mark(each.source, "source.fork", `block ${each.value.record.height}`);
      continue;
    }
    const judged = await judgeCandidate(each, epochs, known, deps);
    if (judged === undefined) continue;
    sealed.push(judged);
    if (judged.walked.length > known.walked.length) known = judged;
  }
  return sealed.sort((a, b) => b.checkpoint.size - a.checkpoint.size || b.seal.time - a.seal.time);
}

/** Keeps both seals as evidence and raises the alarm. */
export function raiseFork(ours: Seal, theirs: ShownSeal, deps: FollowDeps): void {
  const signed = new Set(ours.cosigners.map(({ id }) => id));
  deps.journal.raise({
    at: deps.clock(),
    ours: ours.text,
    theirs: theirs.seal.text,
    source: theirs.source.name,
    signers: theirs.seal.cosigners.map(({ id }) => id).filter((id) => signed.has(id)),
  });
  deps.pool.mark(theirs.source, "source.fork", `checkpoint ${theirs.seal.checkpoint.size}`);
}

/** Whether the history that a wallet follows (none before its first sync) and the candidate's are one; if not, the alarm is raised. */
async function joinsHistory(
  history: History | undefined,
  chosen: ChosenHead,
  deps: FollowDeps,
): Promise<boolean> {
  const { candidate, log } = chosen;
  const { size, root } = candidate.checkpoint;
  if (history === undefined) return true;
  const isOne =
    size < history.size
      ? await history.hadRoot(size, root)
      : equal(history.root, await log.rootAt(history.size));
  const { checkpoint } = history.seal;
  const sealFits = checkpoint.size > size || equal(checkpoint.root, await log.rootAt(checkpoint.size));
  if (isOne && sealFits) return true;
  raiseFork(history.seal, candidate, deps);
  return false;
}

/** Whether two seals shown at the same time belong to one history; if not, the alarm is raised. */
async function joinsOther(chosen: ChosenHead, other: SealedCandidate, deps: FollowDeps): Promise<boolean> {
  const { size, root } = other.checkpoint;
  if (equal(await chosen.log.rootAt(size), root)) return true;
  raiseFork(chosen.candidate.seal, other, deps);
  return false;
}

async function choose(
  candidate: SealedCandidate,
  others: readonly SealedCandidate[],
  history: History | undefined,
  deps: FollowDeps,
): Promise<ChosenHead | "fork"> {
  const { size, root } = candidate.checkpoint;
  const { pool, primitives, signal } = deps;
  const options = { size, root, sha256: primitives.sha256, first: candidate.source, signal };
  const chosen = { candidate, log: new AuthenticatedLog(pool, options) };
  if (!(await joinsHistory(history, chosen, deps))) return "fork";
  for (const other of others) if (!(await joinsOther(chosen, other, deps))) return "fork";
  for (const { source, checkpoint, record } of [candidate, ...others]) {
    if (checkpoint.size < (history?.size ?? 0)) pool.mark(source, "source.stale", `block ${record.height}`);
  }
  return chosen;
}

/**
 * Asks all sources for their newest block and chooses the newest that a quorum sealed and whose tree can
 * be read, after comparing it with what was accepted before and with what the other sources show.
 * `fork`: two of them cannot both be; the evidence is kept and nothing is chosen. The choice may be
 * older than `history`, which then stays. Throws `follow.no_source`, `follow.offline` or
 * `follow.cancelled`.
 */
export async function chooseHead(
  history: History | undefined,
  epochs: Epochs,
  deps: FollowDeps,
): Promise<ChosenHead | "fork"> {
  const sealed = await collectSealed(epochs, deps);
  for (const [at, candidate] of sealed.entries()) {
    try {
      return await choose(candidate, sealed.slice(at + 1), history, deps);
    } catch (error) {
      // A true seal whose tree nobody serves must not keep us from one that can be read.
      if (!(error instanceof FollowError) || error.code !== "follow.no_source") throw error;
    }
  }
  throw new FollowError("follow.no_source");
}
