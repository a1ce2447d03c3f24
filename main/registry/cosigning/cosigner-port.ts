/** A block that asks for cosignatures: its entries, then its record, and the checkpoint the log signed for it. */
export interface Proposal {
  /** Leaf index of the first entry. */
  readonly first: number;
  readonly leaves: readonly Uint8Array[];
  /** Signed note of the tree with this block; cosigned by a quorum already where the block is an old one. */
  readonly checkpoint: string;
}

export type CosignRefusal =
  /** It lacks the leaves before the block; `size` says how many it has. */
  | "cosigner.behind"
  /** It has cosigned a larger tree, or another root for this size. */
  | "cosigner.rollback"
  | "cosigner.fork"
  /** The registry has moved to another engine, and this one's work has ended. */
  | "cosigner.fenced"
  /** The checkpoint is not that of the block. */
  | "cosigner.size"
  | "cosigner.root"
  /** The block's time is too far from its clock. */
  | "cosigner.time"
  /** It could not make its copy durable. */
  | "cosigner.store"
  /** It is still at an earlier question, cannot be reached, or answers what is no answer. */
  | "cosigner.busy"
  | "cosigner.unreachable"
  | "cosigner.malformed";

export type CosignAnswer =
  /** One signature line with its newline. */
  | { readonly ok: true; readonly line: string }
  /** `code`: a CosignRefusal, the code of a rule, or that of a malformed note. */
  | { readonly ok: false; readonly code: string; readonly size?: number };

/** How the engine reaches one authority's cosigner. Calls never throw and always end. */
export interface CosignerPort {
  /** Authority id. */
  readonly id: string;
  cosign(proposal: Proposal): Promise<CosignAnswer>;
  close(): Promise<void>;
}

const PASSING: ReadonlySet<string> = new Set<CosignRefusal>([
  "cosigner.behind",
  "cosigner.time",
  "cosigner.store",
  "cosigner.busy",
  "cosigner.unreachable",
  "cosigner.malformed",
]);

/**
 * Whether the same proposal may be cosigned after all when asked again. Codes of the carrier say
 * nothing about the block: a wrong address must not pass for an authority's refusal.
 */
export function isPassing(code: string): boolean {
  return PASSING.has(code) || /^(?:http|mirror)\./.test(code);
}
