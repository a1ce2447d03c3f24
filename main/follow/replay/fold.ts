import { utf8 } from "../../../src/bytes/bytes.ts";
import { Epochs } from "../../../src/chain/blocks/epochs.ts";
import { type BlockDraft, type CheckOptions, type Head, Ledger } from "../../../src/chain/blocks/ledger.ts";
import type { PreparedBlock } from "../../../src/chain/state/issue-row.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";

// How each block record ends in its canonical form, and no other entry: `sigs` is the last member, and
// only a record's is empty.
const RECORD_TAIL = utf8(',"by":"registry","kind":"block","sigs":[]}');

export function isRecord(leaf: Uint8Array): boolean {
  const from = leaf.length - RECORD_TAIL.length;
  for (let i = RECORD_TAIL.length - 1; i >= 0; i--) if (leaf[from + i] !== RECORD_TAIL[i]) return false;
  return true;
}

/** The leaves of one block, its record last. */
export interface CutBlock {
  readonly leaves: readonly Uint8Array[];
  readonly hashes: readonly Uint8Array[];
}

/** Cuts a log's leaves into blocks. Whether these are valid blocks is the ledger's to say. */
export class BlockCutter {
  #leaves: Uint8Array[] = [];
  #hashes: Uint8Array[] = [];

  /** The next leaf with its hash; answers the block that it closes. */
  push(leaf: Uint8Array, hash: Uint8Array): CutBlock | undefined {
    this.#leaves.push(leaf);
    this.#hashes.push(hash);
    if (!isRecord(leaf)) return undefined;
    const block = { leaves: this.#leaves, hashes: this.#hashes };
    this.#leaves = [];
    this.#hashes = [];
    return block;
  }
}

export type Checked =
  | { readonly ok: true; readonly draft: BlockDraft }
  | { readonly ok: false; readonly code: string };

/** A registry's state with the authority sets that its blocks brought, block by block. */
export class Folder {
  readonly ledger: Ledger;
  readonly #primitives: Primitives;
  #epochs: Epochs | undefined;

  /** `ofEntries`: judges entries, where that is another than judges the sets of authorities. */
  constructor(registryId: Uint8Array, primitives: Primitives, ofEntries: Primitives = primitives) {
    this.ledger = new Ledger(registryId, ofEntries);
    this.#primitives = primitives;
  }

  /** Undefined before block 0. */
  get epochs(): Epochs | undefined {
    return this.#epochs;
  }

  /** Checks a block on the newest one and folds it in. */
  take(block: CutBlock, signatures: Required<CheckOptions>["signatures"]): Checked {
    const checked = this.ledger.check(block.leaves, { signatures, leafHashes: block.hashes });
    if (!checked.ok) return { ok: false, code: checked.code };
    const draft = checked.value;
    this.ledger.commit(draft);
    this.#followEpochs(draft.leaves[0] as Uint8Array);
    return { ok: true, draft };
  }

  /** The same of a block that was read ahead; after a refusal (false) this folder is of no use. */
  takePrepared(block: PreparedBlock, signatures: "verify" | "trusted" = "trusted"): boolean {
    if (!this.ledger.fold(block, signatures).ok) return false;
    this.#followEpochs(block.leaves.others.get(block.from));
    return true;
  }

  /** `first` is the first leaf of the newest block, where that is block 0. */
  #followEpochs(first: Uint8Array | undefined): void {
    const { record, size } = this.ledger.head as Head;
    if (record.height === 0) {
      const genesis = first as Uint8Array;
      this.#epochs = Epochs.fromGenesis(this.ledger.registryId, genesis, this.#primitives);
    }
    const epochs = this.#epochs as Epochs;
    const { epoch } = record;
    if (epoch > epochs.newest.epoch) epochs.push({ epoch, after: size, set: this.ledger.authoritySet() });
  }
}
