import { extname } from "node:path";
import { equal } from "../../src/bytes/bytes.ts";
import type { Primitives } from "../../src/crypto/ports.ts";
import { TILE_WIDTH, tileWidth } from "../../src/merkle/tile.ts";
import type { Head } from "../../src/chain/blocks/ledger.ts";
import { releaseMemory } from "../doors/memory.ts";
import { WorkerThread } from "../doors/worker.ts";
import type { LogStore } from "../log/log-store.ts";
import { FollowError } from "./error.ts";
import { Folder } from "./fold.ts";
import type { PreparedRun, StoredRun } from "./prepare.ts";

/** Bundles that the thread is given at once, and how many such runs ahead. */
const RUN = 16;
const AHEAD = 3;

/** From so many leaves on it is worth tidying up after them. */
const TIDY_FROM = 100_000;
/** Fewer leaves are folded in before a thread has started. */
export const SWIFT_FROM = 16_384;

export interface SwiftOptions {
  readonly primitives: Primitives;
  /** Shown each block once it is folded in; false if it is not one of those expected. */
  readonly onBlock?: ((head: Head) => boolean) | undefined;
  /** Instead of our own script; a test gives one that fails. */
  readonly script?: URL | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

function readRun(log: LogStore, from: number, to: number): StoredRun | undefined {
  const bundles: Uint8Array<ArrayBuffer>[] = [];
  const tiles: Uint8Array<ArrayBuffer>[] = [];
  const widths: number[] = [];
  for (let index = from; index < to; index++) {
    const width = tileWidth(0, index, log.size);
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

function foldRun(
  folder: Folder,
  run: PreparedRun,
  names: string[],
  onBlock: (head: Head) => boolean,
): boolean {
  names.push(...run.names);
  const { words, expires } = run;
  const leaves = { words, expires, others: othersOf(run), names };
  let from = 0;
  for (const { record, peaks } of run.blocks) {
    if (!folder.takePrepared({ leaves, from, record, peaks })) return false;
    if (!onBlock(folder.ledger.head as Head)) return false;
    from = record + 1;
  }
  return run.fits;
}

async function foldAll(
  log: LogStore,
  folder: Folder,
  thread: WorkerThread,
  { signal, onProgress, onBlock = () => true }: SwiftOptions,
): Promise<boolean> {
  const end = Math.ceil(log.size / TILE_WIDTH);
  const names: string[] = [];
  const underWay: Promise<unknown>[] = [];
  let next = 0;
  while (next < end || underWay.length > 0) {
    for (; next < end && underWay.length < AHEAD; next += RUN) {
      const run = readRun(log, next, Math.min(end, next + RUN));
      if (run === undefined) return false;
      const prepared = thread.ask(run, buffersOf(run));
      // It is awaited below; until then its failure must not count as unhandled.
      prepared.catch(() => {});
      underWay.push(prepared);
    }
    const prepared = (await underWay.shift()) as PreparedRun;
    if (signal?.aborted === true) throw new FollowError("follow.cancelled");
    if (!foldRun(folder, prepared, names, onBlock)) return false;
    onProgress?.(folder.ledger.head?.size ?? 0, log.size);
  }
  return folder.ledger.head?.size === log.size;
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
  const thread = new WorkerThread(script);
  try {
    const folder = new Folder(registryId, options.primitives);
    const holds = await foldAll(log, folder, thread, options);
    const { head } = folder.ledger;
    return holds && head !== undefined && equal(head.root, root) ? folder : undefined;
  } catch (error) {
    if (error instanceof FollowError) throw error;
    // Bytes that cannot be read, or a thread that cannot go on (no memory, say). Whatever it is, the plain
    // way either does without or says so itself.
    return undefined;
  } finally {
    await thread.close();
    if (log.size >= TIDY_FROM) await releaseMemory();
  }
}
