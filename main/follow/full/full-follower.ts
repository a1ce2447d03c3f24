import type { Epochs } from "../../../src/chain/blocks/epochs.ts";
import type { Moment } from "../../../src/trust/registry-view.ts";
import { auditCopy } from "../audit/audit-copy.ts";
import type { AuditOptions, AuditReport } from "../audit/audit-options.ts";
import { FollowError } from "../error.ts";
import { extendCopy } from "./extend-copy.ts";
import { fetchEpochZero } from "../sources/fetch-genesis.ts";
import type { Follower, FollowerOptions, SyncOutcome, SyncProgress } from "../follower.ts";
import { FullView } from "./full-view.ts";
import { chooseHead, type ChosenHead, type FollowDeps } from "../sources/history.ts";
import type { Journal } from "../journal.ts";
import type { OwnCopy } from "../copy/own-copy.ts";
import type { SourcePool } from "../sources/source-pool.ts";

export interface FullSyncOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SyncProgress) => void;
  /** `verify`: also each new entry's signatures (audit). Default `trusted`: the seal covers them. */
  readonly signatures?: "trusted" | "verify";
  /** Prepares a leaf's judgement elsewhere, before it is judged here; never throws. */
  readonly prepare?: (leaf: Uint8Array) => Promise<void>;
}

/** Follows a registry in full: every entry, the tree computed anew, the rules applied. */
export class FullFollower implements Follower {
  readonly mode = "full";
  readonly view: FullView;
  readonly pool: SourcePool;
  readonly #copy: OwnCopy;
  readonly #options: FollowerOptions;
  #underWay: Promise<SyncOutcome> | undefined;

  /** The pool reports into the copy's journal. */
  constructor(copy: OwnCopy, pool: SourcePool, options: FollowerOptions) {
    this.#copy = copy;
    this.pool = pool;
    this.#options = options;
    this.view = new FullView(copy);
  }

  get journal(): Journal {
    return this.#copy.journal;
  }

  get copy(): OwnCopy {
    return this.#copy;
  }

  /**
   * Brings the copy up to the newest block that a quorum sealed, repairing it first where that is
   * needed. Goes on where an earlier sync ended; a call while one is under way joins it. Throws
   * FollowError (`follow.no_source`, `.offline`, `.cancelled`, `.rules_broken`, `.newer_rules`) or
   * DatabaseError; what was taken in stays.
   */
  sync(options: FullSyncOptions = {}): Promise<SyncOutcome> {
    this.#underWay ??= this.#sync(options).finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  async #sync(options: FullSyncOptions): Promise<SyncOutcome> {
    const mark = this.journal.mark();
    if (this.journal.alarm() !== undefined) return this.#outcome(mark, 0);
    const { primitives, clock } = this.#options;
    const deps = { pool: this.pool, journal: this.journal, primitives, clock, signal: options.signal };
    const chosen = await chooseHead(this.#copy.history, await this.#epochs(deps), deps);
    if (chosen === "fork") return this.#outcome(mark, 0);
    await this.#repair(chosen);
    const walked = chosen.candidate.walked.map(({ epoch, block, before }) => {
      return { epoch: epoch.epoch, block, before, set: epoch.set };
    });
    this.#copy.keepClaims(walked);
    const newBlocks = await this.#advance(chosen, deps, options);
    return this.#outcome(mark, newBlocks);
  }

  async #epochs(deps: FollowDeps): Promise<Epochs> {
    return this.#copy.epochs ?? (await fetchEpochZero(this.#options.registryId, deps)).epochs;
  }

  async #repair(chosen: ChosenHead): Promise<void> {
    if (this.#copy.damaged.length === 0) return;
    // What reaches less far than what we once had cannot say what that was.
    if (chosen.log.size < this.#copy.storedSize) throw new FollowError("follow.no_source");
    await this.#copy.repair(chosen.log);
  }

  async #advance(chosen: ChosenHead, deps: FollowDeps, options: FullSyncOptions): Promise<number> {
    const size = this.#copy.ledger.head?.size ?? 0;
    const { seal } = chosen.candidate;
    if (chosen.log.size > size) {
      const { signatures = "trusted", onProgress, prepare } = options;
      return (await extendCopy(this.#copy, chosen, deps, { signatures, onProgress, prepare })) ?? 0;
    }
    const isFresher = seal.time > (this.#copy.seal?.time ?? -1);
    if (chosen.log.size === size && isFresher) this.#copy.refresh(seal);
    return 0;
  }

  #outcome(mark: number, newBlocks: number): SyncOutcome {
    const alarm = this.journal.alarm();
    const { head } = this.#copy.ledger;
    const age: Moment = this.view.age() ?? { height: 0, time: 0 };
    return {
      height: head?.height ?? 0,
      size: head?.size ?? 0,
      age,
      newBlocks,
      findings: this.journal.since(mark),
      ...(alarm === undefined ? {} : { alarm }),
    };
  }

  /** Goes through the whole copy anew (audit-copy.ts), beside a sync if there is one. */
  audit(
    options: Pick<AuditOptions, "signal" | "onProgress" | "fresh" | "threads"> = {},
  ): Promise<AuditReport> {
    return auditCopy(this.#copy, { ...this.#options, ...options });
  }

  /** Does not wait for a sync under way; cancel that first. */
  close(): void {
    this.#copy.close();
  }
}
