import { equal } from "../../src/bytes/bytes.ts";
import { Epochs } from "../../src/chain/blocks/epochs.ts";
import { type BlockDraft, Ledger } from "../../src/chain/blocks/ledger.ts";
import type { Primitives } from "../../src/crypto/ports.ts";
import { parseCheckpoint } from "../../src/note/checkpoint.ts";
import { parseNote } from "../../src/note/note.ts";
import type { SealPolicy } from "../../src/note/seal.ts";
import type { LogStore } from "../log/log-store.ts";
import { RegistryError } from "./error.ts";

/** What a node serves from: log, ledger and epochs of one registry, all at the same block. */
export interface ServedChain {
  readonly store: LogStore;
  readonly ledger: Ledger;
  readonly epochs: Epochs;
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

  /** Throws `registry.damaged`, LogError or LedgerError. */
  constructor(store: LogStore, genesis: Uint8Array, registryId: Uint8Array, primitives: Primitives) {
    this.store = store;
    this.ledger = new Ledger(registryId, primitives, { genesis });
    this.epochs = Epochs.fromGenesis(registryId, genesis, primitives);
    const newest = store.newest;
    if (newest === undefined) return;
    for (const block of store.blocks(0, newest.height + 1)) {
      const leaves = [...store.leaves(block.first, block.size)];
      const checked = this.ledger.check(leaves, { signatures: "trusted" });
      if (!checked.ok) throw new RegistryError("registry.damaged");
      this.#commit(checked.value);
    }
    const sealed = parseCheckpoint(parseNote(newest.checkpoint).text);
    if (this.size !== sealed.size || this.root === undefined || !equal(this.root, sealed.root)) {
      throw new RegistryError("registry.damaged");
    }
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

  #commit(draft: BlockDraft): void {
    this.ledger.commit(draft);
    const { epoch } = draft.record;
    if (epoch === this.epochs.newest.epoch) return;
    this.epochs.push({ epoch, after: draft.size, set: this.ledger.authoritySet() });
  }
}
