import type { Primitives } from "../../src/crypto/ports.ts";
import type { Clock } from "../doors/clock.ts";
import { FullFollower } from "../follow/full-follower.ts";
import type { OwnCopy } from "../follow/own-copy.ts";
import type { Source } from "../follow/source.ts";
import { SourcePool } from "../follow/source-pool.ts";
import { RegistryError } from "./error.ts";
import { fetchOwnSeal } from "./own-seal.ts";

const BLOCKS_AT_ONCE = 64;

export interface FollowWholeOptions {
  readonly registryId: Uint8Array;
  readonly sources: readonly Source[];
  readonly clock: Clock;
  readonly primitives: Primitives;
}

/**
 * Follows others as a wallet does, with every signature, and fetches each block's own seal, so that the
 * copy can serve as a node's. Throws `registry.repair_fork` on an alarm, FollowError, DatabaseError.
 */
export async function followWhole(copy: OwnCopy, options: FollowWholeOptions): Promise<void> {
  const { registryId, sources, clock, primitives } = options;
  const pool = new SourcePool(sources, copy.journal, clock);
  const follower = new FullFollower(copy, pool, { registryId, primitives, clock });
  const { alarm } = await follower.sync({ signatures: "verify" });
  if (alarm !== undefined) throw new RegistryError("registry.repair_fork");
  for (let heights = copy.log.unsealed(BLOCKS_AT_ONCE); heights.length > 0;) {
    const seals: { height: number; checkpoint: string }[] = [];
    for (const height of heights) {
      const checkpoint = await pool.ask(`block ${height}`, "source.seal_invalid", (source) =>
        fetchOwnSeal(copy, source, height, primitives),
      );
      seals.push({ height, checkpoint });
    }
    copy.log.fillSeals(seals);
    heights = copy.log.unsealed(BLOCKS_AT_ONCE);
  }
}
