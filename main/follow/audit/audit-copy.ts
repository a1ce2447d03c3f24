import type { AuditOptions, AuditReport } from "./audit-options.ts";
import { auditPlainly, damaged, isSealed } from "./audit-plainly.ts";
import type { OwnCopy } from "../copy/own-copy.ts";
import { rebuildTiles } from "../copy/rebuild-tiles.ts";
import { swiftAudit } from "./swift-audit.ts";
import { SWIFT_FROM } from "../replay/swift-replay.ts";

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
  if (size < (options.swiftFrom ?? SWIFT_FROM)) return await auditPlainly(copy, size, options);
  const swift = await swiftAudit(copy, { size, root: history.root }, options);
  if (swift === undefined) return await auditPlainly(copy, size, options);
  const { folder, knownTo: known, signatures } = swift;
  return {
    blocks: height + 1,
    leaves: size,
    knownTo: known,
    signatures,
    badBundles: [],
    repairedTiles: rebuildTiles(log, options.primitives.sha256, size),
    sealed: isSealed(seal, folder, options),
  };
}
