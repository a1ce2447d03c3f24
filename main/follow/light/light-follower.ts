import { equal } from "../../../src/bytes/bytes.ts";
import type { EpochClaim, Epochs } from "../../../src/chain/blocks/epochs.ts";
import { withIntroduction } from "../../../src/presentation/introduced-view.ts";
import type { Introduction } from "../../../src/presentation/introduction.ts";
import type { RegistryView } from "../../../src/trust/registry-view.ts";
import { AuthenticatedLog } from "../sources/authenticated-log.ts";
import { FollowError } from "../error.ts";
import { fetchEpochZero } from "../sources/fetch-genesis.ts";
import { fetchChunks, fetchReceipts, fetchRows, type StatusPlace } from "./fetch-proven.ts";
import type { Follower, FollowerOptions, SyncOutcome } from "../follower.ts";
import { chooseHead, type ChosenHead, type FollowDeps, type History } from "../sources/history.ts";
import type { Journal } from "../journal.ts";
import type { LightCopy, LightHead, LightState } from "./light-copy.ts";
import { LightView } from "./light-view.ts";
import type { HeldChunk } from "./proven.ts";
import { readIntroduction } from "./read-introduction.ts";
import type { Source } from "../sources/source.ts";
import type { SourcePool } from "../sources/source-pool.ts";

/** What to bring along beside the newest block. Records held before are brought up to date too. */
export interface LightWants {
  /** `office/<id>`, `type/<id>`. */
  readonly keys?: readonly string[];
  readonly statuses?: readonly StatusPlace[];
  /** Entries (hash, base64url) whose receipt is missing. */
  readonly receipts?: readonly string[];
}

export interface LightSyncOptions {
  readonly signal?: AbortSignal;
  readonly wants?: LightWants;
}

export interface LightOutcome extends SyncOutcome {
  /** Verified receipts by entry hash; those that no source has yet are left out. */
  readonly receipts: ReadonlyMap<string, string>;
}

/** Held at most; those asked for longest ago go first. */
const MAX_ROWS = 256;
const MAX_CHUNKS = 64;
/** How often to begin again when the newest block went on while we read. */
const ROUNDS = 3;

/** The block to bring the copy to, and where it came from. */
interface Target extends Pick<LightState, "genesis" | "epochs" | "claims" | "head"> {
  readonly source: Source;
}

/** Follows a registry by its seals: trusts a quorum that its own rules have led to, and proofs. */
export class LightFollower implements Follower {
  readonly mode = "light";
  readonly view: LightView;
  readonly pool: SourcePool;
  readonly #copy: LightCopy;
  readonly #options: FollowerOptions;
  #underWay: Promise<unknown> = Promise.resolve();

  /** The pool reports into the copy's journal. */
  constructor(copy: LightCopy, pool: SourcePool, options: FollowerOptions) {
    this.#copy = copy;
    this.pool = pool;
    this.#options = options;
    this.view = new LightView(copy, options.primitives);
  }

  get journal(): Journal {
    return this.#copy.journal;
  }

