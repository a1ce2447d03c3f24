import { toBase64Url } from "../../../src/bytes/base64.ts";
import type { Ledger } from "../../../src/chain/blocks/ledger.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { ok, type Result } from "../../../src/result.ts";
import type { Clock } from "../../doors/clock.ts";
import { DatabaseError } from "../../doors/error.ts";
import { Admission } from "./admission.ts";
import { RegistryError } from "../error.ts";
import type { PendingEntry, PendingStore } from "../home/pending-store.ts";

type Acknowledged = Result<{ readonly hash: string }, string>;

interface Waiting {
  entry: PendingEntry;
  opensBlock: boolean;
  /** Undefined once it is on disk. */
  saving: Promise<Acknowledged> | undefined;
}

interface Unsaved {
  readonly waiting: Waiting;
  readonly done: (value: Acknowledged) => void;
  readonly fail: (error: unknown) => void;
}

export interface InboxOptions {
  readonly ledger: Ledger;
  readonly store: PendingStore;
  readonly clock: Clock;
  readonly primitives: Primitives;
  /** Entries kept at most. */
  readonly capacity: number;
  /** Called when entries have become durable. */
  readonly onSaved: () => void;
  /** Milliseconds in which entries gather for one write; by default those of one turn of the event loop. */
  readonly gatherMs?: number;
}

/**
 * Entries on their way into a block. Each is judged when it comes; those that come together are made
 * durable by one write, and only then acknowledged.
 */
export class Inbox {
  readonly #options: InboxOptions;
  readonly #admission: Admission;
  readonly #byHash = new Map<string, Waiting>();
  #unsaved: Unsaved[] = [];
  #scheduled = false;
  #nextSeq = 1;

  constructor(options: InboxOptions) {
    this.#options = options;
    this.#admission = new Admission(options.ledger, options.clock, options.primitives);
    for (const entry of options.store.all()) {
      this.#byHash.set(entry.hash, { entry, opensBlock: false, saving: undefined });
      this.#nextSeq = entry.seq + 1;
    }
    this.judgeAnew();
  }

  get size(): number {
    return this.#byHash.size;
  }

  has(hash: string): boolean {
    const waiting = this.#byHash.get(hash);
    return waiting !== undefined && waiting.saving === undefined;
  }

  /** Rejects with `registry.busy` or `registry.store`. */
  take(bytes: Uint8Array): Promise<Acknowledged> {
    const hash = toBase64Url(leafHash(bytes, this.#options.primitives.sha256));
    const known = this.#byHash.get(hash);
    if (known !== undefined) return known.saving ?? Promise.resolve(ok({ hash }));
    if (this.#byHash.size >= this.#options.capacity) throw new RegistryError("registry.busy");
    const admitted = this.#admission.take(bytes);
    if (!admitted.ok) return Promise.resolve(admitted);
    const { opensBlock } = admitted.value;
    const waiting: Waiting = {
      entry: { seq: this.#nextSeq++, hash, bytes },
      opensBlock,
      saving: undefined,
    };
    waiting.saving = new Promise((done, fail) => this.#unsaved.push({ waiting, done, fail }));
    this.#byHash.set(hash, waiting);
    this.#schedule();
    return waiting.saving;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const { gatherMs } = this.#options;
    if (gatherMs === undefined) setImmediate(() => this.save());
    else setTimeout(() => this.save(), gatherMs);
  }

  /** Makes durable what came in; what cannot be is answered `registry.store` and forgotten. */
  save(): void {
    this.#scheduled = false;
    const batch = this.#unsaved;
    if (batch.length === 0) return;
    this.#unsaved = [];
    try {
      this.#options.store.add(batch.map(({ waiting }) => waiting.entry));
    } catch (cause) {
      if (!(cause instanceof DatabaseError)) throw cause;
      for (const { waiting } of batch) this.#byHash.delete(waiting.entry.hash);
      this.judgeAnew();
      for (const { fail } of batch) fail(new RegistryError("registry.store", { cause }));
      return;
    }
    for (const { waiting, done } of batch) {
      waiting.saving = undefined;
      done(ok({ hash: waiting.entry.hash }));
    }
    this.#options.onSaved();
  }

  /** The durable entries for the next block, oldest first, within both limits. */
  next(maxEntries: number, maxBytes: number): PendingEntry[] {
    const entries: PendingEntry[] = [];
    let bytes = 0;
    for (const { entry, opensBlock, saving } of this.#byHash.values()) {
      bytes += entry.bytes.length;
      const full = entries.length === maxEntries || (bytes > maxBytes && entries.length > 0);
      if (saving !== undefined || full || (opensBlock && entries.length > 0)) break;
      entries.push(entry);
    }
    return entries;
  }

  /** Entries up to `seq`, oldest first. */
  through(seq: number): PendingEntry[] {
    return [...this.#byHash.values()].map(({ entry }) => entry).filter((entry) => entry.seq <= seq);
  }

  /** Every durable entry, oldest first. */
  *waiting(): Generator<PendingEntry> {
    for (const { entry, saving } of this.#byHash.values()) if (saving === undefined) yield entry;
  }

  drop(entries: Iterable<Pick<PendingEntry, "hash">>): void {
    for (const { hash } of entries) this.#byHash.delete(hash);
  }

  /**
   * To be called when the ledger's head has moved, or entries were dropped. What a rule refuses now
   * stays: the next draft refuses it, and whoever has no draft of its own is told here.
   */
  judgeAnew(): readonly { readonly hash: string; readonly code: string }[] {
    const refused: { hash: string; code: string }[] = [];
    this.#admission.reset();
    for (const waiting of this.#byHash.values()) {
      const admitted = this.#admission.take(waiting.entry.bytes);
      waiting.opensBlock = admitted.ok && admitted.value.opensBlock;
      if (!admitted.ok && waiting.saving === undefined)
        refused.push({ hash: waiting.entry.hash, code: admitted.code });
    }
    return refused;
  }
}
