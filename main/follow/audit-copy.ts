import { equal } from "../../src/bytes/bytes.ts";
import { CodedError } from "../../src/error.ts";
import { Frontier } from "../../src/merkle/frontier.ts";
import { HASH_SIZE } from "../../src/merkle/hash.ts";
import { TILE_WIDTH } from "../../src/merkle/tile.ts";
import { type Seal, verifySeal } from "../../src/note/seal.ts";
import { SignaturePool } from "../crypto/signature-pool.ts";
import type { AuditMark } from "./audit-mark.ts";
import { DeferredSignatures } from "./deferred-signatures.ts";
import { BlockCutter, Folder } from "./fold.ts";
import type { FollowerOptions } from "./full-follower.ts";
import type { OwnCopy } from "./own-copy.ts";
import { rebuildTiles } from "./rebuild-tiles.ts";
import { breathe, scanLeaves, type Scan } from "./replay.ts";

export interface AuditReport {
  /** Blocks whose entries, signatures, rules and roots hold, from the first on. */
  readonly blocks: number;
  readonly leaves: number;
  /** Leaves whose signatures an earlier audit had verified here already; they were hashed again, not verified. */
  readonly knownTo: number;
  /** Signatures verified now. */
  readonly signatures: number;
  /** Bundles that do not hold; the copy is repaired from them when it is opened again and synced. */
  readonly badBundles: readonly number[];
  /** Tiles that were made anew. */
  readonly repairedTiles: readonly string[];
  /** Whether the newest block has a seal that holds; false while a sync is unfinished. */
  readonly sealed: boolean;
  /** The first block that a quorum sealed although a rule or a signature of it is broken. */
  readonly fault?: { readonly height: number; readonly code: string };
}

export interface AuditOptions extends FollowerOptions {
  readonly signal?: AbortSignal | undefined;
  /** Leaves gone through, and all of them. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Takes no earlier audit's word for anything. */
  readonly fresh?: boolean;
  /** Default: one for each core. */
  readonly threads?: number;
  /** Leaves after which what was verified so far is written down, so that a cancelled audit goes on there. */
  readonly rememberEvery?: number;
}

const REMEMBER_EVERY = 16_384;

function rootOf(scan: Scan, size: number, sha256: FollowerOptions["primitives"]["sha256"]): Uint8Array {
  const frontier = new Frontier(sha256);
  for (let i = 0; i < size; i++) frontier.append(scan.hashes.subarray(i * HASH_SIZE, (i + 1) * HASH_SIZE));
  return frontier.root();
}

/** How far an earlier audit counts for these leaves. */
function knownTo(copy: OwnCopy, scan: Scan, size: number, options: AuditOptions): number {
  const mark = options.fresh === true ? undefined : copy.audited;
  if (mark === undefined || mark.size < 1 || mark.size > size) return 0;
  return equal(rootOf(scan, mark.size, options.primitives.sha256), mark.root) ? mark.size : 0;
}

interface Walk {
  readonly folder: Folder;
  readonly signatures: number;
  readonly fault?: { readonly height: number; readonly code: string };
}

