import type { Primitives } from "../../../src/crypto/ports.ts";
import type { Clock } from "../../doors/clock.ts";
import { FullFollower } from "../../follow/full/full-follower.ts";
import type { OwnCopy } from "../../follow/copy/own-copy.ts";
import type { Source } from "../../follow/sources/source.ts";
import { SourcePool } from "../../follow/sources/source-pool.ts";
import { RegistryError } from "../error.ts";
import { fetchOwnSeal } from "./own-seal.ts";

/** Blocks whose own seals are made durable together. */
const BLOCKS_AT_ONCE = 256;
/** Seals asked for at the same time of one source. */
const ASKED_AT_ONCE = 4;

export interface FollowWholeOptions {
  readonly registryId: Uint8Array;
  readonly sources: readonly Source[];
  readonly clock: Clock;
  readonly primitives: Primitives;
  /** As FullSyncOptions.prepare. */
  readonly prepare?: ((leaf: Uint8Array) => Promise<void>) | undefined;
}

/** The own seals of these blocks, each source asked for its share. Throws FollowError. */
async function fetchSeals(
  copy: OwnCopy,
  pool: SourcePool,
  heights: readonly number[],
  options: FollowWholeOptions,
): Promise<readonly { readonly height: number; readonly checkpoint: string }[]> {
  const seals: { height: number; checkpoint: string }[] = [];
  const left = [...heights];
  const worker = async (first: Source): Promise<void> => {
    for (let height = left.pop(); height !== undefined; height = left.pop()) {
      const at = height;
      const checkpoint = await pool.ask(
        `block ${at}`,
        "source.seal_invalid",
        (source) => fetchOwnSeal(copy, source, at, options),
        { first },
      );
      seals.push({ height: at, checkpoint });
    }
  };
  const workers = Array.from({ length: ASKED_AT_ONCE }, () => pool.sources.map(worker));
  await Promise.all(workers.flat());
  return seals;
}

/**
 * Follows others as a wallet does, with every signature, and fetches each block's own seal, so that the
 * copy can serve as a node's. Throws `registry.repair_fork` on an alarm, FollowError, DatabaseError.
 */
export async function followWhole(copy: OwnCopy, options: FollowWholeOptions): Promise<void> {
  const { registryId, sources, clock, primitives, prepare } = options;
  const pool = new SourcePool(sources, copy.journal, clock);
  const follower = new FullFollower(copy, pool, { registryId, primitives, clock });
  const { alarm } = await follower.sync({
    signatures: "verify",
    ...(prepare === undefined ? {} : { prepare }),
  });
  if (alarm !== undefined) throw new RegistryError("registry.repair_fork");
  // A source may have shown another tree under a block's own seal, whatever the others say.
  const checkAlarm = (): void => {
    if (copy.journal.alarm() !== undefined) throw new RegistryError("registry.repair_fork");
  };
  try {
    for (let heights = copy.log.unsealed(BLOCKS_AT_ONCE); heights.length > 0;) {
      const seals = await fetchSeals(copy, pool, heights, options);
      checkAlarm();
      copy.log.fillSeals(seals);
      heights = copy.log.unsealed(BLOCKS_AT_ONCE);
    }
  } catch (error) {
    checkAlarm();
    throw error;
  }
}
