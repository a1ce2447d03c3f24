import { hash } from "node:crypto";
import { equal } from "../../../src/bytes/bytes.ts";
import { parseCheckpoint } from "../../../src/note/checkpoint.ts";
import { parseNote } from "../../../src/note/note.ts";
import { isRecord } from "../../follow/replay/fold.ts";
import { BenchError } from "../error.ts";
import { openLargeRegistry } from "./large-registry.ts";

const HASH = 32;
const WARM_UP = 10_000;

/**
 * The least that anybody must do who believes no source: RFC 6962 section 2.1 over all leaves, one
 * `crypto.hash` for each leaf and node, on one thread. Answers the root.
 */
export function hashTree(leaves: readonly Uint8Array[]): Uint8Array {
  const leafInput = new Uint8Array(0x10000);
  let level: Uint8Array[] = leaves.map((leaf) => {
    leafInput.set(leaf, 1);
    return hash("sha256", leafInput.subarray(0, 1 + leaf.length), "buffer");
  });
  const input = new Uint8Array(1 + 2 * HASH);
  input[0] = 0x01;
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let i = 0; i + 1 < level.length; i += 2) {
      input.set(level[i] as Uint8Array, 1);
      input.set(level[i + 1] as Uint8Array, 1 + HASH);
      above.push(hash("sha256", input, "buffer"));
    }
    if (level.length % 2 === 1) above.push(level.at(-1) as Uint8Array);
    level = above;
  }
  return level[0] as Uint8Array;
}

/**
 * The same of the registry in the file: its time without the reading, and bytes of its entries (records
 * of blocks are not entries).
 */
export async function hashStored(registry = ""): Promise<object> {
  const { store, close } = openLargeRegistry(registry);
  const leaves = [...store.leaves(0, store.size)];
  const sealed = parseCheckpoint(parseNote(store.newest?.checkpoint ?? "").text);
  close();
  hashTree(leaves.slice(0, WARM_UP));
  const began = performance.now();
  const root = hashTree(leaves);
  const milliseconds = performance.now() - began;
  if (!equal(root, sealed.root)) throw new BenchError("bench.unexpected");
  let bytes = 0;
  for (const leaf of leaves) if (!isRecord(leaf)) bytes += leaf.length;
  return { milliseconds, bytes };
}
