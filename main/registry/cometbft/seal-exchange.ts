import type { Primitives } from "../../../src/crypto/ports.ts";
import { codeOf } from "../../../src/error.ts";
import { parseNote } from "../../../src/note/note.ts";
import { verifySeal } from "../../../src/note/seal.ts";
import type { SealedBlock } from "../engine.ts";
import { Wake } from "../wake.ts";
import { Cosigned } from "./cosigned.ts";
import type { DecidedChain } from "./decided-chain.ts";
import type { DecidedBlock } from "./decided-store.ts";

/** Another authority's node, as far as signatures go. Nothing it says is believed. */
export interface PeerPort {
  readonly id: string;
  /** What it has signed and gathered for the block at a height; undefined if nothing. Rejects with CodedError. */
  cosigned(height: number, signal: AbortSignal): Promise<string | undefined>;
}

/** Milliseconds between two looks for what is lacking; doubles up to the second. */
const LOOK_MS = [15, 1_000] as const;
const PEER_MS = 2_000;
/** Milliseconds that another is let wait for a block that is decided next; less than it waits itself. */
const SOON_MS = 1_000;
/** So many wait at once at most. */
const MAX_WAITING = 64;
/** How often the others are asked for the newest checkpoint between two cosignatures of ours. */
const ASKS = 6;

export interface SealExchangeOptions {
  readonly decided: DecidedChain;
  readonly peers: readonly PeerPort[];
  readonly primitives: Primitives;
  /** Our own checkpoint over the newest sealed block, signed now. */
  readonly signNewest: () => string;
  /** Milliseconds between two cosignatures of ours over the same newest checkpoint. */
  readonly recosignMs: number;
  readonly onSeal: (block: SealedBlock) => void;
  /** Told the code of what keeps blocks from their seals, when that changes. */
  readonly report?: ((code: string) => void) | undefined;
}

/**
 * Brings the authorities' cosignatures together, so that every node can serve the sealed checkpoint:
 * each asks the others for theirs, for one block after the other, and again every few minutes for the
 * newest. A block is handed to readers when a quorum has signed it.
 */
export class SealExchange {
  readonly #options: SealExchangeOptions;
  readonly #wake = new Wake();
  readonly #closing = new AbortController();
  /** Each is told once when a block was decided. */
  readonly #waiting = new Set<() => void>();
  readonly #loop: Promise<void>;
  #current: { readonly height: number; readonly cosigned: Cosigned } | undefined;
  #newest: { readonly height: number; readonly cosigned: Cosigned } | undefined;
  #fault: string | undefined;
  #failures = 0;
  #lastSigned = Number.NEGATIVE_INFINITY;
  #lastAsked = Number.NEGATIVE_INFINITY;

  constructor(options: SealExchangeOptions) {
    this.#options = options;
    this.#loop = this.#run();
  }

  /** Authorities that the block now waiting has no cosignature of; empty if none waits. */
  get silent(): readonly string[] {
    return this.#current?.cosigned.silent ?? [];
  }

  get fault(): string | undefined {
    return this.#fault;
  }

  /** What we have for the block at a height: for other nodes. */
  cosigned(height: number): string | undefined {
    if (this.#current?.height === height) return this.#current.cosigned.note();
    const { decided } = this.#options;
    const own = decided.waiting.find((block) => block.height === height)?.checkpoint;
    const sealed = decided.sealed.store.seal(height);
    const note = own ?? sealed?.fresh ?? sealed?.checkpoint;
    return note === "" ? undefined : note;
  }

  /**
   * The same for a block that is decided next: whoever decided it a little sooner is answered when we
   * have, and need not ask again and again.
   */
  async cosignedSoon(height: number): Promise<string | undefined> {
    const known = this.cosigned(height);
    const next = (this.#options.decided.ledger.head?.height ?? -1) + 1;
    const isClosing = this.#closing.signal.aborted;
    if (known !== undefined || height !== next || isClosing || this.#waiting.size >= MAX_WAITING)
      return known;
    await new Promise<void>((done) => {
      const timer = setTimeout(() => tell(), SOON_MS);
      const tell = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(tell);
        done();
      };
      this.#waiting.add(tell);
    });
    return this.cosigned(height);
  }

  /** To be called when a block was decided, or signatures may be had again. */
  wake(): void {
    this.#failures = 0;
    this.#wake.wake();
    for (const tell of this.#waiting) tell();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.wake();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      try {
        await this.#step();
      } catch (error) {
        this.#tell(codeOf(error) ?? "registry.internal");
        await this.#pause();
      }
    }
  }

  async #step(): Promise<void> {
    const [block] = this.#options.decided.waiting;
    if (block !== undefined && block.checkpoint !== "") await this.#gather(block);
    else await this.#refresh();
  }

