import { equal } from "../../../src/bytes/bytes.ts";
import type { EpochClaim, Epochs } from "../../../src/chain/blocks/epochs.ts";
import type { BlockDraft, Ledger } from "../../../src/chain/blocks/ledger.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { CodedError } from "../../../src/error.ts";
import { Frontier } from "../../../src/merkle/frontier.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { subtreeHash } from "../../../src/merkle/subtree.ts";
import { tileWidth } from "../../../src/merkle/tile.ts";
import { type Seal, verifySeal } from "../../../src/note/seal.ts";
import type { Clock } from "../../doors/clock.ts";
import type { Database } from "../../doors/database.ts";
import { LogStore } from "../../log/log-store.ts";
import { type AuditMark, formatAuditMark, parseAuditMark } from "./audit-mark.ts";
import type { AuthenticatedLog } from "../sources/authenticated-log.ts";
import { type CopyMark, formatMark, parseMark } from "./copy-mark.ts";
import { formatClaims, joinClaims, parseClaims } from "./epoch-claims.ts";
import { FollowError } from "../error.ts";
import { type Checked, type CutBlock, Folder } from "../replay/fold.ts";
import type { History } from "../sources/history.ts";
import { Journal, OWN_COPY } from "../journal.ts";
import { rebuildTiles } from "./rebuild-tiles.ts";
import { replayLog, type ReplayOptions } from "../replay/replay.ts";

export interface OwnCopyOptions extends Pick<ReplayOptions, "signal" | "onProgress"> {
  readonly registryId: Uint8Array;
  readonly primitives: Primitives;
  readonly clock: Clock;
}

const MARK = "follow.mark";
const JOURNAL = "follow.journal";
const REGISTRY = "follow.registry";
const CLAIMS = "follow.epochs";
const AUDITED = "follow.audited";
/** More findings of one kind than this are told as one. */
const MAX_PLACES = 8;

/**
 * A wallet's own full copy of a registry: the log on disk, its state in memory. What it holds was
 * under a verified seal when it was written; what it reads back is checked against the root stored with
 * it, and bundles that do not fit are named in `damaged` until `repair`. The state then ends before
 * the first of them.
 */
export class OwnCopy {
  readonly journal: Journal;
  readonly #db: Database;
  readonly #log: LogStore;
  readonly #options: OwnCopyOptions;
  #mark: CopyMark | undefined;
  #folder: Folder;
  #damaged: readonly number[] = [];
  /** Folded in, not on disk yet. */
  #queue: BlockDraft[] = [];

