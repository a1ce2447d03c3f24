import { equal } from "../../../src/bytes/bytes.ts";
import { RULES_VERSION } from "../../../src/chain/entries/apply.ts";
import type { BlockDraft } from "../../../src/chain/blocks/ledger.ts";
import { TILE_WIDTH } from "../../../src/merkle/tile.ts";
import type { AuthenticatedLog, LeafBundle } from "../sources/authenticated-log.ts";
import { FollowError } from "../error.ts";
import { BlockCutter, type CutBlock } from "../replay/fold.ts";
import type { SyncProgress } from "../follower.ts";
import { type ChosenHead, type FollowDeps, raiseFork } from "../sources/history.ts";
import type { OwnCopy } from "../copy/own-copy.ts";

/** Bundles asked for ahead of the one being folded in. */
const AHEAD = 4;
/** Leaves, and bytes of them, written in one transaction; always whole blocks and at least one. */
const BATCH_LEAVES = 16_384;
const BATCH_BYTES = 8 << 20;

export interface ExtendOptions {
  readonly signatures: "trusted" | "verify";
  /** Prepares a leaf's judgement elsewhere; never throws. */
  readonly prepare: ((leaf: Uint8Array) => Promise<void>) | undefined;
  readonly onProgress: ((progress: SyncProgress) => void) | undefined;
}

async function readBundle(
  log: AuthenticatedLog,
  index: number,
  prepare: ExtendOptions["prepare"],
): Promise<LeafBundle> {
  const bundle = await log.bundle(index);
  if (prepare !== undefined) await Promise.all(bundle.leaves.map((leaf) => prepare(leaf)));
  return bundle;
}

/** The bundles that hold leaves `from` to the last, in order. */
async function* readBundles(
  log: AuthenticatedLog,
  from: number,
  prepare: ExtendOptions["prepare"],
): AsyncGenerator<LeafBundle> {
  const last = Math.floor((log.size - 1) / TILE_WIDTH);
  const underWay: Promise<LeafBundle>[] = [];
  let next = Math.floor(from / TILE_WIDTH);
  while (next <= last || underWay.length > 0) {
    for (; next <= last && underWay.length < AHEAD; next++) {
      const bundle = readBundle(log, next, prepare);
      // It is awaited below; until then its failure must not count as unhandled.
      bundle.catch(() => {});
      underWay.push(bundle);
    }
    yield await (underWay.shift() as Promise<LeafBundle>);
  }
}

/** Takes blocks into the copy and writes them batch by batch. */
class Intake {
  readonly #copy: OwnCopy;
  readonly #chosen: ChosenHead;
  readonly #deps: FollowDeps;
  readonly #signatures: "trusted" | "verify";
  #leaves = 0;
  #bytes = 0;
  #epoch: number;
  blocks = 0;

  constructor(copy: OwnCopy, chosen: ChosenHead, deps: FollowDeps, signatures: "trusted" | "verify") {
    this.#copy = copy;
    this.#chosen = chosen;
    this.#deps = deps;
    this.#signatures = signatures;
    this.#epoch = copy.epochs?.newest.epoch ?? 0;
  }

  /** False if the block shows that two sealed histories cannot both be; the alarm is raised then. */
  async take(block: CutBlock): Promise<boolean> {
    const taken = this.#copy.take(block, this.#signatures);
    if (!taken.ok) await this.#refuse();
    else if (!this.#fitsWalk(taken.draft)) return false;
    this.blocks++;
    this.#leaves += block.leaves.length;
    for (const leaf of block.leaves) this.#bytes += leaf.length;
    if (this.#leaves >= BATCH_LEAVES || this.#bytes >= BATCH_BYTES) await this.flush();
    return true;
  }

  async flush(): Promise<void> {
    await this.#copy.flush(this.#chosen.candidate.seal);
    this.#leaves = 0;
    this.#bytes = 0;
  }

  /** Only a quorum that seals against its own rules gets here, or one with rules newer than we are. */
  async #refuse(): Promise<never> {
    const { head, state } = this.#copy.ledger;
    const height = (head?.height ?? -1) + 1;
    await this.flush();
    // Under other rules there may be kinds, members and records that ours do not even read, so no code tells.
    if ((state.registry()?.rules ?? RULES_VERSION) !== RULES_VERSION)
      throw new FollowError("follow.newer_rules");
    this.#deps.pool.mark(this.#chosen.candidate.source, "source.rules_broken", `block ${height}`);
    throw new FollowError("follow.rules_broken");
  }

  /** An epoch must begin where its walk said, in a tree with the root that was sealed there. */
  #fitsWalk(draft: BlockDraft): boolean {
    const { epoch } = draft.record;
    if (epoch === this.#epoch) return true;
    this.#epoch = epoch;
    const { source, seal, walked } = this.#chosen.candidate;
    const walk = walked.find((each) => each.epoch.epoch === epoch);
    if (walk === undefined) return true;
    const { size, root } = walk.seal.checkpoint;
    if (size === draft.size && equal(root, draft.root)) return true;
    raiseFork(seal, { source, seal: walk.seal }, this.#deps, false);
    return false;
  }
}

/**
 * Takes in everything up to the chosen head, each bundle authenticated before it is used and each
 * block checked. Whole blocks that were taken in stay, also when it ends early. Answers how many;
 * undefined if an alarm was raised. Throws FollowError or DatabaseError.
 */
export async function extendCopy(
  copy: OwnCopy,
  chosen: ChosenHead,
  deps: FollowDeps,
  options: ExtendOptions,
): Promise<number | undefined> {
  const from = copy.ledger.head?.size ?? 0;
  const { log } = chosen;
  const cutter = new BlockCutter();
  const intake = new Intake(copy, chosen, deps, options.signatures);
  try {
    for await (const { first, leaves, hashes } of readBundles(log, from, options.prepare)) {
      for (let i = Math.max(0, from - first); i < leaves.length; i++) {
        const block = cutter.push(leaves[i] as Uint8Array, hashes[i] as Uint8Array);
        if (block !== undefined && !(await intake.take(block))) return undefined;
      }
      options.onProgress?.({ done: first + leaves.length - from, total: log.size - from });
    }
  } finally {
    await intake.flush();
  }
  return intake.blocks;
}
