import { rmSync } from "node:fs";
import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { equal } from "../../../src/bytes/bytes.ts";
import { parseBlockRecord } from "../../../src/chain/blocks/block-record.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { parseCheckpoint } from "../../../src/note/checkpoint.ts";
import { parseNote } from "../../../src/note/note.ts";
import type { Clock } from "../../doors/clock.ts";
import { openOwnCopy } from "../../follow/open-copy.ts";
import type { OwnCopy } from "../../follow/own-copy.ts";
import type { Source } from "../../follow/source.ts";
import { followWhole } from "../follow-whole.ts";
import { appHashOf, type DecidedChain } from "./decided-chain.ts";
import type { SnapshotHead } from "./snapshots.ts";

export interface CatchUpOptions {
  /** Of a copy that is made meanwhile and removed afterwards. */
  readonly path: string;
  readonly registryId: Uint8Array;
  /** Nodes of the other authorities. */
  readonly sources: readonly Source[];
  readonly clock: Clock;
  readonly primitives: Primitives;
}

/** A new node's own copy of what the others have sealed, until its engine has begun. */
export class CatchUp {
  readonly #options: CatchUpOptions;
  readonly #copy: OwnCopy;

  private constructor(options: CatchUpOptions, copy: OwnCopy) {
    this.#options = options;
    this.#copy = copy;
  }

  /** Follows the others as a wallet does, every signature verified. Throws as `followWhole`. */
  static async open(options: CatchUpOptions): Promise<CatchUp> {
    const { path, registryId, clock, primitives } = options;
    const copy = await openOwnCopy(path, { registryId, clock, primitives });
    const catchUp = new CatchUp(options, copy);
    try {
      await catchUp.follow();
      return catchUp;
    } catch (error) {
      copy.close();
      throw error;
    }
  }

  async follow(): Promise<void> {
    await followWhole(this.#copy, this.#options);
  }

  /** Consensus keys of today's authorities, base64url. */
  get state(): OwnCopy["ledger"]["state"] {
    return this.#copy.ledger.state;
  }

  /** As SnapshotDeskOptions.restore. */
  async restore(decided: DecidedChain, head: SnapshotHead, appHash: Uint8Array): Promise<boolean> {
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
    for (const { first, size: end, checkpoint } of log.blocks(ours + 1, head.height + 1)) {
      decided.adopt([...log.leaves(first, end)], checkpoint);
    }
    return true;
  }

  close(): void {
    this.#copy.close();
    for (const suffix of ["", "-wal", "-shm"]) rmSync(`${this.#options.path}${suffix}`, { force: true });
  }
}