/** Folds in every block anew, signatures on threads of their own, and writes down how far it came. */
async function walkBlocks(
  copy: OwnCopy,
  scan: Scan,
  known: number,
  size: number,
  options: AuditOptions,
): Promise<Walk> {
  const { registryId, primitives, clock, signal, onProgress, rememberEvery = REMEMBER_EVERY } = options;
  const pool = new SignaturePool(options.threads);
  const deferred = new DeferredSignatures(primitives, pool);
  const folder = new Folder(registryId, primitives, deferred.primitives);
  const cutter = new BlockCutter();
  let index = 0;
  let remembered = known;
  const broken = (code: string): Walk => {
    const height = (folder.ledger.head?.height ?? -1) + 1;
    return { folder, signatures: deferred.verified, fault: { height, code } };
  };
  const settle = async (): Promise<Walk | undefined> => {
    const [first] = await deferred.settle();
    if (first !== undefined) {
      return { folder, signatures: deferred.verified, fault: { height: first, code: "sig.invalid" } };
    }
    const { head } = folder.ledger;
    if (head !== undefined && head.size > (copy.audited?.size ?? 0)) {
      const mark: AuditMark = { size: head.size, root: head.root, height: head.height, at: clock() };
      copy.putAudited(mark);
    }
    return undefined;
  };
  try {
    for (const leaf of copy.log.leaves(0, size)) {
      if (index % 1024 === 0) {
        await breathe(signal);
        onProgress?.(index, size);
      }
      const hash = scan.hashes.subarray(index * HASH_SIZE, (index + 1) * HASH_SIZE);
      index++;
      const block = cutter.push(leaf, hash);
      if (block === undefined) continue;
      deferred.begin((folder.ledger.head?.height ?? -1) + 1);
      const taken = folder.take(block, index <= known ? "trusted" : "verify");
      if (!taken.ok) return (await settle()) ?? broken(taken.code);
      await deferred.room();
      if (index <= known || index - remembered < rememberEvery) continue;
      remembered = index;
      const fault = await settle();
      if (fault !== undefined) return fault;
    }
    onProgress?.(index, size);
    return (await settle()) ?? { folder, signatures: deferred.verified };
  } finally {
    await pool.close();
  }
}

function isSealed(seal: Seal | undefined, folder: Folder, options: AuditOptions): boolean {
  const { head } = folder.ledger;
  if (seal === undefined || head === undefined || folder.epochs === undefined) return false;
  if (!equal(seal.checkpoint.root, head.root)) return false;
  try {
    verifySeal(seal.text, folder.epochs.policyFor(head.size), options.primitives);
    return true;
  } catch (error) {
    if (error instanceof CodedError) return false;
    throw error;
  }
}

function damaged(badBundles: readonly number[], blocks: number, leaves: number): AuditReport {
  return { blocks, leaves, knownTo: 0, signatures: 0, badBundles, repairedTiles: [], sealed: false };
}

/**
 * Goes through the whole own copy anew: every leaf, every signature of every entry, every rule, every
 * tile, the newest seal; signatures on all cores. The copy may be synced meanwhile: what comes in is
 * not looked at. Cancelled, it goes on next time where it was. Throws `follow.cancelled` or
 * DatabaseError.
 */
export async function auditCopy(copy: OwnCopy, options: AuditOptions): Promise<AuditReport> {
  const { history, log, seal } = copy;
  const { height, size } = copy.ledger.head ?? { height: -1, size: 0 };
  if (history === undefined || copy.damaged.length > 0) return damaged(copy.damaged, height + 1, size);
  const scan = await scanLeaves(log, size, options);
  if (scan.unreadable.length > 0 || !equal(scan.root, history.root)) {
    const bad = [...scan.unreadable, ...scan.differing].sort((a, b) => a - b);
    const first = (bad[0] ?? 0) * TILE_WIDTH;
    const blocks = log.blockOf(Math.max(0, first))?.height ?? 0;
    const all = Array.from({ length: Math.ceil(size / TILE_WIDTH) }, (_, i) => i);
    return damaged(bad.length > 0 ? bad : all, blocks, log.seal(blocks - 1)?.size ?? 0);
  }
  const known = knownTo(copy, scan, size, options);
  const walk = await walkBlocks(copy, scan, known, size, options);
  const { folder, fault, signatures } = walk;
  const head = fault === undefined ? folder.ledger.head : undefined;
  return {
    blocks: fault === undefined ? height + 1 : fault.height,
    leaves: head?.size ?? log.seal((fault?.height ?? 0) - 1)?.size ?? 0,
    knownTo: known,
    signatures,
    badBundles: [],
    repairedTiles: fault === undefined ? rebuildTiles(log, options.primitives.sha256) : [],
    sealed: head !== undefined && isSealed(seal, folder, options),
    ...(fault === undefined ? {} : { fault }),
  };
}
