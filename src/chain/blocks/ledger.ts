import { toBase64Url } from "../../bytes/base64.ts";
import { equal } from "../../bytes/bytes.ts";
import type { Primitives } from "../../crypto/ports.ts";
import { codeOf } from "../../error.ts";
import { Frontier } from "../../merkle/frontier.ts";
import { leafHash } from "../../merkle/hash.ts";
import type { SealPolicy } from "../../note/seal.ts";
import { ok, refuse, type Result } from "../../result.ts";
import { type AuthoritySet, authoritySet, sealPolicy } from "../state/authority-set.ts";
import { type BlockRecord, buildBlockRecord, parseBlockRecord } from "./block-record.ts";
import { closeEpoch } from "./close-epoch.ts";
import type { EntryMemory } from "../entries/entry-memory.ts";
import { ZERO_HASH } from "../ids.ts";
import { LedgerError } from "../ledger-error.ts";
import { MemoryState } from "../state/memory-state.ts";
import { type BlockFrame, OpenBlock } from "../fold/open-block.ts";
import { DirectState } from "../fold/direct-state.ts";
import { LEAF_HASH, type PreparedBlock, ROW_WORDS } from "../state/issue-row.ts";
import { IssueLane } from "../fold/issue-lane.ts";
import { takePrepared } from "../fold/take-prepared.ts";
import { hashText } from "../state/hash-words.ts";
import { Overlay } from "../state/overlay.ts";
import type { Status } from "../state/records.ts";
import type { TreePlan } from "../roots/sorted-tree.ts";
import type { State, Write } from "../state/state.ts";
import { type StatusPlan, type StatusProof, StatusTree } from "../roots/status-root.ts";
import { type TrustProof, TrustTree } from "../roots/trust-root.ts";

/** The newest block folded in. Hashes in text are base64url, times POSIX seconds. */
export interface Head {
  readonly height: number;
  /** Leaves of the log, this block's record included. */
  readonly size: number;
  readonly root: Uint8Array;
  readonly time: number;
  readonly recordHash: string;
  readonly record: BlockRecord;
}

/** A whole block that follows the head of the ledger it came from. */
export interface BlockDraft {
  readonly height: number;
  readonly time: number;
  /** Leaf index of the first entry. */
  readonly first: number;
  /** Entries, then the record. */
  readonly leaves: readonly Uint8Array[];
  readonly leafHashes: readonly Uint8Array[];
  readonly record: BlockRecord;
  readonly recordHash: string;
  /** Of the log with this block. */
  readonly size: number;
  readonly root: Uint8Array;
  readonly writes: readonly Write[];
}

/** Where a ledger keeps the rows that its blocks write. */
export interface StateStore extends State {
  write(writes: readonly Write[]): void;
}

export interface LedgerOptions {
  /** Empty, for a ledger that begins at block 0. Default: in memory. */
  readonly state?: StateStore;
  /** Leaf 0, for who must judge the seal of block 0 before it has the block. */
  readonly genesis?: Uint8Array;
}

export interface CheckOptions {
  /** Leaf hashes of the block, record included, if somebody has made them already. */
  readonly leafHashes?: readonly Uint8Array[];
  /** `trusted`: entries' signatures are not verified again, since a quorum has sealed the block. */
  readonly signatures?: "verify" | "trusted";
}

/** Why a block is refused; `entry` counts from its first one, where an entry is at fault. */
export interface Refusal {
  readonly ok: false;
  readonly code: string;
  readonly entry?: number;
}

interface Pending {
  readonly on: Head | undefined;
  readonly frontier: Frontier;
  readonly trust: TreePlan;
  readonly status: StatusPlan;
}

/** Hash of leaf 0, which is the registry's id. */
export function registryIdOf(genesisLeaf: Uint8Array, primitives: Pick<Primitives, "sha256">): Uint8Array {
  return leafHash(genesisLeaf, primitives.sha256);
}