  private constructor(db: Database, options: OwnCopyOptions) {
    this.#db = db;
    this.#options = options;
    this.#log = new LogStore(db, options.primitives.sha256);
    this.#folder = new Folder(options.registryId, options.primitives);
    this.journal = Journal.load(this.#log.meta(JOURNAL));
    this.journal.onChange = () => db.transaction(() => this.#log.putMeta(JOURNAL, this.journal.bytes()));
  }

  /**
   * Over an open database that has LOG_SCHEMA. Throws `follow.registry_id` for another registry's
   * file, `follow.cancelled`, `copy.unusable` when nothing of it can be trusted, LogError or
   * DatabaseError.
   */
  static async load(db: Database, options: OwnCopyOptions): Promise<OwnCopy> {
    const copy = new OwnCopy(db, options);
    copy.#checkRegistry();
    const stored = copy.#log.meta(MARK);
    copy.#mark = stored === undefined ? undefined : parseMark(stored);
    if (copy.#log.size !== (copy.#mark?.size ?? 0)) throw new FollowError("copy.unusable");
    await copy.#replay();
    return copy;
  }

  #checkRegistry(): void {
    const { registryId } = this.#options;
    const known = this.#log.meta(REGISTRY);
    if (known === undefined) this.#db.transaction(() => this.#log.putMeta(REGISTRY, registryId));
    else if (!equal(known, registryId)) throw new FollowError("follow.registry_id");
  }

  async #replay(): Promise<void> {
    if (this.#mark === undefined) return;
    const { registryId, primitives } = this.#options;
    const replay = await replayLog(this.#log, this.#mark.root, registryId, this.#options);
    this.#folder = replay.folder;
    this.#queue = [];
    this.#report(replay.badBundles.map((index) => `bundle ${index}`));
    this.#damaged = replay.badBundles;
    if (replay.badTiles) this.#report(rebuildTiles(this.#log, primitives.sha256));
    this.#checkSeal(this.#mark.seal);
  }

  /** The stored seal must still be one, as far as the authorities of its time are known. */
  #checkSeal(seal: Seal): void {
    const { ledger, epochs } = this.#folder;
    const { size, root } = seal.checkpoint;
    const head = ledger.head;
    if (head === undefined || epochs === undefined || size > head.size) return;
    try {
      verifySeal(seal.text, epochs.policyFor(size), this.#options.primitives);
    } catch (error) {
      if (error instanceof CodedError) throw new FollowError("copy.unusable", { cause: error });
      throw error;
    }
    if (size === head.size && !equal(root, head.root)) throw new FollowError("copy.unusable");
  }

  #report(places: readonly string[]): void {
    const told = places.length > MAX_PLACES ? [`${places[0]} to ${places.at(-1)}`] : places;
    for (const place of told) {
      this.journal.report({ code: "copy.damaged", source: OWN_COPY, place, at: this.#options.clock() });
    }
  }

  get ledger(): Ledger {
    return this.#folder.ledger;
  }

  /** Undefined before block 0. */
  get epochs(): Epochs | undefined {
    return this.#folder.epochs;
  }

  /** What the state rests on; undefined before block 0. */
  get history(): History | undefined {
    const { head } = this.ledger;
    if (head === undefined || this.#mark === undefined) return undefined;
    const hadRoot = (size: number, root: Uint8Array) => Promise.resolve(this.#hadRoot(size, root));
    return { size: head.size, root: head.root, seal: this.#mark.seal, hadRoot };
  }

  /** How each epoch began, from the first on, as far as sources have shown it. */
  get claims(): readonly EpochClaim[] {
    return parseClaims(this.#log.meta(CLAIMS));
  }

  /** Keeps what showed new epochs, once verified. */
  keepClaims(walked: readonly EpochClaim[]): void {
    const known = this.claims;
    const joined = joinClaims(known, walked);
    if (joined.length === known.length) return;
    this.#db.transaction(() => this.#log.putMeta(CLAIMS, formatClaims(joined)));
  }

  /** How far every signature was verified here before, if that is still the beginning of this log. */
  get audited(): AuditMark | undefined {
    return parseAuditMark(this.#log.meta(AUDITED));
  }

  putAudited(mark: AuditMark): void {
    this.#db.transaction(() => this.#log.putMeta(AUDITED, formatAuditMark(mark)));
  }

  /** A copy of the file as it stands, for work that must be taken whole or not at all. */
  copyTo(path: string): void {
    this.#db.copyTo(path);
  }

  /** Bundles that wait for repair. */
  get damaged(): readonly number[] {
    return this.#damaged;
  }

  /** Leaves on disk, damaged ones included. */
  get storedSize(): number {
    return this.#log.size;
  }

  /** Of the state, if it is sealed as a whole. */
  get seal(): Seal | undefined {
    const seal = this.#mark?.seal;
    return seal !== undefined && seal.checkpoint.size === this.ledger.head?.size ? seal : undefined;
  }

  /** The stored log, to read. */
  get log(): LogStore {
    return this.#log;
  }

  #hadRoot(size: number, root: Uint8Array): boolean {
    const { sha256 } = this.#options.primitives;
    try {
      if (equal(subtreeHash(0, size, this.#log.hashAt(size), sha256), root)) return true;
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
    }
    // Before anybody is accused: it may be our own tiles that are damaged.
    const frontier = new Frontier(sha256);
    for (const leaf of this.#log.leaves(0, size)) frontier.append(leafHash(leaf, sha256));
    if (!equal(frontier.root(), root)) return false;
    if (this.#damaged.length === 0) this.#report(rebuildTiles(this.#log, sha256));
    return true;
  }

  /** Checks the next block and folds it in; `flush` makes it durable. */
  take(block: CutBlock, signatures: "trusted" | "verify"): Checked {
    const taken = this.#folder.take(block, signatures);
    if (taken.ok) this.#queue.push(taken.draft);
    return taken;
  }

  /**
   * Writes what was taken, whole blocks in one transaction, under a seal that the caller has verified
   * and that reaches at least so far. If that fails, the state is what is on disk again, and the error
   * is passed on.
   */
  async flush(seal: Seal): Promise<void> {
    const last = this.#queue.at(-1);
    if (last === undefined) return;
    const mark: CopyMark = { size: last.size, root: last.root, seal };
    const blocks = this.#queue.map(({ height, first, leaves, leafHashes, size }) => {
      // Other blocks' own seals are not fetched; the newest one commits to all of them.
      const checkpoint = size === seal.checkpoint.size ? seal.text : "";
      return { height, first, leaves, leafHashes, checkpoint };
    });
    try {
      this.#log.append(blocks, () => this.#log.putMeta(MARK, formatMark(mark)));
    } catch (error) {
      await this.#replay();
      throw error;
    }
    this.#mark = mark;
    this.#queue = [];
  }

  /** The same block, cosigned again later. */
  refresh(seal: Seal): void {
    const { head } = this.ledger;
    if (this.#mark === undefined || head === undefined || seal.checkpoint.size !== head.size) return;
    const mark = { ...this.#mark, seal };
    this.#db.transaction(() => this.#log.putMeta(MARK, formatMark(mark)));
    this.#log.putSeal(head.height, seal.text);
    this.#mark = mark;
  }

  /**
   * Fetches damaged bundles again and folds in what they had kept out. `from` must be known to be of
   * this copy's history and reach as far. Throws FollowError or DatabaseError.
   */
  async repair(from: AuthenticatedLog): Promise<void> {
    if (this.#mark === undefined) return;
    for (const index of this.#damaged) {
      const { leaves } = await from.bundle(index);
      this.#log.repairBundle(index, leaves.slice(0, tileWidth(0, index, this.#log.size)));
    }
    const mark = { ...this.#mark, root: await from.rootAt(this.#log.size) };
    this.#db.transaction(() => this.#log.putMeta(MARK, formatMark(mark)));
    this.#mark = mark;
    await this.#replay();
  }

  close(): void {
    this.#db.close();
  }
}
