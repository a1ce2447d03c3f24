import { type TransferListItem, Worker } from "node:worker_threads";

/**
 * Runs one of our own scripts in a worker thread: it gets `input` as its `workerData` and answers with
 * one message. Rejects when the thread fails or ends without an answer, or is called off; the thread never
 * outlives the answer.
 */
export function runWorker(script: URL, input: unknown, signal?: AbortSignal): Promise<unknown> {
  const worker = new Worker(script, { workerData: input });
  return new Promise<unknown>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("the worker ended without an answer")));
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  }).finally(() => worker.terminate());
}

interface Question {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One of our own scripts in a worker thread that stays: it answers each message with one message, in
 * order. It does not keep the process alive while nothing is asked.
 */
export class WorkerThread {
  readonly #worker: Worker;
  readonly #open: Question[] = [];
  #failure: unknown;

  /** `transfer`: what of the input is handed over, not copied. */
  constructor(script: URL, input?: unknown, transfer: readonly TransferListItem[] = []) {
    this.#worker = new Worker(script, { workerData: input, transferList: [...transfer] });
    this.#worker.on("message", (answer: unknown) => {
      this.#open.shift()?.resolve(answer);
      if (this.#open.length === 0) this.#worker.unref();
    });
    this.#worker.on("error", (error) => this.#fail(error));
    this.#worker.on("exit", () => this.#fail(new Error("the worker ended without an answer")));
    this.#worker.unref();
  }

  /** Questions not answered yet. */
  get waiting(): number {
    return this.#open.length;
  }

  /** Rejects when the thread fails or is closed before it answers. */
  ask(message: unknown, transfer: readonly TransferListItem[] = []): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) {
        reject(this.#failure);
        return;
      }
      this.#open.push({ resolve, reject });
      this.#worker.ref();
      this.#worker.postMessage(message, transfer);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    for (const { reject } of this.#open.splice(0)) reject(this.#failure);
  }
}
