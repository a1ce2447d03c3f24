import { toBase64Url } from "../../bytes/base64.ts";
import type { Primitives } from "../../crypto/ports.ts";
import { leafHash } from "../../merkle/hash.ts";
import type { Seal, SealPolicy } from "../../note/seal.ts";
import { parseTlogProof, verifyTlogProof } from "../../note/tlog-proof.ts";
import { type AuthoritySet, authoritySetHash, toSealPolicy } from "../state/authority-set.ts";
import { parseBlockRecord } from "./block-record.ts";
import { Ledger, registryIdOf } from "./ledger.ts";
import { LedgerError } from "../ledger-error.ts";
import { ChainProofError } from "./proof-error.ts";

/** An authority set and the seals it judges: those of trees with more than `after` leaves. */
export interface Epoch {
  readonly epoch: number;
  /** Leaves of the log with the block that began the epoch; 0 for epoch 0. */
  readonly after: number;
  readonly set: AuthoritySet;
}

/** Every authority set of one registry up to some block, in order and without a gap. */
export class Epochs {
  readonly origin: string;
  readonly #epochs: Epoch[];
  readonly #policies = new Map<number, SealPolicy>();

  constructor(origin: string, first: AuthoritySet) {
    this.origin = origin;
    this.#epochs = [{ epoch: 0, after: 0, set: first }];
  }

  /**
   * Of a registry whose first leaf this is. Throws `ledger.genesis` unless it is a valid genesis with
   * that id.
   */
  static fromGenesis(registryId: Uint8Array, genesis: Uint8Array, primitives: Primitives): Epochs {
    const hash = registryIdOf(genesis, primitives);
    if (hash.some((byte, i) => byte !== registryId[i])) throw new LedgerError("ledger.genesis");
    const ledger = new Ledger(registryId, primitives, { genesis });
    return new Epochs(ledger.sealPolicy().origin, ledger.authoritySet());
  }

  get newest(): Epoch {
    return this.#epochs.at(-1) as Epoch;
  }

  all(): readonly Epoch[] {
    return [...this.#epochs];
  }

  /** Throws `epoch.number` unless it follows the newest. */
  push(epoch: Epoch): void {
    if (epoch.epoch !== this.newest.epoch + 1 || epoch.after <= this.newest.after) {
      throw new ChainProofError("epoch.number");
    }
    this.#epochs.push(epoch);
  }

  /** Judges the seal of a tree of `size` leaves, as far as the epochs known here go. */
  policyFor(size: number): SealPolicy {
    const epoch = this.#epochs.findLast(({ after }) => after < size) ?? (this.#epochs[0] as Epoch);
    const known = this.#policies.get(epoch.epoch);
    if (known !== undefined) return known;
    const policy = toSealPolicy(this.origin, epoch.set);
    this.#policies.set(epoch.epoch, policy);
    return policy;
  }

  clone(): Epochs {
    const [first, ...rest] = this.#epochs as [Epoch, ...Epoch[]];
    const copy = new Epochs(this.origin, first.set);
    for (const epoch of rest) copy.push(epoch);
    return copy;
  }
}

/** What a source says about the beginning of an epoch. */
export interface EpochClaim {
  readonly epoch: number;
  /** C2SP tlog-proof of the record of its first block, under that block's own seal. */
  readonly block: string;
  /** Leaf of the record before that one. */
  readonly before: Uint8Array;
  readonly set: AuthoritySet;
}

/**
 * Verifies the next epoch after the newest known: its first block is sealed by the authorities before
 * it, its record names the hash of the new set. Nothing is pushed. Throws ChainProofError `epoch.*`,
 * `record.syntax`, NoteError or MerkleError.
 */
export function verifyEpoch(
  claim: EpochClaim,
  known: Epochs,
  primitives: Primitives,
): { readonly epoch: Epoch; readonly seal: Seal } {
  if (claim.epoch !== known.newest.epoch + 1) throw new ChainProofError("epoch.number");
  const proof = parseTlogProof(claim.block);
  if (proof.extra === undefined) throw new ChainProofError("epoch.record");
  const record = parseBlockRecord(proof.extra);
  // Only the newest known set may judge it, whatever size it claims.
  const policy = known.policyFor(Number.MAX_SAFE_INTEGER);
  const seal = verifyTlogProof(proof, leafHash(proof.extra, primitives.sha256), policy, primitives);
  const size = record.first + record.count + 1;
  if (proof.index !== size - 1 || seal.checkpoint.size !== size || size <= known.newest.after) {
    throw new ChainProofError("epoch.record");
  }
  // An amendment may begin an epoch blocks later, so only the record before tells which block did.
  if (toBase64Url(leafHash(claim.before, primitives.sha256)) !== record.after) {
    throw new ChainProofError("epoch.record");
  }
  const before = parseBlockRecord(claim.before);
  if (record.epoch !== claim.epoch || before.epoch !== claim.epoch - 1)
    throw new ChainProofError("epoch.record");
  if (authoritySetHash(claim.set, primitives.sha256) !== record.authorities) {
    throw new ChainProofError("epoch.set");
  }
  return { epoch: { epoch: claim.epoch, after: size, set: claim.set }, seal };
}
