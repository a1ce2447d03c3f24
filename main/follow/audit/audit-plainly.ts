import { equal } from "../../../src/bytes/bytes.ts";
import { CodedError } from "../../../src/error.ts";
import { Frontier } from "../../../src/merkle/frontier.ts";
import { HASH_SIZE } from "../../../src/merkle/hash.ts";
import { TILE_WIDTH } from "../../../src/merkle/tile.ts";
import { type Seal, verifySeal } from "../../../src/note/seal.ts";
import { SignaturePool } from "../../crypto/signature-pool.ts";
import type { AuditMark } from "../copy/audit-mark.ts";
import { type AuditOptions, type AuditReport, REMEMBER_EVERY } from "./audit-options.ts";
import { DeferredSignatures } from "../replay/deferred-signatures.ts";
import { BlockCutter, Folder } from "../replay/fold.ts";
import type { FollowerOptions } from "../follower.ts";
import type { OwnCopy } from "../copy/own-copy.ts";
import { rebuildTiles } from "../copy/rebuild-tiles.ts";
import { breathe, scanLeaves, type Scan } from "../replay/replay.ts";

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

/** Whether the newest seal is one of this folder's head. */
export function isSealed(seal: Seal | undefined, folder: Folder, options: AuditOptions): boolean {
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

/** What is said where nothing can be gone through. */
export function damaged(badBundles: readonly number[], blocks: number, leaves: number): AuditReport {
  return { blocks, leaves, knownTo: 0, signatures: 0, badBundles, repairedTiles: [], sealed: false };
}

/** The plain way, which finds out what it is that does not hold. */
export async function auditPlainly(copy: OwnCopy, size: number, options: AuditOptions): Promise<AuditReport> {
  const { history, log, seal } = copy;
  const scan = await scanLeaves(log, size, options);
  if (scan.unreadable.length > 0 || history === undefined || !equal(scan.root, history.root)) {
    const bad = [...scan.unreadable, ...scan.differing].sort((a, b) => a - b);
    const first = (bad[0] ?? 0) * TILE_WIDTH;
    const blocks = log.blockOf(Math.max(0, first))?.height ?? 0;
    const all = Array.from({ length: Math.ceil(size / TILE_WIDTH) }, (_, i) => i);
    return damaged(bad.length > 0 ? bad : all, blocks, log.seal(blocks - 1)?.size ?? 0);
  }
  const known = knownTo(copy, scan, size, options);
  const walk = await walkBlocks(copy, scan, known, size, options);
  const { folder, fault, signatures } = walk;
  const { height = -1, size: leaves = 0 } = (fault === undefined ? folder.ledger.head : undefined) ?? {};
  return {
    blocks: fault === undefined ? height + 1 : fault.height,
    leaves: fault === undefined ? leaves : (log.seal(fault.height - 1)?.size ?? 0),
    knownTo: known,
    signatures,
    badBundles: [],
    repairedTiles: fault === undefined ? rebuildTiles(log, options.primitives.sha256) : [],
    sealed: fault === undefined && isSealed(seal, folder, options),
    ...(fault === undefined ? {} : { fault }),
  };
}
