import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { systemRandom } from "../../doors/random.ts";
import { WorkerThread } from "../../doors/worker.ts";
import type { ReadyDraft } from "../office/ready-draft.ts";
import { type RowKeys, type RowResult, signRows } from "../office/sign-row.ts";
import { type RowSignerKeys, rowKeysOf } from "./row-keys.ts";
import { readRows, type RowAnswer } from "./row-room.ts";

const MAX_THREADS = 16;

/** What a thread is asked; `used` is memory that it may write its answer into. */
export interface RowQuestion {
  readonly rows: readonly ReadyDraft[];
  readonly used: ArrayBuffer | undefined;
}

/** A thread, and the memory in which its last answer lay. */
class RowSigner {
  readonly #thread: WorkerThread;
  #used: ArrayBuffer | undefined;

  constructor(script: URL, keys: RowSignerKeys) {
    this.#thread = new WorkerThread(script, keys);
  }

  async sign(rows: readonly ReadyDraft[]): Promise<readonly RowResult[]> {
    if (rows.length === 0) return [];
    const question: RowQuestion = { rows, used: this.#used };
    this.#used = undefined;
    const handedOver = question.used === undefined ? [] : [question.used];
    const answer = (await this.#thread.ask(question, handedOver)) as RowAnswer;
    const results = readRows(answer);
    this.#used = answer.room;
    return results;
  }

  close(): void {
    void this.#thread.close();
  }
}

/**
 * Signs rows of a table on all cores: in threads, and a share in the thread that asks, since what it signs
 * itself need not be carried to and fro. It writes nothing and knows nothing of who asked.
 */
export class RowSigners {
  readonly #threads: readonly RowSigner[];
  readonly #sharesWork: boolean;
  #keys: RowKeys | undefined;

  /** With one core all is done in a thread, so that this one stays free. */
  constructor(keys: RowSignerKeys, cores: number = availableParallelism()) {
    const script = new URL(`./row-signer-worker${extname(import.meta.url)}`, import.meta.url);
    const count = Math.max(1, Math.min(cores, MAX_THREADS) - 1);
    this.#threads = Array.from({ length: count }, () => new RowSigner(script, keys));
    this.#sharesWork = cores > 1;
    this.#keys = rowKeysOf(keys);
  }

  async #signHere(rows: readonly ReadyDraft[]): Promise<readonly RowResult[]> {
    return signRows(rows, this.#open(), systemRandom);
  }

  #open(): RowKeys {
    if (this.#keys === undefined) throw new Error("the signers are closed");
    return this.#keys;
  }

  /** In the rows' order. Rejects if a thread fails or is closed. */
  async sign(rows: readonly ReadyDraft[]): Promise<readonly RowResult[]> {
    this.#open();
    const count = this.#threads.length;
    const share = Math.ceil(rows.length / (this.#sharesWork ? count + 1 : count));
    const parts = this.#threads.map((thread, at) => thread.sign(rows.slice(at * share, (at + 1) * share)));
    if (this.#sharesWork) parts.push(this.#signHere(rows.slice(count * share)));
    const results = (await Promise.all(parts)).flat();
    this.#open();
    return results;
  }

  close(): void {
    this.#keys = undefined;
    for (const thread of this.#threads) thread.close();
  }
}
