import { FollowError, SourceError } from "../../follow/error.ts";
import type { Source } from "../../follow/sources/source.ts";
import type { SourcePool } from "../../follow/sources/source-pool.ts";
import type { EntryProgress } from "./own-registry.ts";

async function progressAt(source: Source, hash: string): Promise<EntryProgress> {
  try {
    const { state, height, index, code } = await source.entryStatus(hash);
    if (state === "refused") return { state, code: code ?? "refused" };
    if (state === "sealed" && height !== undefined && index !== undefined) return { state, height, index };
    return { state: "pending" };
  } catch (error) {
    if (error instanceof SourceError && error.code === "source.missing") return { state: "unknown" };
    throw error;
  }
}

/** Where an entry stands, as the first source that answers says; nothing is decided by it. Throws FollowError. */
export async function entryProgress(pool: SourcePool, hash: string): Promise<EntryProgress> {
  return await pool.ask("entry", "source.malformed", (source) => progressAt(source, hash));
}

/** Hands an entry to the first source that takes or refuses it. Throws FollowError. */
export async function submitEntry(pool: SourcePool, entry: Uint8Array): Promise<EntryProgress> {
  const answer = await pool.ask("entries", "source.malformed", (source) => source.submit(entry));
  return answer.state === "refused" ? answer : { state: "pending" };
}

const PATIENCE_MS = 10_000;
const POLL_MS = 100;

/**
 * The receipt of a sealed entry. A mirror may be a moment behind the node that sealed it, so it is
 * asked for again for a while. `check` throws on one that does not hold. Throws FollowError.
 */
export async function fetchReceipt(
  pool: SourcePool,
  hash: string,
  check: (receipt: string) => void,
  wait: (milliseconds: number) => Promise<void>,
): Promise<string> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await pool.ask("receipt", "source.receipt_invalid", async (source) => {
        const receipt = await source.receipt(hash);
        check(receipt);
        return receipt;
      });
    } catch (error) {
      const isEarly = error instanceof FollowError && error.code === "follow.no_source";
      if (!isEarly || performance.now() > end) throw error;
      await wait(POLL_MS);
    }
  }
}
