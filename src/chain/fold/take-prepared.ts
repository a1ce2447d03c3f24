import type { OpenBlock } from "./open-block.ts";
import { RULES_VERSION } from "../entries/apply.ts";
import type { IssueLane } from "./issue-lane.ts";
import { LEAF_HASH, NO_ROW, type PreparedBlock, ROW_WORDS } from "../state/issue-row.ts";

const HASH_BYTES = 32;

function hashBytes(words: Uint32Array, at: number): Uint8Array {
  const out = new Uint8Array(HASH_BYTES);
  const view = new DataView(out.buffer);
  for (let i = 0; i < HASH_BYTES / 4; i++) view.setUint32(4 * i, words[at + i] as number);
  return out;
}

/** Takes the entries of a prepared block in order, each as `OpenBlock.take` would. Answers why one is refused. */
export function takePrepared(
  block: OpenBlock,
  { leaves, from, record }: PreparedBlock,
  lane: IssueLane,
): string | undefined {
  const isOpen = (): boolean => block.overlay.registry()?.rules === RULES_VERSION;
  for (let place = from; place < record; place++) {
    const leaf = leaves.others.get(place);
    if (leaf !== undefined) {
      const taken = block.take(leaf, hashBytes(leaves.words, ROW_WORDS * place + LEAF_HASH));
      if (!taken.ok) return taken.code;
      continue;
    }
    if (!isOpen() || leaves.expires[place] === NO_ROW) return "registry.missing";
    const refused = lane.take(leaves, place, block);
    if (refused !== undefined) return refused;
  }
  return undefined;
}
