import type { BulkView } from "../../../src/contract/bulk-views.ts";
import { sleep } from "../../doors/clock.ts";
import { FollowError } from "../../follow/error.ts";
import { WalletError } from "../error.ts";
import { asSealed, handIn, record, syncOrSay } from "../office/carry.ts";
import type { IssuedRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { ChunkSigner } from "./chunk-signer.ts";
import { type OwnRow, requireJob, rowsOf, runningIn, viewJob } from "./jobs.ts";

/** Rows that are signed in one step, and entries that are on their way at once. */
const CHUNK = 64;
const IN_FLIGHT = 16;
const POLL_MS = 150;
const PATIENCE_MS = 60_000;

/** Runs so many at a time; ends when all have, with the first that failed. */
async function eachOf<T>(items: readonly T[], most: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  const done = await Promise.allSettled(Array.from({ length: most }, worker));
  const failed = done.find((one) => one.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

/** A job that somebody is at: submits what was signed and settles it, a chunk of rows after the other. */
class BulkRun {
  readonly #session: Session;
  readonly #tell: (moved: number) => void;

  constructor(session: Session, tell: (moved: number) => void) {
    this.#session = session;
    this.#tell = tell;
  }

  /** Works on rows side by side, and writes down in one step what came of them, whatever failed. */
  async #move(
    commitments: readonly string[],
    work: (commitment: string, row: IssuedRow) => Promise<IssuedRow>,
    told = 0,
  ): Promise<void> {
    const session = this.#session;
    const next = new Map<string, { readonly from: IssuedRow["state"]; readonly row: IssuedRow }>();
    try {
      await eachOf(commitments, IN_FLIGHT, async (commitment) => {
        const row = session.store.issued.get(commitment);
        if (row === undefined) return;
        const moved = await work(commitment, row);
        if (moved.state !== row.state) next.set(commitment, { from: row.state, row: moved });
        this.#tell(told);
      });
    } finally {
      if (next.size > 0 && session.vault.state === "unlocked")
        session.vault.transaction(() => {
          for (const [commitment, { from, row }] of next) {
            // Meanwhile an officer may have carried on with one of them.
            if (session.store.issued.get(commitment)?.state === from) record(session, commitment, row);
          }
        });
    }
  }

  /** Hands to a node what it may not have yet. */
  async submitAll(commitments: readonly string[], options: { readonly isFresh: boolean }): Promise<void> {
    for (let from = 0; from < commitments.length; from += CHUNK)
      await this.#move(
        commitments.slice(from, from + CHUNK),
        (_, row) => (row.state === "signed" ? handIn(this.#session, row, options) : Promise.resolve(row)),
        1,
      );
  }

  async #settled(commitment: string, row: IssuedRow): Promise<IssuedRow> {
    if (row.state !== "submitted" && row.state !== "waiting") return row;
    const sealed = await asSealed(this.#session, commitment, row);
    // What a node lost after it had acknowledged it is handed in again.
    return sealed.state === "submitted" ? await handIn(this.#session, row) : sealed;
  }

  /** Waits for the seals of what was submitted; asks once for what waits for a second officer. */
  async settle(waiting: readonly string[], submitted: readonly string[]): Promise<void> {
    const { registry, store } = this.#session;
    const end = performance.now() + PATIENCE_MS;
    await registry.sync();
    let rest = [...waiting, ...submitted];
    while (rest.length > 0) {
      for (let from = 0; from < rest.length; from += CHUNK)
        await this.#move(rest.slice(from, from + CHUNK), (commitment, row) => this.#settled(commitment, row));
      rest = rest.filter((one) => store.issued.get(one)?.state === "submitted");
      if (rest.length === 0 || performance.now() > end) return;
      await sleep(POLL_MS);
      await registry.sync();
    }
  }
}

interface Sorted {
  readonly ready: readonly OwnRow[];
  readonly signed: readonly string[];
  readonly waiting: readonly string[];
}

function sort(session: Session, rows: readonly OwnRow[]): Sorted {
  const ready = rows.filter(({ value }) => value.commitment === undefined && value.code === undefined);
  const signed: string[] = [];
  const waiting: string[] = [];
  for (const { value } of rows) {
    const state =
      value.commitment === undefined ? undefined : session.store.issued.get(value.commitment)?.state;
    if (value.commitment === undefined) continue;
    if (state === "signed" || state === "submitted") signed.push(value.commitment);
    if (state === "waiting") waiting.push(value.commitment);
  }
  return { ready, signed, waiting };
}

async function runAll(session: Session, id: string, turn: { stop: boolean }): Promise<void> {
  const job = requireJob(session, id);
  await syncOrSay(session);
  const { signal, onProgress } = session.watchBulk();
  const begun = sort(session, rowsOf(session, id));
  if (begun.ready.length + begun.signed.length + begun.waiting.length === 0) return;
  let done = job.total - begun.ready.length - begun.signed.length;
  const run = new BulkRun(session, (moved) => {
    done += moved;
    onProgress?.({ done, total: job.total });
  });
  const signer = new ChunkSigner(session, job);
  const isStopped = (): boolean => turn.stop || signal?.aborted === true;
  const submitted = [...begun.signed];
  const waiting = [...begun.waiting];
  try {
    if (begun.ready.length >= CHUNK) signer.startThreads();
    await run.submitAll(begun.signed, { isFresh: false });
    for (let from = 0; from < begun.ready.length && !isStopped(); from += CHUNK) {
      const chunk = begun.ready.slice(from, from + CHUNK);
      const signed = await signer.sign(chunk);
      if (signer.isForTwo) waiting.push(...signed);
      else {
        await run.submitAll(signed, { isFresh: true });
        submitted.push(...signed);
      }
      const untold = signer.isForTwo ? chunk.length : chunk.length - signed.length;
      if (untold > 0) onProgress?.({ done: (done += untold), total: job.total });
    }
    await run.settle(waiting, submitted);
  } catch (error) {
    if (error instanceof FollowError) throw new WalletError("office.unreachable");
    throw error;
  } finally {
    signer.close();
  }
}

/**
 * Goes on with a job until all rows are through or somebody stops it. Each row is signed and written
 * down in one step, and what was written down is never signed again: killed at any point, it goes on.
 * Throws `bulk.*`, `office.*`, `registry.full_only`.
 */
export async function runJob(session: Session, id: string): Promise<BulkView> {
  const job = requireJob(session, id);
  const running = runningIn(session);
  if (running.has(id)) throw new WalletError("bulk.running");
  session.again.require("sign", [session.registry.type(job.type)]);
  const turn = { stop: false };
  running.set(id, turn);
  try {
    await runAll(session, id, turn);
  } finally {
    running.delete(id);
  }
  return viewJob(session, id, job);
}
