// A registry and its wallet told without trees, ledgers, signatures or files.
import { referenceLeaf, referenceRoot } from "./reference-tree.ts";

export type Status = "valid" | "suspended" | "ended";

/** One sealed block: all that there is to a block in the model. */
export interface Block {
  readonly size: number;
  readonly root: string;
}

/** A history, told without trees, ledgers or files. */
export class Branch {
  readonly leaves: Uint8Array[] = [];
  readonly blocks: Block[] = [];

  /** What its node has sealed now is what was expected, to the last byte; the record is the node's own. */
  extend(entries: readonly Uint8Array[], record: Uint8Array): void {
    this.leaves.push(...entries, record);
    const root = referenceRoot(this.leaves.map(referenceLeaf));
    this.blocks.push({ size: this.leaves.length, root: Buffer.from(root).toString("hex") });
  }

  cutAt(blocks: number): Branch {
    const other = new Branch();
    other.blocks.push(...this.blocks.slice(0, blocks));
    other.leaves.push(...this.leaves.slice(0, other.blocks.at(-1)?.size ?? 0));
    return other;
  }
}

/** What a wallet may have accepted, and what it holds against whom. */
export interface WalletModel {
  readonly accepted: readonly Block[];
  /** Roots of seals kept as evidence. */
  readonly evidence: readonly string[];
  readonly alarmed: boolean;
}

const NOTHING: WalletModel = { accepted: [], evidence: [], alarmed: false };

export class Model {
  honest = new Branch();
  /** A second history that the same authorities sealed. */
  liar: Branch | undefined;
  readonly titles: { readonly commitment: string; status: Status }[] = [];
  wallet: WalletModel = NOTHING;
  saved: WalletModel = NOTHING;
  deeds = 0;
}

/** Whether the shorter of two histories is the beginning of the other. */
export function isOne(a: readonly Block[], b: readonly Block[]): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  return shorter.every(({ root }, height) => longer[height]?.root === root);
}
