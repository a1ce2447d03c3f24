import { parseBlockRecord } from "../../../src/chain/blocks/block-record.ts";
import type { DayView } from "../../../src/contract/registry-views.ts";
import type { OwnCopy } from "../../follow/copy/own-copy.ts";

const DAY = 86_400;

/** Blocks and entries by day; blocks counted before are not read again. */
export class DayCounts {
  readonly #days = new Map<number, { blocks: number; entries: number }>();
  #next = 0;
  #of: OwnCopy | undefined;

  /** Oldest first. */
  upTo(copy: OwnCopy): readonly DayView[] {
    if (this.#of !== copy) {
      this.#days.clear();
      this.#next = 0;
      this.#of = copy;
    }
    const end = (copy.ledger.head?.height ?? -1) + 1;
    for (const block of copy.log.blocks(this.#next, end)) {
      const leaf = copy.log.leaf(block.recordIndex);
      if (leaf === undefined) break;
      const { time, count } = parseBlockRecord(leaf);
      const day = Math.floor(time / DAY) * DAY;
      const held = this.#days.get(day) ?? { blocks: 0, entries: 0 };
      this.#days.set(day, { blocks: held.blocks + 1, entries: held.entries + count });
      this.#next = block.height + 1;
    }
    return [...this.#days].map(([day, counts]) => ({ day, ...counts }));
  }
}
