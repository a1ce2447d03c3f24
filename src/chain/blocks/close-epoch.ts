import { endBlock } from "../entries/apply.ts";
import { authoritySet, authoritySetHash } from "../state/authority-set.ts";
import type { BlockRecord } from "./block-record.ts";
import type { OpenBlock } from "../fold/open-block.ts";

export type Epoch = Pick<BlockRecord, "authorities" | "epoch" | "since">;

/**
 * Ends the block's entries and says which authorities come out of it. `since` is the newest entry that
 * changed them: one of this block, or an earlier amendment that begins with the next height.
 */
export function closeEpoch(block: OpenBlock, before: Epoch | undefined): Epoch | undefined {
  const { overlay, frame } = block;
  const hashNow = (): string | undefined => {
    const set = authoritySet(overlay);
    return set === undefined ? undefined : authoritySetHash(set, frame.primitives.sha256);
  };
  const pending = overlay.registry()?.pending ?? [];
  const afterEntries = hashNow();
  overlay.write(endBlock(overlay, frame.height));
  const authorities = hashNow();
  if (authorities === undefined) return undefined;
  if (before === undefined) return { authorities, epoch: 0, since: 0 };
  if (authorities === before.authorities) return { authorities, epoch: before.epoch, since: before.since };
  const left = new Set(overlay.registry()?.pending);
  const begun = pending.filter((amendment) => !left.has(amendment)).map(({ leaf }) => leaf);
  const causes = [
    ...(afterEntries === before.authorities ? [] : [block.authorityChange ?? frame.first]),
    ...(authorities === afterEntries ? [] : begun),
  ];
  return { authorities, epoch: before.epoch + 1, since: Math.max(...causes) };
}
