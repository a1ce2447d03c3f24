import { toBase64Url } from "../../../src/bytes/base64.ts";
import type { BlockDraft } from "../../../src/chain/blocks/ledger.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { codeOf } from "../../../src/error.ts";
import type { Result } from "../../../src/result.ts";
import { type Clock, sleep } from "../../doors/clock.ts";
import type { EngineHealth, EntryState, RegistryEngine, SealedBlock } from "../engine.ts";
import { entryHashOf } from "../entry-hash.ts";
import { RegistryError } from "../error.ts";
import { Inbox } from "../solo/inbox.ts";
import type { PendingEntry, PendingStore } from "../home/pending-store.ts";
import { Wake } from "../wake.ts";
import type { DecidedChain } from "./decided-chain.ts";
import { CometError } from "./error.ts";
import { transactionOf, transactionsOf } from "./transaction.ts";

/**
 * Entries and bytes handed to the mempool in one call at most: in base64, and with 100 bytes around each
 * transaction, they fit into the 1,000,000 bytes that the engine reads of a request (its
 * `rpc.max_body_bytes`), and are fewer transactions than it reads of one.
 */
const BATCH = 2_048;
const BATCH_BYTES = 720_000;
/** Milliseconds between two calls: what comes meanwhile shares a transaction, by which the engine counts. */
const GATHER_MS = 25;
/** Milliseconds between two writes of what came in: each makes the disk do its work once for all of it. */
const SAVE_MS = 4;
const MAX_PENDING = 50_000;
/** Milliseconds after which what is not in a block is handed over again: a mempool is not durable. */
const AGAIN_MS = 10_000;
const RETRY_MS = [100, 2_000] as const;

/** Where transactions go. Resolves with whether each was taken; rejects with a coded error when none can be. */
export interface Broadcaster {
  broadcast(transactions: readonly Uint8Array[]): Promise<readonly boolean[]>;
}

/** Who knows whether a block waits for its seal, and for whose signatures. */
export interface Sealing {
  readonly silent: readonly string[];
  readonly fault: string | undefined;
}

export interface CometEngineOptions {
  readonly decided: DecidedChain;
  /** In the same database. */
  readonly pending: PendingStore;
  readonly rpc: Broadcaster;
  readonly clock: Clock;
  readonly primitives: Primitives;
  readonly prepare: (entry: Uint8Array) => Promise<void>;
}

/**
 * Entries on their way to the engine. What is acknowledged is on disk here before the engine has it,
 * and is handed over again, also after a crash, until it stands in a decided block or a rule refuses it.
 */
export class CometEngine implements RegistryEngine {
  readonly #options: CometEngineOptions;
  readonly #inbox: Inbox;
  readonly #wake = new Wake();
  readonly #listeners = new Set<(block: SealedBlock) => void>();
  readonly #loop: Promise<void>;
  /** When each was handed over, milliseconds; by hash. */
  readonly #handed = new Map<string, number>();
  sealing: Sealing = { silent: [], fault: undefined };
  #fault: string | undefined;
  #failures = 0;
  #closed = false;

  constructor(options: CometEngineOptions) {
    this.#options = options;
    const { decided, pending, clock, primitives } = options;
    this.#inbox = new Inbox({
      ledger: decided.ledger,
      store: pending,
      clock,
      primitives,
      capacity: MAX_PENDING,
      onSaved: () => this.#wake.wake(),
      gatherMs: SAVE_MS,
    });
    this.#loop = this.#run();
  }

  async submit(entry: Uint8Array): Promise<Result<{ readonly hash: string }, string>> {
    if (this.#closed) throw new RegistryError("registry.closed");
    await this.#options.prepare(entry);
    if (this.#closed) throw new RegistryError("registry.closed");
    return await this.#inbox.take(entry);
  }

  status(hash: string): EntryState | undefined {
    const { decided, pending } = this.#options;
    const { store } = decided.sealed;
    const index = store.indexOf(entryHashOf(hash) ?? new Uint8Array(32));
    const block = index === undefined ? undefined : store.blockOf(index);
    if (index !== undefined && block !== undefined) return { state: "sealed", height: block.height, index };
    if (this.#inbox.has(hash) || this.#isDecided(hash)) return { state: "pending" };
    const code = pending.refusal(hash);
    return code === undefined ? undefined : { state: "refused", code };
  }

  health(): EngineHealth {
    const fault = this.sealing.fault ?? this.#fault;
    const silent = Object.fromEntries(this.sealing.silent.map((id) => [id, "cosigner.silent"]));
    // What is decided and not sealed still waits; a record is no entry.
    const decided = this.#options.decided.waiting.reduce((sum, { leaves }) => sum + leaves.length - 1, 0);
    return { pending: this.#inbox.size + decided, ...(fault === undefined ? {} : { fault }), silent };
  }

  onBlock(listener: (block: SealedBlock) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** For the transaction that stores a decided block: its entries wait no longer. */
  forget(draft: BlockDraft): void {
    this.#options.pending.forget(draft.leafHashes.map(toBase64Url));
  }

  /** To be called when a block was decided: what waits is judged on top of it. */
  decided(draft: BlockDraft | undefined): void {
    if (draft === undefined) return;
    const hashes = new Set(draft.leafHashes.map((hash) => toBase64Url(hash)));
    for (const hash of hashes) this.#handed.delete(hash);
    this.#inbox.drop([...hashes].map((hash) => ({ hash })));
    this.#refuse(this.#inbox.judgeAnew());
  }

  sealed(block: SealedBlock): void {
    for (const listener of this.#listeners) listener(block);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#inbox.save();
    this.#wake.wake();
    await this.#loop;
  }

  /** What no longer passes will never do: whoever asks is told why. */
  #refuse(refused: readonly { readonly hash: string; readonly code: string }[]): void {
    if (refused.length === 0) return;
    this.#options.pending.propose(undefined, refused);
    for (const { hash } of refused) this.#handed.delete(hash);
    this.#inbox.drop(refused);
    // What was judged on top of them was judged wrongly.
    this.#inbox.judgeAnew();
  }

  #isDecided(hash: string): boolean {
    return this.#options.decided.isWaiting(hash);
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      try {
        const more = await this.#handOver();
        this.#fault = undefined;
        this.#failures = 0;
        await (more ? sleep(GATHER_MS) : this.#wake.wait(AGAIN_MS / 4));
      } catch (error) {
        this.#fault = codeOf(error) ?? "registry.internal";
        const [first, most] = RETRY_MS;
        await this.#wake.wait(Math.min(most, first * 2 ** Math.min(this.#failures++, 16)));
      }
    }
  }

  /** Answers whether more waits to be handed over. */
  async #handOver(): Promise<boolean> {
    const now = performance.now();
    const batch: PendingEntry[] = [];
    let bytes = 0;
    for (const entry of this.#inbox.waiting()) {
      if (now - (this.#handed.get(entry.hash) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) continue;
      bytes += entry.bytes.length;
      if (batch.length === BATCH || (bytes > BATCH_BYTES && batch.length > 0)) break;
      batch.push(entry);
    }
    if (batch.length === 0) return false;
    const transactions = transactionsOf(batch);
    const taken = await this.#options.rpc.broadcast(
      transactions.map((entries) => transactionOf(entries.map((entry) => entry.bytes))),
    );
    for (const { hash } of transactions.filter((_, at) => taken[at] === true).flat()) {
      if (this.#inbox.has(hash)) this.#handed.set(hash, performance.now());
    }
    // A mempool that is full has room again after the next block.
    if (taken.includes(false)) throw new CometError("comet.busy");
    return true;
  }
}
