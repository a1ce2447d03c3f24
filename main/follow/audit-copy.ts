import { equal } from "../../src/bytes/bytes.ts";
import { verifySeal } from "../../src/note/seal.ts";
import type { FollowerOptions } from "./full-follower.ts";
import type { OwnCopy } from "./own-copy.ts";
import { rebuildTiles } from "./rebuild-tiles.ts";
import { replayLog, type ReplayOptions } from "./replay.ts";

export interface AuditReport {
  /** Blocks whose entries, signatures, rules and roots hold, from the first on. */
  readonly blocks: number;
  readonly leaves: number;
  /** Bundles that do not hold; the copy is repaired from them when it is opened again and synced. */
  readonly badBundles: readonly number[];
  /** Tiles that were made anew. */
  readonly repairedTiles: readonly string[];
  /** Whether the newest block has a seal that holds; false while a sync is unfinished. */
  readonly sealed: boolean;
}

/**
 * Goes through the whole own copy anew: every leaf, every signature of every entry, every rule, every
 * tile, the newest seal. The copy must not be synced meanwhile. Throws `follow.cancelled` or
 * DatabaseError.
 */
export async function auditCopy(
  copy: OwnCopy,
  options: FollowerOptions & Pick<ReplayOptions, "signal" | "onProgress">,
): Promise<AuditReport> {
  const { history, log, seal } = copy;
  const { height, size } = copy.ledger.head ?? { height: -1, size: 0 };
  if (history === undefined || copy.damaged.length > 0) {
    return { blocks: height + 1, leaves: size, badBundles: copy.damaged, repairedTiles: [], sealed: false };
  }
  const { primitives, registryId } = options;
  const { folder, badBundles } = await replayLog(log, history.root, registryId, {
    ...options,
    signatures: "verify",
  });
  const repairedTiles = badBundles.length > 0 ? [] : rebuildTiles(log, primitives.sha256);
  const { head } = folder.ledger;
  const isWhole = badBundles.length === 0 && head !== undefined && folder.epochs !== undefined;
  if (isWhole && seal !== undefined) verifySeal(seal.text, folder.epochs.policyFor(head.size), primitives);
  return {
    blocks: head === undefined ? 0 : head.height + 1,
    leaves: head?.size ?? 0,
    badBundles,
    repairedTiles,
    sealed: isWhole && seal !== undefined && equal(seal.checkpoint.root, head.root),
  };
}
