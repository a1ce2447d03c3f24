import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { WorkerThread } from "../doors/worker.ts";

/** Batches that a thread is given ahead of the one it works on. */
const AHEAD = 2;
const MAX_THREADS = 16;

/**
 * Verifies batches of Ed25519 signatures on threads of their own, one for each core, started when they
 * are first needed, as `src/crypto/ed25519.ts` does.
 */
export class SignaturePool {
  readonly #most: number;
  readonly #threads: WorkerThread[] = [];
  readonly #free: (() => void)[] = [];
  #closed = false;

  constructor(threads: number = availableParallelism()) {
    this.#most = Math.max(1, Math.min(threads, MAX_THREADS));
  }

  /** Whether a batch would be begun at once or be the next of a thread. */
  get hasRoom(): boolean {
    return this.#threads.length < this.#most || this.#threads.some(({ waiting }) => waiting < AHEAD);
  }

  /** Resolves when there is room. */
  room(): Promise<void> {
    if (this.hasRoom) return Promise.resolve();
    return new Promise((resolve) => this.#free.push(resolve));
  }

  /**
   * Places in the batch (`SignatureBatch.bytes`) of what does not hold, ascending. Takes it over. Rejects
   * if a thread fails or the pool is closed.
   */
  async verify(bytes: Uint8Array<ArrayBuffer>): Promise<readonly number[]> {
    if (this.#closed) throw new Error("the pool is closed");
    if (bytes.length === 0) return [];
    try {
      return (await this.#thread().ask(bytes, [bytes.buffer])) as readonly number[];
    } finally {
      this.#free.shift()?.();
    }
  }

  /** What is still under way rejects. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#threads.splice(0).map((thread) => thread.close()));
    for (const free of this.#free.splice(0)) free();
  }

  #thread(): WorkerThread {
    let least = this.#threads[0];
    for (const thread of this.#threads) if (thread.waiting < (least?.waiting ?? 0)) least = thread;
    if (least !== undefined && (least.waiting === 0 || this.#threads.length === this.#most)) return least;
    const script = new URL(`./signature-worker${extname(import.meta.url)}`, import.meta.url);
    const thread = new WorkerThread(script);
    this.#threads.push(thread);
    return thread;
  }
}
