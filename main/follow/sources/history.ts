import { equal } from "../../../src/bytes/bytes.ts";
import type { Epochs } from "../../../src/chain/blocks/epochs.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import type { Seal } from "../../../src/note/seal.ts";
import type { Clock } from "../../doors/clock.ts";
import { AuthenticatedLog } from "./authenticated-log.ts";
import { fetchNewest } from "./candidate.ts";
import { FollowError } from "../error.ts";
import { judgeCandidate, type KnownEpochs, type SealedCandidate, type ShownSeal } from "./judge-candidate.ts";
import { type Journal, textOf } from "../journal.ts";
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

/** The newest block of every source that a quorum sealed, newest first; among equals the freshest seal. */
async function collectSealed(epochs: Epochs, deps: FollowDeps): Promise<readonly SealedCandidate[]> {
  const { pool, journal, primitives, signal } = deps;
  const shown = await pool.askAll(
    "newest block",
    "source.proof_invalid",
    (source, until) => fetchNewest(source, primitives, until),
    signal,
  );
  const rejected = journal.rejected();
  const sealed: SealedCandidate[] = [];
  let known: KnownEpochs = { epochs, walked: [] };
  for (const each of shown) {
    if (rejected.has(textOf(each.value.note))) {
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

/** Keeps both seals as evidence and raises the alarm. `isOurs`: whether the first one is already followed. */
export function raiseFork(ours: Seal, theirs: ShownSeal, deps: FollowDeps, isOurs: boolean): void {
  const signed = new Set(ours.cosigners.map(({ id }) => id));
  deps.journal.raise({
    at: deps.clock(),
    ours: ours.text,
    theirs: theirs.seal.text,
    ...(isOurs ? {} : { undecided: true }),
    source: theirs.source.name,
    signers: theirs.seal.cosigners.map(({ id }) => id).filter((id) => signed.has(id)),
  });
  deps.pool.mark(theirs.source, "source.fork", `checkpoint ${theirs.seal.checkpoint.size}`);
}

function logOf(
  { checkpoint, source }: SealedCandidate,
  { pool, primitives, signal }: FollowDeps,
): AuthenticatedLog {
  const { size, root } = checkpoint;
  return new AuthenticatedLog(pool, { size, root, sha256: primitives.sha256, first: source, signal });
}

/** Whether the history that a wallet follows and a candidate's tree, read by `log`, are one. */
async function isOneWith(
  { size, root, hadRoot }: History,
  { checkpoint }: SealedCandidate,
  log: AuthenticatedLog,
): Promise<boolean> {
  return checkpoint.size < size
    ? await hadRoot(checkpoint.size, checkpoint.root)
    : equal(root, await log.rootAt(size));
}

/** Whether the history that a wallet follows (none before its first sync) and the candidate's are one; if not, the alarm is raised. */
async function joinsHistory(
  history: History | undefined,
  chosen: ChosenHead,
  deps: FollowDeps,
): Promise<boolean> {
  const { candidate, log } = chosen;
  if (history === undefined) return true;
  const { checkpoint } = history.seal;
  const sealFits =
    checkpoint.size > candidate.checkpoint.size || equal(checkpoint.root, await log.rootAt(checkpoint.size));
  if (sealFits && (await isOneWith(history, candidate, log))) return true;
  raiseFork(history.seal, candidate, deps, true);
  return false;
}

/** Whether it contradicts what we follow, and not only what another source shows; false if nobody serves its tree. */
async function isForeign(history: History, other: SealedCandidate, deps: FollowDeps): Promise<boolean> {
  try {
    return !(await isOneWith(history, other, logOf(other, deps)));
  } catch (error) {
    if (error instanceof FollowError && error.code === "follow.no_source") return false;
    throw error;
  }
}

/** Whether two seals shown at the same time belong to one history; if not, the alarm is raised. */
async function joinsOther(
  chosen: ChosenHead,
  other: SealedCandidate,
  history: History | undefined,
  deps: FollowDeps,
): Promise<boolean> {
  const { size, root } = other.checkpoint;
  if (equal(await chosen.log.rootAt(size), root)) return true;
  if (history !== undefined && (await isForeign(history, other, deps))) {
    raiseFork(history.seal, other, deps, true);
  } else raiseFork(chosen.candidate.seal, other, deps, false);
  return false;
}

async function choose(
  candidate: SealedCandidate,
  others: readonly SealedCandidate[],
  history: History | undefined,
  deps: FollowDeps,
): Promise<ChosenHead | "fork"> {
  const chosen = { candidate, log: logOf(candidate, deps) };
  if (!(await joinsHistory(history, chosen, deps))) return "fork";
  for (const other of others) if (!(await joinsOther(chosen, other, history, deps))) return "fork";
  for (const { source, checkpoint, record } of [candidate, ...others]) {
    if (checkpoint.size < (history?.size ?? 0))
      deps.pool.mark(source, "source.stale", `block ${record.height}`);
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
