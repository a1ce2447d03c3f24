import { rmSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { equal } from "../../../src/bytes/bytes.ts";
import { parseBlockRecord } from "../../../src/chain/blocks/block-record.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { codeOf } from "../../../src/error.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { parseCheckpoint } from "../../../src/note/checkpoint.ts";
import { parseNote } from "../../../src/note/note.ts";
import { type Clock, sleep } from "../../doors/clock.ts";
import { openOwnCopy } from "../../follow/copy/open-copy.ts";
import type { OwnCopy } from "../../follow/copy/own-copy.ts";
import type { Source } from "../../follow/sources/source.ts";
import type { NewBlock } from "../../log/log-store.ts";
import { followWhole } from "../mirror/follow-whole.ts";
import type { VerifiedSignatures } from "../verified.ts";
import { verifyAhead } from "../verify-ahead.ts";
import { Wake } from "../wake.ts";
import { appHashOf, type DecidedChain } from "./decided-chain.ts";
import type { SnapshotHead } from "./snapshots.ts";

/**
 * Blocks at the end that are not taken over before a snapshot names one: the engine's own begin some
 * blocks back, and what was taken over cannot be given back.
 */
const NOT_YET = 16;
/** Leaves taken over in one go, so that the engine's calls are answered in between. */
const AT_ONCE = 1_024;
/** Milliseconds between two looks at what the others have sealed since. */
const LOOK_MS = 1_000;
/** Times in a row that the others may be too busy to show more, once they have shown something. */
const PATIENCE = 8;

export interface CatchUpOptions {
  /** Of a copy that is made meanwhile and removed afterwards. */
  readonly path: string;
  readonly registryId: Uint8Array;
  /** Nodes of the other authorities. */
  readonly sources: readonly Source[];
  readonly clock: Clock;
  readonly primitives: Primitives;
  /** Where signatures are verified ahead, on other cores; of the same primitives. */
  readonly verified?: VerifiedSignatures;
}

/** Removes what a copy that is not open has left. */
export function removeCopy(path: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
}

/** A new node's own copy of what the others have sealed, until its engine has begun. */
export class CatchUp {
  readonly #options: CatchUpOptions;
  readonly #copy: OwnCopy;
  readonly #wake = new Wake();
  #isStopped = false;
  #isClosed = false;
  #running: Promise<void> = Promise.resolve();

  private constructor(options: CatchUpOptions, copy: OwnCopy) {
    this.#options = options;
    this.#copy = copy;
  }

  /** Follows the others as a wallet does, every signature verified. Throws as `followWhole`. */
  static async open(options: CatchUpOptions): Promise<CatchUp> {
    const { path, registryId, clock, primitives, verified } = options;
    const copy = await openOwnCopy(path, { registryId, clock, primitives });
    if (verified !== undefined) copy.ledger.share(verified.entries);
    const catchUp = new CatchUp(options, copy);
    try {
      await catchUp.#followThrough();
      return catchUp;
    } catch (error) {
      copy.close();
      throw error;
    }
  }

  /** What was taken in stays, so it goes on where nobody answered in time. */
  async #followThrough(): Promise<void> {
    const { log } = this.#copy;
    for (let failures = 0; ;) {
      const { size } = log;
      try {
        await this.follow();
        return;
      } catch (error) {
        failures = log.size > size ? 1 : failures + 1;
        const isBusy = codeOf(error) === "follow.no_source" && log.size > 0;
        if (!isBusy || failures > PATIENCE) throw error;
        await sleep(LOOK_MS);
      }
    }
  }

  async follow(): Promise<void> {
    const { registryId, verified } = this.#options;
    const prepare =
      verified === undefined
        ? undefined
        : (leaf: Uint8Array): Promise<void> => verifyAhead(leaf, registryId, verified);
    await followWhole(this.#copy, { ...this.#options, prepare });
  }

  /** Of today, as far as it has been followed. */
  get state(): OwnCopy["ledger"]["state"] {
    return this.#copy.ledger.state;
  }

  /**
   * Takes over what was followed while the engine looks for a snapshot, all but the newest blocks, and
   * follows on, so that little is left to do when there is one. Until `restore` or `close`.
   */
  run(decided: DecidedChain): void {
    this.#running = this.#run(decided);
  }

  /** As SnapshotDeskOptions.restore. */
  async restore(decided: DecidedChain, head: SnapshotHead, appHash: Uint8Array): Promise<boolean> {
    await this.#stop();
    if ((this.#copy.ledger.head?.height ?? -1) < head.height) await this.follow();
    const { log } = this.#copy;
    const block = log.seal(head.height);
    const ours = decided.sealed.store.newest?.height ?? -1;
    if (block === undefined || ours > head.height) return false;
    const { size, root } = parseCheckpoint(parseNote(block.checkpoint).text);
    const leaf = log.leaf(block.recordIndex);
    if (leaf === undefined) return false;
    const record = parseBlockRecord(leaf);
    const { sha256 } = this.#options.primitives;
    const isNamed = size === head.size && equal(root, fromBase64Url(head.root));
    if (!isNamed || !equal(appHashOf({ size, root, record }, sha256), appHash)) return false;
    await this.#adopt(decided, head.height);
    return true;
  }

  async close(): Promise<void> {
    await this.#stop();
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#copy.close();
    removeCopy(this.#options.path);
  }

  async #stop(): Promise<void> {
    this.#isStopped = true;
    this.#wake.wake();
    await this.#running;
  }

  async #run(decided: DecidedChain): Promise<void> {
    while (!this.#isStopped) {
      try {
        await this.#adopt(decided, (this.#copy.ledger.head?.height ?? -1) - NOT_YET, () => this.#isStopped);
        if (this.#isStopped) return;
        await this.#wake.wait(LOOK_MS);
        if (!this.#isStopped) await this.follow();
      } catch (error) {
        // Whoever restores tries it again, and is told.
        if (codeOf(error) === undefined) throw error;
        await this.#wake.wait(LOOK_MS);
      }
    }
  }

  /** Takes over blocks up to this height. */
  async #adopt(decided: DecidedChain, last: number, isEnough = (): boolean => false): Promise<void> {
    for (;;) {
      const ours = decided.sealed.store.newest?.height ?? -1;
      if (ours >= last || isEnough()) return;
      decided.adopt(this.#blocks(ours + 1, last));
      await nextTurn();
    }
  }

  /** So many blocks from this height on as are taken over in one go, one at least. */
  #blocks(from: number, last: number): readonly NewBlock[] {
    const { log } = this.#copy;
    const { sha256 } = this.#options.primitives;
    const blocks: NewBlock[] = [];
    let count = 0;
    for (const { height, first, size, checkpoint } of log.blocks(from, last + 1)) {
      const leaves = [...log.leaves(first, size)];
      blocks.push({
        height,
        first,
        leaves,
        leafHashes: leaves.map((leaf) => leafHash(leaf, sha256)),
        checkpoint,
      });
      count += leaves.length;
      if (count >= AT_ONCE) break;
    }
    return blocks;
  }
}
