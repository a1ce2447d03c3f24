import { formatReceipt, type PlacedLeaf } from "../../../src/chain/blocks/receipt.ts";
import { proveInclusion } from "../../../src/merkle/proof.ts";
import type { LogStore } from "../../log/log-store.ts";

/**
 * The receipt of an entry out of a log (docs/registry-format.md, "Receipt"), or undefined if the log
 * has no such entry. `hash` is its 32-byte leaf hash. It is proven under the seal of its own block and
 * so never changes; a log that keeps only its newest seal, as a wallet's copy does, proves under that.
 * Throws LogError `log.damaged`.
 */
export function makeReceipt(log: LogStore, hash: Uint8Array): string | undefined {
  const index = log.indexOf(hash);
  const block = index === undefined ? undefined : log.blockOf(index);
  const sealed = block === undefined || block.checkpoint !== "" ? block : log.newest;
  if (index === undefined || block === undefined || sealed === undefined || sealed.checkpoint === "") {
    return undefined;
  }
  const { size, checkpoint } = sealed;
  const at = log.hashAt(size);
  const place = (leafIndex: number): PlacedLeaf | undefined => {
    const leaf = log.leaf(leafIndex);
    return leaf === undefined
      ? undefined
      : { leaf, index: leafIndex, proof: proveInclusion(leafIndex, size, at) };
  };
  const entry = place(index);
  const record = place(block.recordIndex);
  return entry === undefined || record === undefined
    ? undefined
    : formatReceipt({ checkpoint, entry, record });
}