/**
 * The chain of blocks of one registry: makes the next block, checks one that somebody else made, folds
 * in what was accepted. Sequencer, cosigners, mirrors and full wallets all decide by this. It keeps no
 * leaves and judges no seals and no clock: that a block is durable, sealed and not two minutes off is
 * the caller's to see to before `commit`.
 */
export class Ledger {
  readonly registryId: Uint8Array;
  readonly #primitives: Primitives;
  readonly #state: StateStore;
  readonly #genesis: Uint8Array | undefined;
  readonly #trust: TrustTree;
  readonly #status: StatusTree;
  readonly #pending = new WeakMap<BlockDraft, Pending>();
  #frontier: Frontier;
  #head: Head | undefined;
  #isSpoilt = false;
  #lane: IssueLane | undefined;
  #memory: EntryMemory | undefined;

  /** Throws `ledger.registry_id`, or `ledger.genesis` if the genesis leaf is another registry's. */
  constructor(registryId: Uint8Array, primitives: Primitives, options: LedgerOptions = {}) {
    if (registryId.length !== 32) throw new LedgerError("ledger.registry_id");
    this.registryId = registryId.slice();
    this.#primitives = primitives;
    this.#state = options.state ?? new MemoryState();
    this.#trust = new TrustTree(primitives.sha256);
    this.#status = new StatusTree(primitives.sha256);
    this.#frontier = new Frontier(primitives.sha256);
    if (options.genesis !== undefined && !equal(registryIdOf(options.genesis, primitives), registryId)) {
      throw new LedgerError("ledger.genesis");
    }
    this.#genesis = options.genesis;
  }

  get head(): Head | undefined {
    return this.#head;
  }

  get state(): State {
    return this.#state;
  }

  /** What is known of entries from others who judge them, if this ledger shares it. */
  get memory(): EntryMemory | undefined {
    return this.#memory;
  }

  /** Shares what of an entry is the same for all who judge it; the memory is of this registry and its primitives. */
  share(memory: EntryMemory): void {
    this.#memory = memory;
  }