  async #gather(block: DecidedBlock): Promise<void> {
    const { decided, primitives } = this.#options;
    if (this.#current?.height !== block.height) {
      const policy = decided.sealed.ledger.sealPolicy();
      const cosigned = new Cosigned(parseNote(block.checkpoint).text, policy, primitives);
      cosigned.take(block.checkpoint);
      this.#current = { height: block.height, cosigned };
    }
    const { cosigned } = this.#current;
    await this.#ask(block.height, cosigned, () => cosigned.isSealed);
    if (this.#closing.signal.aborted) return;
    if (!cosigned.isSealed) {
      this.#tell("seal.no_quorum");
      await this.#pause();
      return;
    }
    const note = cosigned.note();
    verifySeal(note, decided.sealed.ledger.sealPolicy(), primitives);
    decided.seal(note);
    this.#current = undefined;
    this.#newest = { height: block.height, cosigned };
    this.#lastSigned = performance.now();
    this.#lastAsked = this.#lastSigned;
    this.#failures = 0;
    this.#tell(undefined);
    this.#options.onSeal({ height: block.height, size: decided.sealed.size });
  }

  /** So that a quiet weekend does not look stale: ours anew, and what the others signed anew. */
  async #refresh(): Promise<void> {
    const { decided, primitives, signNewest, recosignMs } = this.#options;
    const { newest } = decided.sealed.store;
    const now = performance.now();
    const due = Math.min(this.#lastSigned + recosignMs, this.#lastAsked + recosignMs / ASKS) - now;
    if (newest === undefined || due > 0) {
      await this.#wake.wait(newest === undefined ? recosignMs : due);
      return;
    }
    const known = newest.fresh ?? newest.checkpoint;
    if (this.#newest?.height !== newest.height) {
      const cosigned = new Cosigned(parseNote(known).text, decided.sealed.policyOfNewest, primitives);
      cosigned.take(known);
      this.#newest = { height: newest.height, cosigned };
    }
    const { cosigned } = this.#newest;
    if (now - this.#lastSigned >= recosignMs) {
      cosigned.take(signNewest());
      this.#lastSigned = now;
      decided.sealed.store.putSeal(newest.height, cosigned.note());
    }
    this.#lastAsked = now;
    await this.#ask(newest.height, cosigned, () => false);
    const note = cosigned.note();
    const { newest: then } = decided.sealed.store;
    if (then?.height === newest.height && note !== then.fresh)
      decided.sealed.store.putSeal(newest.height, note);
  }

  async #ask(height: number, cosigned: Cosigned, enough: () => boolean): Promise<void> {
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(PEER_MS)]);
    const answers = this.#options.peers.map(async (peer) => {
      try {
        const note = await peer.cosigned(height, signal);
        if (note !== undefined) cosigned.take(note);
      } catch (error) {
        if (codeOf(error) === undefined) throw error;
      }
    });
    const all = Promise.all(answers);
    if (enough()) return;
    await Promise.race([all, this.#untilEnough(answers, enough)]);
  }

  async #untilEnough(answers: readonly Promise<void>[], enough: () => boolean): Promise<void> {
    await new Promise<void>((done) => {
      const look = (): void => {
        if (enough()) done();
      };
      for (const answer of answers) void answer.then(look, look);
    });
  }

  async #pause(): Promise<void> {
    const [first, most] = LOOK_MS;
    await this.#wake.wait(Math.min(most, first * 2 ** Math.min(this.#failures++, 16)));
  }

  #tell(code: string | undefined): void {
    // A block that was decided a moment ago waits for signatures as a matter of course.
    const isNews = code !== this.#fault && (code !== "seal.no_quorum" || this.#failures > 6);
    if (!isNews && code !== undefined) return;
    if (code !== undefined) this.#options.report?.(code);
    this.#fault = code;
  }
}
