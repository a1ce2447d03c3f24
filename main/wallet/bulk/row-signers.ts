import type { KeyObject } from "node:crypto";
import { availableParallelism } from "node:os";
import { extname } from "node:path";
import type { P256Jwk } from "../../../src/crypto/p256.ts";
import { WorkerThread } from "../../doors/worker.ts";
import type { ReadyDraft } from "../office/draft.ts";
import type { RowResult } from "../office/sign-row.ts";

const MAX_THREADS = 16;

/** What a thread is given at its start: handles of keys that stay in this process. */
export interface RowSignerKeys {
  readonly kid: string;
  readonly credential: KeyObject;
  readonly credentialKey: P256Jwk;
  readonly officer: KeyObject;
  readonly officerKey: Uint8Array;
}

/** Signs rows of a table on all cores. It writes nothing and knows nothing of who asked. */
export class RowSigners {
  readonly #threads: readonly WorkerThread[];

  constructor(keys: RowSignerKeys, threads: number = availableParallelism()) {
    const script = new URL(`./row-signer-worker${extname(import.meta.url)}`, import.meta.url);
    const count = Math.max(1, Math.min(threads, MAX_THREADS));
    this.#threads = Array.from({ length: count }, () => new WorkerThread(script, keys));
  }

  /** In the rows' order. Rejects if a thread fails or is closed. */
  async sign(rows: readonly ReadyDraft[]): Promise<readonly RowResult[]> {
    const share = Math.ceil(rows.length / this.#threads.length);
    const parts = this.#threads.map((thread, at) => {
      const part = rows.slice(at * share, (at + 1) * share);
      return part.length === 0 ? [] : (thread.ask(part) as Promise<readonly RowResult[]>);
    });
    return (await Promise.all(parts)).flat();
  }

  close(): void {
    for (const thread of this.#threads) void thread.close();
  }
}
