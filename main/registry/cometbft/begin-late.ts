import { join } from "node:path";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { codeOf } from "../../../src/error.ts";
import { isJsonObject } from "../../../src/json/value.ts";
import type { HttpClient } from "../../doors/http-client.ts";
import { HttpSource } from "../../follow/http-source.ts";
import { type Home, homePath, type NetworkConfig } from "../home.ts";
import type { Parts } from "../serving.ts";
import { CatchUp } from "./catch-up.ts";
import type { DecidedChain } from "./decided-chain.ts";
import { CometError } from "./error.ts";
import { chainIdOf } from "./found-network.ts";
import { type Anchor, anchorOf } from "./light-block.ts";
import { askNode, startLightRelay } from "./light-relay.ts";
import type { SnapshotDeskOptions } from "./snapshot-desk.ts";

/** How long the light client takes old votes for granted: a node that begins asks for recent ones. */
const TRUST_PERIOD = "168h0m0s";

export interface LateStart {
  /** Tells the engine to begin out of a snapshot. */
  readonly env: Readonly<Record<string, string>>;
  readonly restore: NonNullable<SnapshotDeskOptions["restore"]>;
}

/** A block of the others' engines that today's authorities have signed. Throws `comet.no_start`. */
async function findAnchor(
  http: HttpClient,
  bases: readonly string[],
  isAnchor: (result: Parameters<typeof anchorOf>[0]) => Anchor | undefined,
): Promise<Anchor> {
  for (const base of bases) {
    try {
      const commit = (await askNode(http, `${base}/light/newest`))?.["commit"];
      const anchor = commit !== undefined && isJsonObject(commit) ? isAnchor(commit) : undefined;
      if (anchor !== undefined) return anchor;
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
    }
  }
  throw new CometError("comet.no_start");
}

/**
 * Prepares a node that has nothing to begin out of the others' history: follows them as a wallet does,
 * finds a block of their engines that a quorum of the registry's authorities signed, and opens the
 * sockets for the engine's light client. Throws `comet.no_start`, or as `followWhole`.
 */
export async function beginLate(
  home: Home<NetworkConfig>,
  decided: DecidedChain,
  http: HttpClient,
  sockets: string,
  parts: Parts,
): Promise<LateStart> {
  const { clock, cleanup } = parts;
  const primitives: Primitives = parts.primitives;
  const bases = home.config.peers.map(({ url }) => url.replace(/\/+$/, ""));
  // The light client compares what at least two others say.
  if (bases.length < 2) throw new CometError("comet.no_start");
  const catchUp = await CatchUp.open({
    path: `${homePath(home.folder, "database")}.following`,
    registryId: home.registryId,
    sources: bases.map((base) => new HttpSource(http, base)),
    clock,
    primitives,
  });
  cleanup.add(() => catchUp.close());
  const chainId = chainIdOf(home.registryId);
  // We may be admitted already, and have not voted yet.
  const others = {
    authorities: () => catchUp.state.authorities().filter(({ id }) => id !== home.config.id),
  };
  const anchor = await findAnchor(http, bases, (commit) => anchorOf(commit, chainId, others, primitives));
  const servers: string[] = [];
  for (const [at, base] of bases.entries()) {
    const socket = join(sockets, `light-${at}.sock`);
    const server = await startLightRelay(socket, http, base);
    cleanup.add(() => server.close());
    servers.push(`unix://${socket}`);
  }
  return {
    env: {
      CMT_STATESYNC_ENABLE: "true",
      CMT_STATESYNC_RPC_SERVERS: servers.join(","),
      CMT_STATESYNC_TRUST_HEIGHT: String(anchor.height),
      CMT_STATESYNC_TRUST_HASH: anchor.hash.toUpperCase(),
      CMT_STATESYNC_TRUST_PERIOD: TRUST_PERIOD,
    },
    restore: (head, appHash) => catchUp.restore(decided, head, appHash),
  };
}
