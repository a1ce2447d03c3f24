import { extname } from "node:path";
import { equal } from "../../../src/bytes/bytes.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { TILE_WIDTH, tileWidth } from "../../../src/merkle/tile.ts";
import type { Head } from "../../../src/chain/blocks/ledger.ts";
import type { PreparedBlock } from "../../../src/chain/state/issue-row.ts";
import { knownAdmissible, noteAdmissible } from "../../../src/chain/entries/admit-key.ts";
import { releaseMemory } from "../../doors/memory.ts";
import { WorkerThread } from "../../doors/worker.ts";
import type { LogStore } from "../../log/log-store.ts";
import type { DeferredSignatures } from "./deferred-signatures.ts";
import { FollowError } from "../error.ts";
import { Folder } from "./fold.ts";
import type { PreparedRun, Preparing, StoredRun } from "./prepare.ts";

/** Bundles that the thread is given at once, and how many such runs ahead. */
const RUN = 16;
const AHEAD = 3;

/** From so many leaves on it is worth tidying up after them. */
const TIDY_FROM = 100_000;
/** Fewer leaves are folded in before a thread has started. */
export const SWIFT_FROM = 16_384;

/** Signatures of leaves from `from` on are verified, all others trusted. */
export interface SwiftVerifying {
  readonly deferred: DeferredSignatures;
  readonly from: number;
}

export interface SwiftOptions {
  readonly primitives: Primitives;
  /** Leaves, where more may have come since. Default: all of the log. */
  readonly size?: number | undefined;
  /** Default: every signature is trusted. Whoever gives this settles it. */
  readonly verifying?: SwiftVerifying | undefined;
  /** Shown each block once it is folded in; false if it is not one of those expected. */
  readonly onBlock?: ((head: Head) => boolean) | undefined;
  /** Instead of our own script; a test gives one that fails. */
  readonly script?: URL | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

function readRun(log: LogStore, size: number, from: number, to: number): StoredRun | undefined {
  const bundles: Uint8Array<ArrayBuffer>[] = [];
  const tiles: Uint8Array<ArrayBuffer>[] = [];
  const widths: number[] = [];
  for (let index = from; index < to; index++) {
    const width = tileWidth(0, index, size);
    const bundle = log.bundle(index, width);
    const tile = log.tile(0, index, width);
    if (bundle === undefined || tile === undefined) return undefined;
    bundles.push(bundle as Uint8Array<ArrayBuffer>);
    tiles.push(tile as Uint8Array<ArrayBuffer>);
    widths.push(width);
  }
  return { bundles, tiles, widths };
}

function buffersOf({ bundles, tiles }: StoredRun): ArrayBuffer[] {
  return [...bundles, ...tiles].map(({ buffer }) => buffer);
}

function othersOf({ others, ends, bytes }: PreparedRun): Map<number, Uint8Array> {
  const leaves = new Map<number, Uint8Array>();
  others.forEach((place, i) => leaves.set(place, bytes.subarray(i === 0 ? 0 : ends[i - 1], ends[i])));
  return leaves;
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new FollowError("follow.cancelled");
}

/** Folds whole blocks in as they come, with what else the thread has found for them. */
class RunFolder {
  readonly folder: Folder;
  readonly #names: string[] = [];
  readonly #options: SwiftOptions;

  constructor(registryId: Uint8Array, options: SwiftOptions) {
    const { primitives, verifying } = options;
    this.folder = new Folder(registryId, primitives, verifying?.deferred.primitives);
    this.#options = options;
  }

  /** False if anything does not hold. */
  async fold(run: PreparedRun): Promise<boolean> {
    const { words, expires, names, keys, blocks, fits } = run;
    noteAdmissible(keys);
    this.#names.push(...names);
    const leaves = { words, expires, others: othersOf(run), names: this.#names };
    const { signal, verifying } = this.#options;
    let from = 0;
    for (const { record, peaks } of blocks) {
      if (!this.#take({ leaves, from, record, peaks })) return false;
      from = record + 1;
      await verifying?.deferred.room();
      throwIfCancelled(signal);
    }
    for (const { bytes, heights } of run.signed) {
      await verifying?.deferred.room();
      throwIfCancelled(signal);
      verifying?.deferred.take(bytes, heights);
    }
    return fits;
  }

  #take(block: PreparedBlock): boolean {
    const { verifying, onBlock = () => true } = this.#options;
    const { height, size } = this.folder.ledger.head ?? { height: -1, size: 0 };
    const isVerified = verifying !== undefined && size >= verifying.from;
    if (isVerified) verifying.deferred.begin(height + 1);
    return (
      this.folder.takePrepared(block, isVerified ? "verify" : "trusted") &&
      onBlock(this.folder.ledger.head as Head)
    );
  }
}

async function foldAll(
  log: LogStore,
  size: number,
  runs: RunFolder,
  thread: WorkerThread,
  { signal, onProgress }: SwiftOptions,
): Promise<boolean> {
  const end = Math.ceil(size / TILE_WIDTH);
  const underWay: Promise<unknown>[] = [];
  const { ledger } = runs.folder;
  let next = 0;
  while (next < end || underWay.length > 0) {
    for (; next < end && underWay.length < AHEAD; next += RUN) {
      const run = readRun(log, size, next, Math.min(end, next + RUN));
      if (run === undefined) return false;
      const prepared = thread.ask(run, buffersOf(run));
      // It is awaited below; until then its failure must not count as unhandled.
      prepared.catch(() => {});
      underWay.push(prepared);
    }
    const prepared = (await underWay.shift()) as PreparedRun;
    throwIfCancelled(signal);
    if (!(await runs.fold(prepared))) return false;
    onProgress?.(ledger.head?.size ?? 0, size);
  }
  return ledger.head?.size === size;
}

/**
 * Folds a stored log in while another thread hashes and reads it ahead. The folder if every leaf, tile,
 * rule and root holds and the log has that root; undefined if anything at all does not, without saying
 * what: `replayLog` finds that out. Throws `follow.cancelled`.
 */
export async function swiftReplay(
  log: LogStore,
  root: Uint8Array,
  registryId: Uint8Array,
  options: SwiftOptions,
): Promise<Folder | undefined> {
  const script = options.script ?? new URL(`./prepare-worker${extname(import.meta.url)}`, import.meta.url);
  const { size = log.size, verifying } = options;
  const signing = verifying && { registryId, from: verifying.from };
  const thread = new WorkerThread(script, { signing, admissible: knownAdmissible() } satisfies Preparing);
  try {
    const runs = new RunFolder(registryId, options);
    const { folder } = runs;
    const holds = await foldAll(log, size, runs, thread, options);
    const { head } = folder.ledger;
    return holds && head !== undefined && equal(head.root, root) ? folder : undefined;
  } catch (error) {
    if (error instanceof FollowError) throw error;
    // Bytes that cannot be read, or a thread that cannot go on (no memory, say). Whatever it is, the plain
    // way either does without or says so itself.
    return undefined;
  } finally {
    await thread.close();
    if (size >= TIDY_FROM) await releaseMemory();
  }
}
