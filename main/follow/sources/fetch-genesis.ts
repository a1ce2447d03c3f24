import { Epochs } from "../../../src/chain/blocks/epochs.ts";
import { TILE_WIDTH } from "../../../src/merkle/tile.ts";
import { parseCheckpoint } from "../../../src/note/checkpoint.ts";
import { parseNote } from "../../../src/note/note.ts";
import { SourceError } from "../error.ts";
import type { FollowDeps } from "./history.ts";
import type { Source } from "./source.ts";

/** Leaf 0, from a plain tlog-tiles mirror too. Its hash is what makes it genuine. */
async function fetchGenesis(source: Source, signal: AbortSignal | undefined): Promise<Uint8Array> {
  try {
    return await source.genesis(signal);
  } catch (error) {
    if (!(error instanceof SourceError) || error.code !== "source.missing") throw error;
  }
  const { size } = parseCheckpoint(parseNote(await source.checkpoint(signal)).text);
  const [genesis] = size === 0 ? [] : await source.bundle(0, Math.min(size, TILE_WIDTH), signal);
  if (genesis === undefined) throw new SourceError("source.missing");
  return genesis;
}

/** The first authorities, from the leaf whose hash the wallet has pinned. Throws FollowError. */
export async function fetchEpochZero(
  registryId: Uint8Array,
  deps: FollowDeps,
): Promise<{ readonly genesis: Uint8Array; readonly epochs: Epochs }> {
  const { pool, primitives, signal } = deps;
  const ask = async (source: Source) => {
    const genesis = await fetchGenesis(source, signal);
    return { genesis, epochs: Epochs.fromGenesis(registryId, genesis, primitives) };
  };
  return await pool.ask("genesis", "source.foreign", ask, { signal });
}