  /**
   * Goes to the newest block that a quorum sealed and fetches what is wanted as of it; one sync at a
   * time. Accepted all at once or not at all. Throws FollowError (`follow.no_source`, `.offline`,
   * `.cancelled`, `.moved`) or what the snapshot store throws.
   */
  async sync(options: LightSyncOptions = {}): Promise<LightOutcome> {
    const turn = this.#underWay.then(
      () => this.#sync(options),
      () => this.#sync(options),
    );
    this.#underWay = turn;
    return await turn;
  }

  async #sync(options: LightSyncOptions): Promise<LightOutcome> {
    const mark = this.journal.mark();
    const before = this.#copy.state?.head.record.height ?? -1;
    for (let round = 1; ; round++) {
      try {
        const receipts = await this.#round(options);
        return this.#outcome(mark, before, receipts);
      } catch (error) {
        const hasMoved = error instanceof FollowError && error.code === "follow.moved";
        if (!hasMoved || round === ROUNDS) throw error;
      }
    }
  }

  async #round({ signal, wants = {} }: LightSyncOptions): Promise<ReadonlyMap<string, string>> {
    if (this.journal.alarm() !== undefined) return new Map();
    const { primitives, clock } = this.#options;
    const deps = { pool: this.pool, journal: this.journal, primitives, clock, signal };
    const from = this.#copy.state;
    const target = await this.#target(deps);
    if (target === undefined) return new Map();
    const { head, epochs, source } = target;
    const rows = await fetchRows(
      this.#keys(wants, epochs),
      head,
      this.#copy.state?.rows ?? new Map(),
      source,
      deps,
    );
    const chunks = await fetchChunks(wants.statuses ?? [], head, source, deps);
    const receipts = await fetchReceipts(wants.receipts ?? [], target, source, deps);
    const { genesis, claims } = target;
    const next = { genesis, epochs, claims, head, rows, chunks: this.#mergeChunks(chunks) };
    if (!this.#copy.replace(next, from)) throw new FollowError("follow.moved");
    return receipts;
  }

  /** The newest block, or the one we have where the sources offer none newer; undefined on a fork. */
  async #target(deps: FollowDeps): Promise<Target | undefined> {
    const { state } = this.#copy;
    const { genesis, epochs } = state ?? (await fetchEpochZero(this.#options.registryId, deps));
    const chosen = await chooseHead(this.#history(deps), epochs, deps);
    if (chosen === "fork") return undefined;
    const { candidate } = chosen;
    if (state !== undefined && !isNewer(chosen, state.head)) return { ...state, source: candidate.source };
    const walked = candidate.walked.map(({ epoch, block, before }): EpochClaim => {
      return { epoch: epoch.epoch, block, before, set: epoch.set };
    });
    const claims = [...(state?.claims ?? []), ...walked];
    const { proof, note, checkpoint, record, recordHash, seal } = candidate;
    const head = { proof, note, checkpoint, record, recordHash, seal };
    return { genesis, epochs: candidate.epochs, claims, head, source: candidate.source };
  }

  /**
   * The view with the office that an introduction proves, where this copy does not hold that office and
   * the proof is not too old; else the view itself. Throws what the snapshot store throws.
   */
  introduced(introduction: Introduction): RegistryView {
    const office = readIntroduction(introduction, this.#copy, this.#options);
    return office === undefined ? this.view : withIntroduction(this.view, office, this.#options.clock());
  }

  #history(deps: FollowDeps): History | undefined {
    const head = this.#copy.state?.head;
    if (head === undefined) return undefined;
    const { size, root } = head.checkpoint;
    const { pool, primitives, signal } = deps;
    const log = new AuthenticatedLog(pool, { size, root, sha256: primitives.sha256, signal });
    const hadRoot = async (at: number, claimed: Uint8Array) => equal(await log.rootAt(at), claimed);
    return { size, root, seal: head.seal, hadRoot };
  }

  /** The registry and its authorities, what is wanted, and what was held before. */
  #keys(wants: LightWants, epochs: Epochs): readonly string[] {
    const authorities = epochs.newest.set.authorities.map(({ id }) => `authority/${id}`);
    const held = [...(this.#copy.state?.rows.keys() ?? [])];
    const keys = new Set(["registry/registry", ...authorities, ...(wants.keys ?? []), ...held]);
    return [...keys].slice(0, MAX_ROWS);
  }

  #mergeChunks(fresh: ReadonlyMap<string, HeldChunk>): ReadonlyMap<string, HeldChunk> {
    const held = [...(this.#copy.state?.chunks ?? [])].filter(([key]) => !fresh.has(key));
    return new Map([...fresh, ...held].slice(0, MAX_CHUNKS));
  }

  #outcome(mark: number, before: number, receipts: ReadonlyMap<string, string>): LightOutcome {
    const head = this.#copy.state?.head;
    const height = head?.record.height ?? 0;
    const alarm = this.journal.alarm();
    return {
      height,
      size: head?.checkpoint.size ?? 0,
      age: this.view.age() ?? { height: 0, time: 0 },
      newBlocks: head === undefined ? 0 : height - before,
      findings: this.journal.since(mark),
      receipts,
      ...(alarm === undefined ? {} : { alarm }),
    };
  }

  close(): void {}
}

/** A later block, or the same one with fresher cosignatures. */
function isNewer(chosen: ChosenHead, head: LightHead): boolean {
  const { checkpoint, seal } = chosen.candidate;
  if (checkpoint.size !== head.checkpoint.size) return checkpoint.size > head.checkpoint.size;
  return seal.time > head.seal.time;
}
