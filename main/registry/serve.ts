import { resolve } from "node:path";
import { NoteError } from "../../src/note/error.ts";
import { parseVkey, SIGNATURE_TYPE, type VerifierKey } from "../../src/note/keys.ts";
import { nodePrimitives } from "../crypto/primitives.ts";
import { systemClock } from "../doors/clock.ts";
import { lockFolder } from "../doors/folder-lock.ts";
import { HttpClient } from "../doors/http-client.ts";
import type { RunningServer } from "../doors/http-server.ts";
import { HttpSource } from "../follow/http-source.ts";
import type { ServedChain } from "./chain-copy.ts";
import type { CosignerPort } from "./cosigner-port.ts";
import { startCosignerServer } from "./cosigner-server.ts";
import { RegistryError } from "./error.ts";
import {
  type CosignerConfig,
  type Home,
  type HomeConfig,
  homePath,
  isRole,
  type MirrorConfig,
  readHome,
  type SoloConfig,
} from "./home.ts";
import { readKeyFile } from "./key-file.ts";
import { Mirror } from "./mirror.ts";
import { openCopy, openCosigner } from "./open-copy.ts";
import { PendingStore } from "./pending-store.ts";
import { RemoteCosigner } from "./remote-cosigner.ts";
import { serveNetwork } from "./cometbft/serve-network.ts";
import { type ServedNode, startNodeServer } from "./server.ts";
import { Cleanup, healthOf, type Parts, type ServeOptions, serverOptions } from "./serving.ts";
import { SOLO_TUNING, SoloEngine } from "./solo.ts";
import { VerifiedSignatures } from "./verified.ts";
import { verifyAhead } from "./verify-ahead.ts";
import { WitnessClient } from "./witness-client.ts";
import { WitnessDesk } from "./witness-desk.ts";

export interface RunningNode {
  readonly role: HomeConfig["role"];
  /** Without a slash at its end. */
  readonly url: string;
  /** base64url. */
  readonly registry: string;
  /** Stops serving, lets what is under way end, closes everything. Nothing acknowledged is lost. */
  close(): Promise<void>;
}

function openPorts(home: Home<SoloConfig>, chain: ServedChain, parts: Parts): CosignerPort[] {
  const { primitives, clock, cleanup } = parts;
  const http = new HttpClient({ maxSockets: 4 });
  cleanup.add(() => http.close());
  return home.config.cosigners.map((config) => {
    if ("url" in config) {
      const { origin } = chain.epochs;
      return new RemoteCosigner({ ...config, origin, http, store: chain.store, primitives });
    }
    const local = readHome(resolve(home.folder, config.home), primitives);
    if (!isRole(local, "cosigner") || local.config.id !== config.id)
      throw new RegistryError("registry.config");
    if (local.config.registry !== home.config.registry) throw new RegistryError("registry.foreign");
    const { cosigner, close } = openCosigner(local, clock, primitives);
    cleanup.add(close);
    return cosigner;
  });
}

function witnessKey(text: string): VerifierKey {
  try {
    const key = parseVkey(text);
    if (key.type === SIGNATURE_TYPE.cosignature) return key;
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
  }
  throw new RegistryError("registry.config");
}

function openWitnesses(
  home: Home<SoloConfig>,
  { store }: ServedChain,
  parts: Parts,
): WitnessDesk | undefined {
  const { primitives, cleanup, options } = parts;
  const configured = home.config.witnesses ?? [];
  if (configured.length === 0) return undefined;
  const http = new HttpClient({ maxSockets: 2 });
  cleanup.add(() => http.close());
  const witnesses = configured.map(
    ({ key, url }) =>
      new WitnessClient({ key: witnessKey(key), url: url.replace(/\/+$/, ""), http, store, primitives }),
  );
  const againMs = home.config.recosignMs ?? SOLO_TUNING.recosignMs;
  const desk = new WitnessDesk({ witnesses, store, primitives, againMs, report: options.report });
  cleanup.add(() => desk.close());
  return desk;
}

async function serveSolo(home: Home<SoloConfig>, parts: Parts): Promise<RunningServer> {
  const { primitives, verified, clock, options, cleanup } = parts;
  const { db, chain, close } = openCopy(home, "node", primitives);
  cleanup.add(close);
  const logSigner = readKeyFile(homePath(home.folder, "logKey"));
  const { blockMs, recosignMs } = home.config;
  const engine = new SoloEngine({
    chain,
    pending: new PendingStore(db),
    logSigner,
    cosigners: openPorts(home, chain, parts),
    clock,
    primitives,
    report: options.report,
    prepare: (entry) => verifyAhead(entry, home.registryId, verified),
    tuning: {
      ...(blockMs === undefined ? {} : { blockMs }),
      ...(recosignMs === undefined ? {} : { recosignMs }),
      ...options.tuning,
    },
  });
  cleanup.add(() => engine.close());
  if (chain.size === 0 && !(await engine.submit(home.genesis)).ok)
    throw new RegistryError("registry.foreign");
  const desk = openWitnesses(home, chain, parts);
  if (desk !== undefined) engine.onBlock(() => desk.ring());
  const node: ServedNode = {
    genesis: home.genesis,
    chain: () => (chain.size === 0 ? undefined : chain),
    submit: (entry) => engine.submit(entry),
    status: (hash) => Promise.resolve(engine.status(hash)),
    ...(desk === undefined ? {} : { witnessed: (checkpoint: string) => desk.witnessed(checkpoint) }),
    health: () => ({
      role: "solo",
      ...healthOf(chain, parts),
      ...engine.health(),
      ...(desk === undefined ? {} : { witnesses: desk.health() }),
    }),
  };
  return await startNodeServer(node, serverOptions(home, options));
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
  const { cosigner, close } = openCosigner(home, clock, primitives);
  cleanup.add(close);
  return await startCosignerServer(cosigner, primitives, serverOptions(home, options));
}

async function serve(home: Home, parts: Parts): Promise<RunningServer> {
  if (isRole(home, "solo")) return await serveSolo(home, parts);
  if (isRole(home, "mirror")) return await serveMirror(home, parts);
  if (isRole(home, "cosigner")) return await serveCosigner(home, parts);
  if (isRole(home, "cometbft")) return await serveNetwork(home, parts);
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