  /**
   * The next block out of candidates in order, without those that a rule refuses; `outcomes` has one
   * answer for each. `authority.one_change` means: not in this block, but perhaps in the next. The
   * block's time is never less than the head's. Nothing is folded in before `commit`.
   */
  draft(
    candidates: readonly Uint8Array[],
    time: number,
  ): {
    readonly draft: BlockDraft | undefined;
    readonly outcomes: readonly Result<{ readonly hash: string; readonly leaf: number }, string>[];
  } {
    const block = this.#open(Math.max(time, this.#head?.time ?? 0), "verify");
    const outcomes = candidates.map((candidate) => {
      const leaf = block.next;
      const taken = block.take(candidate);
      return taken.ok ? ok({ hash: taken.value, leaf }) : taken;
    });
    if (block.leaves.length === 0) return { draft: undefined, outcomes };
    const closed = this.#close(block);
    const leaf = buildBlockRecord(closed.record);
    return { draft: this.#finish(block, closed, leaf, leafHash(leaf, this.#primitives.sha256)), outcomes };
  }

  /**
   * A block that somebody else made: its entries, then its record. Everything is computed anew and
   * compared. Throws only for a caller's mistake (`ledger.leaf_hashes`).
   */
  check(
    leaves: readonly Uint8Array[],
    options: CheckOptions = {},
  ): { readonly ok: true; readonly value: BlockDraft } | Refusal {
    const hashes = options.leafHashes;
    if (hashes !== undefined && hashes.length !== leaves.length) throw new LedgerError("ledger.leaf_hashes");
    const recordLeaf = leaves.at(-1);
    if (recordLeaf === undefined) return refuse("block.empty");
    const record = readRecord(recordLeaf);
    if (record === undefined) return refuse("record.syntax");
    const fault = this.#faultOfFrame(record, leaves.length - 1);
    if (fault !== undefined) return refuse(fault);

    const block = this.#open(record.time, options.signatures ?? "verify");
    for (let i = 0; i < leaves.length - 1; i++) {
      const taken = block.take(leaves[i] as Uint8Array, hashes?.[i]);
      if (!taken.ok) return { ok: false, code: taken.code, entry: i };
    }
    const closed = this.#close(block);
    const differs = COMPARED.find((member) => record[member] !== closed.record[member]);
    if (differs !== undefined) return refuse(`record.${differs}`);
    const hash = hashes?.at(-1) ?? leafHash(recordLeaf, this.#primitives.sha256);
    return ok(this.#finish(block, closed, recordLeaf, hash));
  }

  /** Folds in a block that this ledger drafted or checked on its head. Throws `ledger.stale_draft`. */
  commit(draft: BlockDraft): void {
    const pending = this.#pending.get(draft);
    if (pending === undefined || pending.on !== this.#head) throw new LedgerError("ledger.stale_draft");
    // The store first: if it cannot write, the ledger stays where it was.
    this.#state.write(draft.writes);
    this.#status.apply(pending.status);
    this.#trust.apply(pending.trust);
    this.#frontier = pending.frontier;
    const { height, size, root, time, recordHash, record } = draft;
    this.#head = { height, size, root, time, recordHash, record };
    this.#pending.delete(draft);
  }

  /**
   * Checks and folds in a block whose leaves were read and hashed ahead, without a second copy of its
   * writes: several times faster than `check` and `commit`. The signatures of leaves with a row are
   * trusted always, those of the others unless told to verify. A refusal leaves a ledger that only
   * throws `ledger.spoilt` and must be made anew; the code may be another than `check` gives. Throws
   * `ledger.state` if the ledger keeps its rows elsewhere than in memory.
   */
  fold(block: PreparedBlock, signatures: "verify" | "trusted" = "trusted"): Result<Head, string> {
    const state = this.#state;
    if (!(state instanceof MemoryState)) throw new LedgerError("ledger.state");
    const recordLeaf = block.leaves.others.get(block.record);
    const record = recordLeaf === undefined ? undefined : readRecord(recordLeaf);
    this.#checkWhole();
    this.#isSpoilt = true;
    if (record === undefined) return refuse("record.syntax");
    const fault = this.#faultOfFrame(record, block.record - block.from);
    if (fault !== undefined) return refuse(fault);
    const open = new OpenBlock(this.#frame(record.time, signatures), new DirectState(state));
    const refused = takePrepared(open, block, (this.#lane ??= new IssueLane(state, this.#status)));
    if (refused !== undefined) return refuse(refused);
    const closed = this.#close(open);
    const differs = COMPARED.find((member) => record[member] !== closed.record[member]);
    if (differs !== undefined) return refuse(`record.${differs}`);
    const { height, time, first, count } = record;
    const frontier = Frontier.restore(first + count + 1, block.peaks, this.#primitives.sha256);
    this.#status.apply(closed.status);
    this.#trust.apply(closed.trust);
    this.#frontier = frontier;
    const recordHash = hashText(block.leaves.words, ROW_WORDS * block.record + LEAF_HASH);
    this.#head = { height, size: frontier.size, root: frontier.root(), time, recordHash, record };
    this.#isSpoilt = false;
    return ok(this.#head);
  }

  #checkWhole(): void {
    if (this.#isSpoilt) throw new LedgerError("ledger.spoilt");
  }

  /** Who may seal the next block. Throws `ledger.no_genesis` before block 0 without genesis. */
  authoritySet(): AuthoritySet {
    const set = authoritySet(this.#stateToSeal());
    if (set === undefined) throw new LedgerError("ledger.no_genesis");
    return set;
  }

  /** Judges the next block's seal. Throws `ledger.no_genesis` before block 0 without genesis. */
  sealPolicy(): SealPolicy {
    const policy = sealPolicy(this.#stateToSeal());
    if (policy === undefined) throw new LedgerError("ledger.no_genesis");
    return policy;
  }

  /** Leaf and proof of `kind/id` against the head's trust root; undefined if there is no such row. */
  trustProof(key: string): TrustProof | undefined {
    return this.#trust.prove(this.#state, key);
  }

  /** Leaf and proof of a chunk against the head's status root; undefined if the office has none such. */
  statusProof(office: string, chunk: number): StatusProof | undefined {
    return this.#status.prove(office, chunk);
  }

  /** Status bits of a chunk (4,096 bytes), a copy. */
  statusChunk(office: string, chunk: number): Uint8Array | undefined {
    return this.#status.chunk(office, chunk);
  }

  /** Status at a place of an office's list; one never issued reads as valid. */
  status(office: string, index: number): Status {
    return this.#status.status(office, index);
  }

  #stateToSeal(): State {
    if (this.#head !== undefined || this.#genesis === undefined) return this.#state;
    const block = this.#open(0, "verify");
    if (!block.take(this.#genesis).ok) throw new LedgerError("ledger.genesis");
    return block.overlay;
  }

  #faultOfFrame(record: BlockRecord, count: number): string | undefined {
    const head = this.#head;
    if (record.height !== (head === undefined ? 0 : head.height + 1)) return "record.height";
    if (record.after !== (head?.recordHash ?? ZERO_HASH)) return "record.after";
    if (record.time < (head?.time ?? 0)) return "record.time";
    if (record.first !== (head?.size ?? 0)) return "record.first";
    if (count === 0) return "block.empty";
    return record.count === count ? undefined : "record.count";
  }

  #frame(time: number, signatures: "verify" | "trusted"): BlockFrame {
    const { height, size } = this.#head ?? { height: -1, size: 0 };
    const { registryId } = this;
    const primitives = this.#primitives;
    const memory = this.#memory;
    return { registryId, primitives, memory, signatures, height: height + 1, time, first: size };
  }

  #open(time: number, signatures: "verify" | "trusted"): OpenBlock {
    this.#checkWhole();
    return new OpenBlock(this.#frame(time, signatures), new Overlay(this.#state));
  }

  #close(block: OpenBlock): Closed {
    const { overlay, frame } = block;
    // Those in force for its entries: what ends the block may already bring others.
    const rules = overlay.registry()?.rules;
    const epoch = closeEpoch(block, this.#head?.record);
    if (epoch === undefined || rules === undefined) throw new LedgerError("ledger.no_genesis");
    const writes = overlay.writes();
    const trust = this.#trust.plan(writes);
    const status = this.#status.plan(writes);
    const record: BlockRecord = {
      after: this.#head?.recordHash ?? ZERO_HASH,
      height: frame.height,
      time: frame.time,
      first: frame.first,
      count: block.count,
      status: toBase64Url(status.root),
      trust: toBase64Url(trust.root),
      ...epoch,
      rules,
    };
    return { record, writes, trust, status };
  }

  #finish(block: OpenBlock, closed: Closed, recordLeaf: Uint8Array, recordHash: Uint8Array): BlockDraft {
    const { record, writes, trust, status } = closed;
    const leafHashes = [...block.leafHashes, recordHash];
    const frontier = this.#frontier.clone();
    for (const hash of leafHashes) frontier.append(hash);
    const draft: BlockDraft = {
      height: record.height,
      time: record.time,
      first: record.first,
      leaves: [...block.leaves, recordLeaf],
      leafHashes,
      record,
      recordHash: toBase64Url(recordHash),
      size: frontier.size,
      root: frontier.root(),
      writes,
    };
    this.#pending.set(draft, { on: this.#head, frontier, trust, status });
    return draft;
  }
}

interface Closed {
  readonly record: BlockRecord;
  readonly writes: readonly Write[];
  readonly trust: TreePlan;
  readonly status: StatusPlan;
}

/** Members that only the entries decide; the frame was compared before them. */
const COMPARED = ["rules", "status", "trust", "authorities", "epoch", "since"] as const;

function readRecord(leaf: Uint8Array): BlockRecord | undefined {
  try {
    return parseBlockRecord(leaf);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}
