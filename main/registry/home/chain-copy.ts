import { equal } from "../../../src/bytes/bytes.ts";
import { Epochs } from "../../../src/chain/blocks/epochs.ts";
import { type BlockDraft, type Head, Ledger } from "../../../src/chain/blocks/ledger.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { parseCheckpoint } from "../../../src/note/checkpoint.ts";
import { parseNote } from "../../../src/note/note.ts";
import type { SealPolicy } from "../../../src/note/seal.ts";
import type { Folder } from "../../follow/replay/fold.ts";
import { SWIFT_FROM, swiftReplay } from "../../follow/replay/swift-replay.ts";
import type { LogStore, NewBlock } from "../../log/log-store.ts";
import type { BlockRow } from "../../log/rows.ts";
import { RegistryError } from "../error.ts";

/** What a node serves from: log, ledger and epochs of one registry, all at the same block. */
export interface ServedChain {
  readonly store: LogStore;
  readonly ledger: Ledger;
  readonly epochs: Epochs;
}

/** Where the log says its newest block ends. */
function sealedAs(newest: BlockRow): { readonly size: number; readonly root: Uint8Array } {
  return parseCheckpoint(parseNote(newest.checkpoint).text);
}

/** Whether rows name these blocks, asked for one after the other. */
function inOrderOf(rows: Iterator<BlockRow, void>): (head: Head) => boolean {
  return ({ height, size, record }) => {
    const row: BlockRow | undefined = rows.next().value ?? undefined;
    return row?.height === height && row.first === record.first && row.size === size;
  };
}

/**
 * A registry's log on disk and its ledger in memory. Opening folds the whole log in again: entries'
 * signatures were verified when their leaves were stored, everything else is computed anew and
 * compared with the newest checkpoint.
 */
export class ChainCopy implements ServedChain {
  readonly store: LogStore;
  readonly ledger: Ledger;
  readonly epochs: Epochs;

  /** `folded` is the log folded in already. Throws `registry.damaged`, LogError or LedgerError. */
  constructor(
    store: LogStore,
    genesis: Uint8Array,
    registryId: Uint8Array,
    primitives: Primitives,
    folded?: Folder,
  ) {
    this.store = store;
    this.ledger = folded?.ledger ?? new Ledger(registryId, primitives, { genesis });
    this.epochs = folded?.epochs ?? Epochs.fromGenesis(registryId, genesis, primitives);
    const newest = store.newest;
    if (newest === undefined || folded !== undefined) return;
    for (const block of store.blocks(0, newest.height + 1)) {
      const leaves = [...store.leaves(block.first, block.size)];
      const checked = this.ledger.check(leaves, { signatures: "trusted" });
      if (!checked.ok) throw new RegistryError("registry.damaged");
      this.#commit(checked.value);
    }
    const sealed = sealedAs(newest);
    if (this.size !== sealed.size || this.root === undefined || !equal(this.root, sealed.root)) {
      throw new RegistryError("registry.damaged");
    }
  }

  /**
   * The same, sooner for a large log: another thread reads it ahead (`swiftReplay`). What that does not
   * find in order is judged by the constructor.
   */
  static async open(
    store: LogStore,
    genesis: Uint8Array,
    registryId: Uint8Array,
    primitives: Primitives,
    swiftFrom = SWIFT_FROM,
  ): Promise<ChainCopy> {
    const { newest } = store;
    let folded: Folder | undefined;
    if (newest !== undefined && newest.size >= swiftFrom) {
      const { root } = sealedAs(newest);
      const rows = store.blocks(0, newest.height + 1);
      try {
        folded = await swiftReplay(store, root, registryId, { primitives, onBlock: inOrderOf(rows) });
      } finally {
        // A walk that is not ended keeps what is written from then on out of the main file.
        rows.return();
      }
    }
    return new ChainCopy(store, genesis, registryId, primitives, folded);
  }

  /** Leaves of the log. */
  get size(): number {
    return this.ledger.head?.size ?? 0;
  }

  /** Root of the whole log, undefined while it is empty. */
  get root(): Uint8Array | undefined {
    return this.ledger.head?.root;
  }

  /** Judges the seal of the newest block. */
  get policyOfNewest(): SealPolicy {
    return this.epochs.policyFor(this.size);
  }

  /** Makes a block durable together with what `also` writes, then folds it in. */
  append(draft: BlockDraft, checkpoint: string, also?: () => void): void {
    const { height, first, leaves, leafHashes } = draft;
    this.store.append([{ height, first, leaves, leafHashes, checkpoint }], also);
    this.#commit(draft);
  }

  /**
   * Makes blocks durable together, which the caller has verified in full elsewhere, then folds them in.
   * Throws LogError or DatabaseError, and then nothing has changed; `registry.damaged` where they were
   * no such blocks, and then this copy is of no use.
   */
  adopt(blocks: readonly NewBlock[], also?: () => void): void {
    this.store.append(blocks, also);
    for (const { leaves, leafHashes } of blocks) {
      const checked = this.ledger.check(leaves, { signatures: "trusted", leafHashes });
      if (!checked.ok) throw new RegistryError("registry.damaged");
      this.#commit(checked.value);
    }
  }

  #commit(draft: BlockDraft): void {
    this.ledger.commit(draft);
    const { epoch } = draft.record;
    if (epoch === this.epochs.newest.epoch) return;
    this.epochs.push({ epoch, after: draft.size, set: this.ledger.authoritySet() });
  }
}
