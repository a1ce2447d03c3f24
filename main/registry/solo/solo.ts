import type { Ed25519Signer, Primitives } from "../../../src/crypto/ports.ts";
import { verifySeal } from "../../../src/note/seal.ts";
import type { Result } from "../../../src/result.ts";
import type { Clock } from "../../doors/clock.ts";
import { DatabaseError } from "../../doors/error.ts";
import type { ChainCopy } from "../home/chain-copy.ts";
import { CosignerFeed } from "../cosigning/cosigner-feed.ts";
import type { CosignerPort } from "../cosigning/cosigner-port.ts";
import type { EngineHealth, EntryState, RegistryEngine, SealedBlock } from "../engine.ts";
import { entryHashOf } from "../entry-hash.ts";
import { RegistryError } from "../error.ts";
import { Inbox } from "./inbox.ts";
import type { PendingStore } from "../home/pending-store.ts";
import { Proposer, type SignedBlock } from "./proposer.ts";
import { Gathering } from "./quorum.ts";
import { Wake } from "../wake.ts";

export interface SoloTuning {
  /** Entries and bytes of a block at most. */
  readonly maxBlock: number;
  readonly maxBlockBytes: number;
  /** Milliseconds between blocks at least; an entry after a pause is sealed at once. */
  readonly blockMs: number;
  /** Milliseconds after which the newest checkpoint is cosigned again. */
  readonly recosignMs: number;
  /** Milliseconds until a failed round is repeated; doubles up to the second. */
  readonly retryMs: readonly [number, number];
  /** Entries acknowledged and not sealed at most. */
  readonly maxPending: number;
}

export const SOLO_TUNING: SoloTuning = {
  maxBlock: 8_192,
  maxBlockBytes: 16 << 20,
  blockMs: 200,
  recosignMs: 120_000,
  retryMs: [100, 2_000],
  maxPending: 50_000,
};

export interface SoloOptions {
  readonly chain: ChainCopy;
  /** In the database of the chain's own store. */
  readonly pending: PendingStore;
  readonly logSigner: Ed25519Signer;
  readonly cosigners: readonly CosignerPort[];
  readonly clock: Clock;
  readonly primitives: Primitives;
  readonly tuning?: Partial<SoloTuning>;
  /** Prepares an entry's judgement elsewhere, before its turn comes; never throws. */
  readonly prepare?: (entry: Uint8Array) => Promise<void>;
  /** Told the code of what keeps it from sealing, when that changes. */
  readonly report?: ((code: string) => void) | undefined;
}

/** A signed block and the cosignatures on it so far. */
interface Current {
  readonly block: SignedBlock;
  readonly gathering: Gathering;
}

/**
 * The engine in which one process orders the entries. A proposed block is on disk before any cosigner
 * sees its checkpoint, and nothing else is ever signed for that size: it is proposed again, also after
 * a crash, until a quorum has cosigned it. Below quorum nothing is sealed and nothing is lost.
 */
export class SoloEngine implements RegistryEngine {
  readonly #options: SoloOptions;
  readonly #tuning: SoloTuning;
  readonly #feeds: readonly CosignerFeed[];
  readonly #inbox: Inbox;
  readonly #proposer: Proposer;
  readonly #wake = new Wake();
  readonly #listeners = new Set<(block: SealedBlock) => void>();
  readonly #loop: Promise<void>;
  #current: Current | undefined;
  #fault: string | undefined;
  #silent: { readonly [authority: string]: string } = {};
  #failures = 0;
  #lastBlock = Number.NEGATIVE_INFINITY;
  #lastCosigned = Number.NEGATIVE_INFINITY;
  #stopped = false;
  #closed = false;

