import { parseBlockRecord } from "../../../src/chain/blocks/block-record.ts";
import type { EpochClaim } from "../../../src/chain/blocks/epochs.ts";
import type { Ledger } from "../../../src/chain/blocks/ledger.ts";
import { StatementError } from "../../../src/chain/proofs/error.ts";
import type { Statement } from "../../../src/chain/proofs/statement.ts";
import { placeOf } from "../../../src/chain/roots/status-root.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { proveInclusion } from "../../../src/merkle/proof.ts";
import { readCheckpoint } from "../../../src/note/seal.ts";
import { formatTlogProof } from "../../../src/note/tlog-proof.ts";
import type { LogStore } from "../../log/log-store.ts";
import type { BlockRow } from "../../log/rows.ts";
import { Folder } from "../replay/fold.ts";

/** A full copy, with what shows who may seal. */
export interface ProvingCopy {
  readonly ledger: Ledger;
  readonly log: LogStore;
  /** The newest seal; undefined while the copy ends before it. */
  readonly seal: { readonly text: string } | undefined;
  readonly claims: readonly EpochClaim[];
}

/** As of which block: the newest unless told, the one of a height, or the newest at a time (POSIX seconds). */
export interface AsOf {
  readonly height?: number | undefined;
  readonly time?: number | undefined;
}

/** Texts of the proofs under the newest checkpoint. */
class Prover {
  readonly #copy: ProvingCopy;
  readonly #checkpoint: string;
  readonly #size: number;

  constructor(copy: ProvingCopy) {
    if (copy.seal === undefined) throw new StatementError("statement.absent");
    this.#copy = copy;
    this.#checkpoint = copy.seal.text;
    this.#size = readCheckpoint(copy.seal.text).checkpoint.size;
  }

  leaf(index: number): string {
    const extra = this.#copy.log.leaf(index);
    if (extra === undefined) throw new StatementError("statement.absent");
    const proof = proveInclusion(index, this.#size, this.#copy.log.hashAt(this.#size));
    return formatTlogProof({ extra, index, proof, checkpoint: this.#checkpoint });
  }

  /** What every statement about a block holds. */
  core(block: BlockRow): Statement {
    const { log, claims, ledger } = this.#copy;
    const genesis = log.leaf(0);
    const newest = ledger.head?.record.epoch ?? 0;
    if (genesis === undefined || claims.length < newest) throw new StatementError("statement.incomplete");
    const next = log.seal(block.height + 1);
    return {
      genesis,
      epochs: claims.slice(0, newest),
      block: this.leaf(block.recordIndex),
      ...(next === undefined ? {} : { next: this.leaf(next.recordIndex) }),
    };
  }
}

function blockAt({ log, ledger }: ProvingCopy, height: number): BlockRow {
  const block = height > (ledger.head?.height ?? -1) ? undefined : log.seal(height);
  if (block === undefined) throw new StatementError("statement.absent");
  return block;
}

function timeOf({ log }: ProvingCopy, block: BlockRow): number {
  const leaf = log.leaf(block.recordIndex);
  if (leaf === undefined) throw new StatementError("statement.absent");
  return parseBlockRecord(leaf).time;
}

/** The newest block that was there at a time, by halving. */
function heightAt(copy: ProvingCopy, time: number): number {
  let low = 0;
  let high = copy.ledger.head?.height ?? -1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (timeOf(copy, blockAt(copy, middle)) <= time) low = middle;
    else high = middle - 1;
  }
  if (timeOf(copy, blockAt(copy, low)) > time) throw new StatementError("statement.absent");
  return low;
}

function heightOf(copy: ProvingCopy, { height, time }: AsOf): number {
  if (height !== undefined) return height;
  return time === undefined ? (copy.ledger.head?.height ?? -1) : heightAt(copy, time);
}

/** The ledger as it was after a block: what the log holds up to there, folded in again. */
function ledgerAt(copy: ProvingCopy, block: BlockRow, primitives: Primitives): Ledger {
  if (block.height === copy.ledger.head?.height) return copy.ledger;
  const folder = new Folder(copy.ledger.registryId, primitives);
  for (const { first, size } of copy.log.blocks(0, block.height + 1)) {
    const leaves = [...copy.log.leaves(first, size)];
    const hashes = leaves.map((leaf) => leafHash(leaf, primitives.sha256));
    if (!folder.take({ leaves, hashes }, "trusted").ok) throw new StatementError("statement.absent");
  }
  return folder.ledger;
}

/** The ledger as it was at a time (POSIX seconds). Throws StatementError `statement.absent` or LogError. */
export function ledgerOn(copy: ProvingCopy, time: number, primitives: Primitives): Ledger {
  return ledgerAt(copy, blockAt(copy, heightAt(copy, time)), primitives);
}

/** That an entry is in, and when. `hash` is its 32-byte leaf hash. Throws StatementError or LogError. */
export function stateEntry(copy: ProvingCopy, hash: Uint8Array): Statement {
  const index = copy.log.indexOf(hash);
  const block = index === undefined ? undefined : copy.log.blockOf(index);
  if (index === undefined || block === undefined || index === block.recordIndex) {
    throw new StatementError("statement.absent");
  }
  const prover = new Prover(copy);
  // Its date is what counts, and that the record alone says.
  const { next: _next, ...core } = prover.core(block);
  return { ...core, entry: prover.leaf(index) };
}

/** A credential's status as of a block. Throws StatementError or LogError. */
export function stateStatus(
  copy: ProvingCopy,
  commitment: string,
  asOf: AsOf,
  primitives: Primitives,
): Statement {
  const known = copy.ledger.state.credential(commitment);
  if (known === undefined || known.batch !== undefined) throw new StatementError("statement.absent");
  const block = blockAt(copy, heightOf(copy, asOf));
  if (known.issued.height > block.height) throw new StatementError("statement.absent");
  const { chunk } = placeOf(known.index);
  const proof = ledgerAt(copy, block, primitives).statusProof(known.office, chunk);
  if (proof === undefined) throw new StatementError("statement.absent");
  const prover = new Prover(copy);
  return {
    ...prover.core(block),
    status: { ...proof, office: known.office, chunk, at: known.index },
    issued: prover.leaf(known.issued.leaf),
  };
}

/** A record of the registry (`office/<id>`, `type/<id>`, ...) as of a block. Throws StatementError or LogError. */
export function stateRecord(copy: ProvingCopy, key: string, asOf: AsOf, primitives: Primitives): Statement {
  const block = blockAt(copy, heightOf(copy, asOf));
  const trust = ledgerAt(copy, block, primitives).trustProof(key);
  if (trust === undefined) throw new StatementError("statement.absent");
  return { ...new Prover(copy).core(block), trust };
}
