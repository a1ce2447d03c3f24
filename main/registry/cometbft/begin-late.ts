import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { codeOf } from "../../../src/error.ts";
import { isJsonObject } from "../../../src/json/value.ts";
import { HttpClient } from "../../doors/http-client.ts";
import { HttpSource } from "../../follow/sources/http-source.ts";
import { type Home, homePath, type NetworkConfig } from "../home/home.ts";
import { Cleanup, type Parts } from "../serving.ts";
import { CatchUp, removeCopy } from "./catch-up.ts";
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

/** Blocks of the others' engines that a node rather begins behind than judges one after the other. */
const FAR = 100;
const ASK_MS = 2_000;

function basesOf(home: Home<NetworkConfig>): readonly string[] {
  return home.config.peers.map(({ url }) => url.replace(/\/+$/, ""));
}

/** Height of what a node calls its engine's newest block, believed by nobody; 0 if it says nothing. */
async function newestOf(http: HttpClient, base: string): Promise<number> {
  try {
    const newest = await askNode(http, `${base}/light/newest`, AbortSignal.timeout(ASK_MS));
    const signed = newest?.["commit"];
    const header = isJsonObject(signed) ? signed["signed_header"] : undefined;
    const commit = isJsonObject(header) ? header["commit"] : undefined;
    const height = isJsonObject(commit) ? Number(commit["height"]) : 0;
    return Number.isSafeInteger(height) ? height : 0;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return 0;
  }
}

/** Whether a node and its engine have nothing, and two of the others say that they are far ahead. */
async function isFarBehind(home: Home<NetworkConfig>, http: HttpClient): Promise<boolean> {
  // What the engine still has, it hands over to us again.
  if (existsSync(join(homePath(home.folder, "engine"), "data", "blockstore.db"))) return false;
  const heights = await Promise.all(basesOf(home).map((base) => newestOf(http, base)));
  return heights.filter((height) => height > FAR).length >= 2;
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

/** What says that the others cannot show their history now. */
const NOT_NOW = /^(?:comet\.no_start|follow\.(?:no_source|offline))$/;

/**
 * Prepares a node to begin out of the others' history (`beginLate`) that has nothing and came after them,
 * or has lost its data while they went far ahead; undefined for any other. One that lost its data and is
 * not shown their history replays what its engine fetches instead, unless it has taken over blocks
 * already. Throws as `beginLate`.
 */
export async function lateStart(
  home: Home<NetworkConfig>,
  decided: DecidedChain,
  http: HttpClient,
  sockets: string,
  parts: Parts,
): Promise<LateStart | undefined> {
  const path = `${homePath(home.folder, "database")}.following`;
  const isBound = home.config.late === true || decided.hasAdopted;
  if (decided.position !== undefined || (!isBound && !(await isFarBehind(home, http)))) {
    // One that was killed when it had just begun has left it.
    removeCopy(path);
    return undefined;
  }
  const cleanup = new Cleanup();
  parts.cleanup.add(() => cleanup.run());
  try {
    return await beginLate(home, decided, http, { path, sockets }, { ...parts, cleanup });
  } catch (error) {
    await cleanup.run();
    if (isBound || !NOT_NOW.test(codeOf(error) ?? "")) throw error;
    removeCopy(path);
    return undefined;
  }
}

/**
 * Prepares a node that has nothing to begin out of the others' history: follows them as a wallet does,
 * finds a block of their engines that a quorum of the registry's authorities signed, and opens the
 * sockets for the engine's light client. Throws `comet.no_start`, or as `followWhole`.
 */
async function beginLate(
  home: Home<NetworkConfig>,
  decided: DecidedChain,
  http: HttpClient,
  { path, sockets }: { readonly path: string; readonly sockets: string },
  parts: Parts,
): Promise<LateStart> {
  const { clock, cleanup } = parts;
  const primitives: Primitives = parts.primitives;
  const bases = basesOf(home);
  // The light client compares what at least two others say.
  if (bases.length < 2) throw new CometError("comet.no_start");
  // A whole history is fetched by more requests at once than signatures are asked by.
  const fetching = new HttpClient();
  cleanup.add(() => fetching.close());
  const catchUp = await CatchUp.open({
    path,
    registryId: home.registryId,
    sources: bases.map((base) => new HttpSource(fetching, base)),
    clock,
    primitives,
    verified: parts.verified,
  });
  cleanup.add(() => catchUp.close());
  const chainId = chainIdOf(home.registryId);
  // We may be admitted already and have not voted yet, or be one of those who voted last.
  const others = {
    authorities: () => catchUp.state.authorities().filter(({ id }) => id !== home.config.id),
  };
  const anchor = await findAnchor(
    http,
    bases,
    (commit) =>
      anchorOf(commit, chainId, others, primitives) ?? anchorOf(commit, chainId, catchUp.state, primitives),
  );
  const servers: string[] = [];
  for (const [at, base] of bases.entries()) {
    const socket = join(sockets, `light-${at}.sock`);
    const server = await startLightRelay(socket, http, base);
    cleanup.add(() => server.close());
    servers.push(`unix://${socket}`);
  }
  catchUp.run(decided);
  return {
    env: {
      CMT_STATESYNC_ENABLE: "true",
      CMT_STATESYNC_RPC_SERVERS: servers.join(","),
      CMT_STATESYNC_TRUST_HEIGHT: String(anchor.height),
      CMT_STATESYNC_TRUST_HASH: anchor.hash.toUpperCase(),
      CMT_STATESYNC_TRUST_PERIOD: TRUST_PERIOD,
    },
    restore: async (head, appHash) => {
      const isDone = await catchUp.restore(decided, head, appHash);
      if (isDone) await catchUp.close();
      return isDone;
    },
  };
}