  /** Throws `engine.proposal` if the stored proposal does not fit the log. */
  constructor(options: SoloOptions) {
    this.#options = options;
    this.#tuning = { ...SOLO_TUNING, ...options.tuning };
    const { chain, pending, logSigner, clock, primitives } = options;
    this.#feeds = options.cosigners.map((port) => new CosignerFeed(port, chain.store));
    this.#inbox = new Inbox({
      ledger: chain.ledger,
      store: pending,
      clock,
      primitives,
      capacity: this.#tuning.maxPending,
      onSaved: () => this.#wake.wake(),
    });
    const inbox = this.#inbox;
    const { maxBlock, maxBlockBytes } = this.#tuning;
    this.#proposer = new Proposer({
      chain,
      pending,
      inbox,
      logSigner,
      clock,
      primitives,
      maxBlock,
      maxBlockBytes,
    });
    this.#current = this.#begin(this.#proposer.resume());
    this.#loop = this.#run();
  }

  async submit(entry: Uint8Array): Promise<Result<{ readonly hash: string }, string>> {
    this.#checkOpen();
    if (this.#options.prepare !== undefined) {
      await this.#options.prepare(entry);
      this.#checkOpen();
    }
    return await this.#inbox.take(entry);
  }

  #checkOpen(): void {
    if (this.#closed) throw new RegistryError("registry.closed");
    if (this.#stopped) throw new RegistryError("registry.stopped");
    if (this.#hasMoved) throw new RegistryError("registry.moved");
  }

  /** Another engine goes on from here; this one only serves what there is. */
  get #hasMoved(): boolean {
    return this.#options.chain.ledger.state.registry()?.engine !== "solo" && this.#options.chain.size > 0;
  }

  status(hash: string): EntryState | undefined {
    if (this.#inbox.has(hash)) return { state: "pending" };
    const { store } = this.#options.chain;
    const index = store.indexOf(entryHashOf(hash) ?? new Uint8Array(32));
    const block = index === undefined ? undefined : store.blockOf(index);
    if (index !== undefined && block !== undefined) return { state: "sealed", height: block.height, index };
    const code = this.#options.pending.refusal(hash);
    return code === undefined ? undefined : { state: "refused", code };
  }

  health(): EngineHealth {
    const code = this.#fault ?? (this.#hasMoved ? "registry.moved" : undefined);
    const fault = code === undefined ? {} : { fault: code };
    return { pending: this.#inbox.size, ...fault, silent: this.#silent };
  }

  onBlock(listener: (block: SealedBlock) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Asks the cosigners again at once, for when one is known to be back. */
  retry(): void {
    this.#failures = 0;
    this.#wake.wake();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#inbox.save();
    this.#wake.wake();
    await Promise.all(this.#feeds.map((feed) => feed.close()));
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#closed && !this.#stopped) {
      try {
        await this.#step();
      } catch (error) {
        if (error instanceof DatabaseError) await this.#pause(error.code);
        else this.#stop(error);
      }
    }
  }

  async #step(): Promise<void> {
    const now = performance.now();
    const mayBegin = this.#isKnownNewest && !this.#hasMoved;
    if (this.#current === undefined && mayBegin && now - this.#lastBlock >= this.#tuning.blockMs) {
      this.#current = this.#begin(this.#proposer.propose());
    }
    if (this.#current !== undefined) await this.#seal(this.#current);
    else if (this.#isCosigningDue(now)) await this.#cosignAgain();
    else await this.#wake.wait(this.#restMs(now));
  }

  /**
   * After a start the cosigners are asked about what is stored before anything is signed on top of it:
   * in an older data folder that was put back, that would be a second root for a size.
   */
  get #isKnownNewest(): boolean {
    return this.#options.chain.size === 0 || this.#lastCosigned !== Number.NEGATIVE_INFINITY;
  }

  #begin(block: SignedBlock | undefined): Current | undefined {
    if (block === undefined) return undefined;
    const { draft, checkpoint, policy } = block;
    const proposal = { first: draft.first, leaves: draft.leaves, checkpoint };
    return { block, gathering: new Gathering(proposal, policy, this.#options.primitives) };
  }

  async #seal(current: Current): Promise<void> {
    const { block, gathering } = current;
    await gathering.ask(this.#feeds);
    this.#silent = gathering.silent;
    if (gathering.isSealed) this.#store(block, gathering.note());
    else if (gathering.isHopeless) throw new RegistryError(this.#hopelessCode());
    else await this.#pause("seal.no_quorum");
  }

  #hopelessCode(): "engine.rollback" | "engine.refused" {
    const codes = Object.values(this.#silent);
    return codes.includes("cosigner.rollback") ? "engine.rollback" : "engine.refused";
  }

  /** Seal, block and the end of its entries' waiting become durable together. */
  #store(block: SignedBlock, seal: string): void {
    const { chain, pending, primitives } = this.#options;
    verifySeal(seal, block.policy, primitives);
    chain.append(block.draft, seal, () => pending.forgetProposed(block.through));
    this.#current = undefined;
    this.#fault = undefined;
    this.#failures = 0;
    this.#lastBlock = performance.now();
    this.#lastCosigned = this.#lastBlock;
    this.#inbox.drop(this.#inbox.through(block.through));
    this.#inbox.judgeAnew();
    const { height, size } = block.draft;
    for (const listener of this.#listeners) listener({ height, size });
  }

  #isCosigningDue(now: number): boolean {
    return this.#options.chain.size > 0 && now - this.#lastCosigned >= this.#tuning.recosignMs;
  }

  /** So that a quiet weekend does not look stale. What single authorities sign anew counts too. */
  async #cosignAgain(): Promise<void> {
    const { chain, primitives } = this.#options;
    const { newest } = chain.store;
    if (newest === undefined) return;
    const checkpoint = newest.fresh ?? newest.checkpoint;
    const proposal = { first: newest.size, leaves: [], checkpoint };
    const gathering = new Gathering(proposal, chain.policyOfNewest, primitives);
    await gathering.ask(this.#feeds);
    this.#silent = gathering.silent;
    chain.store.putSeal(newest.height, gathering.note());
    if (gathering.isHopeless) throw new RegistryError(this.#hopelessCode());
    if (!gathering.isSealed) {
      await this.#pause("seal.no_quorum");
      return;
    }
    this.#lastCosigned = performance.now();
    this.#fault = undefined;
    this.#failures = 0;
  }

  /** Until the next block may be made, if entries wait for one; else until cosigning again is due. */
  #restMs(now: number): number {
    if (this.#inbox.size > 0 && !this.#hasMoved)
      return Math.max(1, this.#lastBlock + this.#tuning.blockMs - now);
    const due = this.#lastCosigned + this.#tuning.recosignMs - now;
    return Math.min(this.#tuning.recosignMs, Math.max(1, due));
  }

  /** Repeats later, sooner after the first failure than after the tenth. */
  async #pause(code: string): Promise<void> {
    this.#tell(code);
    const [first, most] = this.#tuning.retryMs;
    const delay = Math.min(most, first * 2 ** Math.min(this.#failures++, 16));
    await this.#wake.wait(delay);
  }

  #tell(code: string): void {
    if (code !== this.#fault) this.#options.report?.(code);
    this.#fault = code;
  }

  #stop(error: unknown): void {
    this.#stopped = true;
    this.#tell(error instanceof RegistryError ? error.code : "engine.internal");
  }
}
