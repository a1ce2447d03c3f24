import { buildBlockRecord } from "../../../src/chain/blocks/block-record.ts";
import type { Ledger } from "../../../src/chain/blocks/ledger.ts";
import { CodedError } from "../../../src/error.ts";
import { proveInclusion } from "../../../src/merkle/proof.ts";
import type { Seal } from "../../../src/note/seal.ts";
import { formatTlogProof } from "../../../src/note/tlog-proof.ts";
import { formatIntroduction, type Introduction } from "../../../src/presentation/introduction.ts";
import type { LogStore } from "../../log/log-store.ts";

/** A full copy, and the seal of its newest block. */
export interface SealedCopy {
  readonly ledger: Ledger;
  readonly log: LogStore;
  /** Undefined where the ledger does not reach as far as what was sealed. */
  readonly seal: Pick<Seal, "text"> | undefined;
}

/**
 * Proof for others, as of the newest block, that the registry lists this office. Undefined where there
 * is none to give: no such office, a copy that ends before its seal, a record too large to pass on, or a
 * damaged row. A request is good without it.
 */
export function introduceOffice(copy: SealedCopy, id: string): Introduction | undefined {
  const { seal, log, ledger } = copy;
  const office = ledger.trustProof(`office/${id}`);
  if (seal === undefined || ledger.head === undefined || office === undefined) return undefined;
  const { size, record } = ledger.head;
  try {
    const block = formatTlogProof({
      extra: buildBlockRecord(record),
      index: size - 1,
      proof: proveInclusion(size - 1, size, log.hashAt(size)),
      checkpoint: seal.text,
    });
    const introduction = { block, office };
    formatIntroduction(introduction);
    return introduction;
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}
