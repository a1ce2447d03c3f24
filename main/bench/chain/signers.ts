import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { WorkerThread } from "../../doors/worker.ts";
import type { Task } from "./script.ts";

/** Signs entries on threads of their own, one for each core. */
export class Signers {
  readonly #threads: readonly WorkerThread[];

  constructor(registryId: Uint8Array) {
    const script = new URL(`./sign-worker${extname(import.meta.url)}`, import.meta.url);
    const count = availableParallelism();
    this.#threads = Array.from({ length: count }, () => new WorkerThread(script, registryId));
  }

  async sign(tasks: readonly Task[]): Promise<readonly Uint8Array[]> {
    const share = Math.ceil(tasks.length / this.#threads.length);
    const parts = this.#threads.map(
      (thread, i) => thread.ask(tasks.slice(i * share, (i + 1) * share)) as Promise<readonly Uint8Array[]>,
    );
    return (await Promise.all(parts)).flat();
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }
}
