import { equal } from "../../../src/bytes/bytes.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { CodedError } from "../../../src/error.ts";
import { Frontier } from "../../../src/merkle/frontier.ts";
import { HASH_SIZE, leafHash } from "../../../src/merkle/hash.ts";
import { TILE_WIDTH, tileWidth } from "../../../src/merkle/tile.ts";
import type { LogStore } from "../../log/log-store.ts";
import { FollowError } from "../error.ts";
import { BlockCutter, Folder } from "./fold.ts";
import { SWIFT_FROM, swiftReplay } from "./swift-replay.ts";

export interface ReplayOptions {
  readonly primitives: Primitives;
  /** `verify`: every signature of every entry. Default `trusted`: they were sealed. */
  readonly signatures?: "trusted" | "verify";
  /** Leaves from which on a thread of its own reads the log ahead. */
  readonly swiftFrom?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What the leaves on disk hash to. */
export interface Scan {
  /** 32 bytes a leaf; zero where a bundle could not be read. */
  readonly hashes: Uint8Array;
  readonly unreadable: readonly number[];
  /** Bundles whose leaves are not those of their tile of level 0; one of the two is damaged. */
  readonly differing: readonly number[];
  /** Root over all leaves. */
  readonly root: Uint8Array;
}

/** Lets other work in, and ends a walk that was cancelled. */
export async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((done) => {
    setImmediate(done);
  });
  if (signal?.aborted === true) throw new FollowError("follow.cancelled");
}

/** The bundle's leaves, or undefined if they cannot be read. */
function readLeaves(log: LogStore, index: number, size: number): readonly Uint8Array[] | undefined {
  try {
    return [...log.leaves(index * TILE_WIDTH, Math.min(size, (index + 1) * TILE_WIDTH))];
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}

function readTile(log: LogStore, index: number, size: number): Uint8Array | undefined {
  try {
    return log.tile(0, index, tileWidth(0, index, size));
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}

/** Reads the first `size` leaves and hashes them; the log may grow meanwhile. Throws `follow.cancelled`. */
export async function scanLeaves(
  log: LogStore,
  size: number,
  { primitives, signal }: Pick<ReplayOptions, "primitives" | "signal">,
): Promise<Scan> {
  const hashes = new Uint8Array(size * HASH_SIZE);
  const unreadable: number[] = [];
  const differing: number[] = [];
  const frontier = new Frontier(primitives.sha256);
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    if (index % 16 === 0) await breathe(signal);
    const leaves = readLeaves(log, index, size);
    const at = index * TILE_WIDTH * HASH_SIZE;
    for (const [i, leaf] of (leaves ?? []).entries()) {
      const hash = leafHash(leaf, primitives.sha256);
      hashes.set(hash, at + i * HASH_SIZE);
      frontier.append(hash);
    }
    const tile = readTile(log, index, size);
    if (leaves === undefined) unreadable.push(index);
    else if (tile === undefined || !equal(tile, hashes.subarray(at, at + tile.length))) differing.push(index);
  }
  return { hashes, unreadable, differing, root: frontier.root() };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

export interface Replay {
  /** All blocks before the first bad bundle are folded in. */
  readonly folder: Folder;
  /** Bundles that are not, or may not be, what was stored. */
  readonly badBundles: readonly number[];
  /** The leaves are sound but tiles are not those of them. */
  readonly badTiles: boolean;
}

/**
 * Folds a stored log into a new state and says what of it is not as it was stored; `root` is the one
 * that was stored with it. Throws `follow.cancelled`.
 */
export async function replayLog(
  log: LogStore,
  root: Uint8Array,
  registryId: Uint8Array,
  options: ReplayOptions,
): Promise<Replay> {
  const { signatures = "trusted", swiftFrom = SWIFT_FROM } = options;
  if (signatures === "trusted" && log.size >= swiftFrom) {
    const folder = await swiftReplay(log, root, registryId, options);
    if (folder !== undefined) return { folder, badBundles: [], badTiles: false };
  }
  const bundles = Math.ceil(log.size / TILE_WIDTH);
  const scan = await scanLeaves(log, log.size, options);
  const sound = scan.unreadable.length === 0 && equal(scan.root, root);
  let bad = sound ? [] : [...scan.unreadable, ...scan.differing].sort((a, b) => a - b);
  // Damaged somewhere, and tiles and leaves agree: then nothing tells which bundle it is.
  if (!sound && bad.length === 0) bad = range(0, bundles);

  const folder = new Folder(registryId, options.primitives);
  const end = Math.min(log.size, (bad[0] ?? bundles) * TILE_WIDTH);
  const fault = await foldLeaves(log, scan.hashes, end, folder, options);
  if (fault !== undefined) bad = range(Math.floor(fault / TILE_WIDTH), bundles);
  return { folder, badBundles: bad, badTiles: scan.differing.length > 0 && bad.length === 0 };
}

/** Folds in the whole blocks of leaves 0 to `end`. Answers the first leaf of a block that a rule refuses. */
async function foldLeaves(
  log: LogStore,
  hashes: Uint8Array,
  end: number,
  folder: Folder,
  { signatures = "trusted", signal, onProgress }: ReplayOptions,
): Promise<number | undefined> {
  const cutter = new BlockCutter();
  let index = 0;
  for (const leaf of log.leaves(0, end)) {
    if (index % 4096 === 0) {
      await breathe(signal);
      onProgress?.(index, log.size);
    }
    const block = cutter.push(leaf, hashes.subarray(index * HASH_SIZE, (index + 1) * HASH_SIZE));
    index++;
    if (block === undefined) continue;
    if (!folder.take(block, signatures).ok) return folder.ledger.head?.size ?? 0;
  }
  onProgress?.(index, log.size);
  return undefined;
}
