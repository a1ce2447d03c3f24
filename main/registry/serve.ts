import { nodePrimitives } from "../crypto/primitives.ts";
import { systemClock } from "../doors/clock.ts";
import { lockFolder } from "../doors/folder-lock.ts";
import { HttpClient } from "../doors/http-client.ts";
import type { RunningServer } from "../doors/http-server.ts";
import { HttpSource } from "../follow/sources/http-source.ts";
import { startCosignerServer } from "./cosigning/cosigner-server.ts";
import { RegistryError } from "./error.ts";
import {
  type CosignerConfig,
  type Home,
  type HomeConfig,
  homePath,
  isRole,
  type MirrorConfig,
  readHome,
} from "./home/home.ts";
import { Mirror } from "./mirror/mirror.ts";
import { openCosigner } from "./cosigning/open-cosigner.ts";
import { serveSolo } from "./solo/serve-solo.ts";
import { type ServedNode, startNodeServer } from "./http/server.ts";
import { Cleanup, healthOf, type Parts, type ServeOptions, serverOptions } from "./serving.ts";
import { VerifiedSignatures } from "./verified.ts";

export interface RunningNode {
  readonly role: HomeConfig["role"];
  /** Without a slash at its end. */
  readonly url: string;
  /** base64url. */
  readonly registry: string;
  /** Stops serving, lets what is under way end, closes everything. Nothing acknowledged is lost. */
  close(): Promise<void>;
}

async function serveMirror(home: Home<MirrorConfig>, parts: Parts): Promise<RunningServer> {
  const { primitives, clock, options, cleanup } = parts;
  const lock = lockFolder(home.folder);
  cleanup.add(() => lock.release());
  const http = new HttpClient();
  cleanup.add(() => http.close());
  const mirror = await Mirror.open({
    path: homePath(home.folder, "database"),
    registryId: home.registryId,
    upstream: new HttpSource(http, home.config.upstream),
    clock,
    primitives,
    pollMs: home.config.pollMs ?? 1_000,
    report: options.report,
  });
  cleanup.add(() => mirror.close());
  const node: ServedNode = {
    genesis: home.genesis,
    chain: () => mirror.chain(),
    submit: (entry) => mirror.submit(entry),
    status: (hash) => mirror.status(hash),
    health: () => {
      const { fault } = mirror;
      return {
        role: "mirror",
        ...healthOf(mirror.chain(), parts),
        ...(fault === undefined ? {} : { fault }),
      };
    },
  };
  return await startNodeServer(node, serverOptions(home, options));
}

async function serveCosigner(home: Home<CosignerConfig>, parts: Parts): Promise<RunningServer> {
  const { primitives, clock, options, cleanup } = parts;
  const { cosigner, close } = await openCosigner(home, clock, primitives);
  cleanup.add(close);
  return await startCosignerServer(cosigner, primitives, serverOptions(home, options));
}

async function serve(home: Home, parts: Parts): Promise<RunningServer> {
  if (isRole(home, "solo")) return await serveSolo(home, parts);
  if (isRole(home, "mirror")) return await serveMirror(home, parts);
  if (isRole(home, "cosigner")) return await serveCosigner(home, parts);
  if (isRole(home, "cometbft")) {
    // Its protocol's types are large, and no other role needs them.
    const { serveNetwork } = await import("./cometbft/serve-network.ts");
    return await serveNetwork(home, parts);
  }
  throw new RegistryError("registry.config");
}

/**
 * Runs the node whose home this is: the solo engine with its cosigners, a mirror, or one authority's
 * cosigner as a process of its own. Throws RegistryError, FileError (`folder.in_use` when it runs
 * already), DatabaseError, LogError or HttpRefusal `http.listen`; everything opened is closed then.
 */
export async function serveNode(folder: string, options: ServeOptions = {}): Promise<RunningNode> {
  // Cosigners in this process each judge for themselves and share only what arithmetic is known.
  const verified = new VerifiedSignatures(nodePrimitives);
  const { primitives } = verified;
  const cleanup = new Cleanup();
  try {
    const home = readHome(folder, primitives);
    const clock = options.clock ?? systemClock;
    const server = await serve(home, { primitives, verified, clock, options, cleanup });
    cleanup.add(() => server.close());
    const { role, registry } = home.config;
    return { role, url: server.url, registry, close: () => cleanup.run() };
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}
