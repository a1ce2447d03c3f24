import { equal } from "../../../src/bytes/bytes.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { LogError } from "../../log/error.ts";
import type { LogStore } from "../../log/log-store.ts";
import { WalletError } from "../error.ts";
import type { StoredEntry } from "./own-registry.ts";

/** What the disk gives back long after it was checked at the start. */
function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof LogError) throw new WalletError("registry.damaged");
    throw error;
  }
}

function checkLeaf(log: LogStore, primitives: Primitives, index: number, leaf: Uint8Array): void {
  if (equal(leafHash(leaf, primitives.sha256), log.leafHashAt(index))) return;
  throw new WalletError("registry.damaged");
}

/** Some entries of a block; none where there is no such block. Throws `registry.damaged`. */
export function readEntries(
  log: LogStore,
  primitives: Primitives,
  { height, from, count }: { readonly height: number; readonly from: number; readonly count: number },
): readonly StoredEntry[] {
  return reading(() => {
    const block = log.seal(height);
    if (block === undefined) return [];
    const start = Math.min(block.first + from, block.recordIndex);
    const leaves = [...log.leaves(start, Math.min(start + count, block.recordIndex))];
    return leaves.map((leaf, i) => {
      checkLeaf(log, primitives, start + i, leaf);
      return { index: start + i, height, leaf };
    });
  });
}

/** One entry by its place in the log; undefined for a block's record. Throws `registry.damaged`. */
export function readEntry(log: LogStore, primitives: Primitives, index: number): StoredEntry | undefined {
  return reading(() => {
    const block = index < log.size ? log.blockOf(index) : undefined;
    if (block === undefined || block.recordIndex === index) return undefined;
    const leaf = log.leaf(index);
    if (leaf === undefined) return undefined;
    checkLeaf(log, primitives, index, leaf);
    return { index, height: block.height, leaf };
  });
}
