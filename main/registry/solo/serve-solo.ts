import { NODE_FILE } from "./node-file.ts";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import { isJsonObject } from "../../../src/json/value.ts";
import { NoteError } from "../../../src/note/error.ts";
import { parseVkey, SIGNATURE_TYPE, type VerifierKey } from "../../../src/note/keys.ts";
import type { Clock } from "../../doors/clock.ts";
import { lockFolder } from "../../doors/folder-lock.ts";
import { HttpClient } from "../../doors/http-client.ts";
import type { RunningServer } from "../../doors/http-server.ts";
import { HttpSource } from "../../follow/sources/http-source.ts";
import type { ServedChain } from "../home/chain-copy.ts";
import type { CosignerPort } from "../cosigning/cosigner-port.ts";
import { RegistryError } from "../error.ts";
import { type CosignerConfig, type Home, homePath, isRole, readHome, type SoloConfig } from "../home/home.ts";
import { readKeyFile } from "../home/key-file.ts";
import type { NodeHealth } from "../http/metrics.ts";
import { openCopy } from "../home/open-copy.ts";
import { openCosigner } from "../cosigning/open-cosigner.ts";
import { PendingStore } from "../home/pending-store.ts";
import { RemoteCosigner } from "../cosigning/remote-cosigner.ts";
import { finishRepair, type Holding, isDamage, repairNode } from "./repair.ts";
import { type ServedNode, startNodeServer } from "../http/server.ts";
import { healthOf, type Parts, serverOptions } from "../serving.ts";
import { SOLO_TUNING, SoloEngine } from "./solo.ts";
import { verifyAhead } from "../verify-ahead.ts";
import { WitnessClient } from "../cosigning/witness-client.ts";
import { WitnessDesk } from "../cosigning/witness-desk.ts";

type CosignerOf = SoloConfig["cosigners"][number];

/** The home of a cosigner that runs in the node's process. */
function localHome(
  home: Home<SoloConfig>,
  config: Extract<CosignerOf, { home: string }>,
  primitives: Primitives,
): Home<CosignerConfig> {
  const local = readHome(resolve(home.folder, config.home), primitives);
  if (!isRole(local, "cosigner") || local.config.id !== config.id) throw new RegistryError("registry.config");
  if (local.config.registry !== home.config.registry) throw new RegistryError("registry.foreign");
  return local;
}

/** A cosigner must not forget what it has signed, so its damage is never repaired by the node. */
async function openLocal(
  local: Home<CosignerConfig>,
  clock: Clock,
  primitives: Primitives,
): ReturnType<typeof openCosigner> {
  try {
    return await openCosigner(local, clock, primitives);
  } catch (error) {
    if (isDamage(error)) throw new RegistryError("registry.cosigner_damaged", { cause: error });
    throw error;
  }
}

async function openPorts(home: Home<SoloConfig>, chain: ServedChain, parts: Parts): Promise<CosignerPort[]> {
  const { primitives, verified, clock, cleanup } = parts;
  const http = new HttpClient({ maxSockets: 4 });
  cleanup.add(() => http.close());
  const ports: CosignerPort[] = [];
  for (const config of home.config.cosigners) {
    if ("url" in config) {
      const { origin } = chain.epochs;
      ports.push(new RemoteCosigner({ ...config, origin, http, store: chain.store, primitives }));
      continue;
    }
    const { cosigner, close } = await openLocal(localHome(home, config, primitives), clock, primitives);
    cleanup.add(close);
    cosigner.chain.ledger.share(verified.entries);
    ports.push(cosigner);
  }
  return ports;
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

interface OpenSolo {
  readonly chain: ServedChain & { readonly size: number };
  readonly engine: SoloEngine;
}

async function openSolo(home: Home<SoloConfig>, parts: Parts): Promise<OpenSolo> {
  const { primitives, verified, clock, options, cleanup } = parts;
  const { db, chain, close } = await openCopy(home, NODE_FILE, primitives);
  cleanup.add(close);
  chain.ledger.share(verified.entries);
  const logSigner = readKeyFile(homePath(home.folder, "logKey"));
  const { blockMs, recosignMs } = home.config;
  const engine = new SoloEngine({
    chain,
    pending: new PendingStore(db),
    logSigner,
    cosigners: await openPorts(home, chain, parts),
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
  return { chain, engine };
}

/** How much a cosigner holds: one of this process by its copy, another by its `GET /health`. */
async function holdingOf(
  home: Home<SoloConfig>,
  config: CosignerOf,
  { primitives, clock }: Parts,
  http: HttpClient,
): Promise<Holding> {
  if ("url" in config) {
    const url = `${config.url.replace(/\/+$/, "")}/health`;
    const { body } = await http.httpGet(url, { maxBytes: 4096, addresses: "any" });
    const answer = parseJsonBytes(body, { maxLength: 4096, maxDepth: 3 });
    const size = isJsonObject(answer) ? answer["size"] : undefined;
    if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0)
      throw new RegistryError("registry.answer");
    return { size };
  }
  const { cosigner, close } = await openLocal(localHome(home, config, primitives), clock, primitives);
  try {
    const { store } = cosigner.chain;
    const { newest } = store;
    if (newest === undefined) return { size: 0 };
    const { first, size, checkpoint } = newest;
    return { size, block: { first, leaves: [...store.leaves(first, size)], checkpoint } };
  } finally {
    close();
  }
}

async function repair(home: Home<SoloConfig>, mirrors: readonly string[], parts: Parts): Promise<void> {
  const { primitives, clock, options } = parts;
  const lock = lockFolder(home.folder);
  const http = new HttpClient();
  try {
    const { isLost } = await repairNode({
      home,
      sources: mirrors.map((url) => new HttpSource(http, url)),
      holdings: () =>
        Promise.all(home.config.cosigners.map((config) => holdingOf(home, config, parts, http))),
      clock,
      primitives,
    });
    options.report?.(isLost ? "registry.pending_lost" : "registry.repaired");
  } finally {
    http.close();
    lock.release();
  }
}

/** Opens the node's store; a damaged one is rebuilt first where the configuration names mirrors. */
async function openOrRepair(home: Home<SoloConfig>, parts: Parts): Promise<OpenSolo> {
  const lock = lockFolder(home.folder);
  try {
    finishRepair(home, parts.clock);
  } finally {
    lock.release();
  }
  try {
    return await openSolo(home, parts);
  } catch (error) {
    const mirrors = home.config.mirrors ?? [];
    if (!isDamage(error) || mirrors.length === 0) throw error;
    await parts.cleanup.run();
    await repair(home, mirrors, parts);
    return await openSolo(home, parts);
  }
}

export async function serveSolo(home: Home<SoloConfig>, parts: Parts): Promise<RunningServer> {
  const { options } = parts;
  const { chain, engine } = await openOrRepair(home, parts);
  if (chain.size === 0 && !(await engine.submit(home.genesis)).ok)
    throw new RegistryError("registry.foreign");
  const desk = openWitnesses(home, chain, parts);
  if (desk !== undefined) engine.onBlock(() => desk.ring());
  const lost = homePath(home.folder, "pendingLost");
  const health = (): NodeHealth => ({
    role: "solo",
    ...healthOf(chain, parts),
    ...(existsSync(lost) ? { fault: "registry.pending_lost" } : {}),
    ...engine.health(),
    ...(desk === undefined ? {} : { witnesses: desk.health() }),
  });
  const node: ServedNode = {
    genesis: home.genesis,
    chain: () => (chain.size === 0 ? undefined : chain),
    submit: (entry) => engine.submit(entry),
    status: (hash) => Promise.resolve(engine.status(hash)),
    ...(desk === undefined ? {} : { witnessed: (checkpoint: string) => desk.witnessed(checkpoint) }),
    health,
  };
  return await startNodeServer(node, serverOptions(home, options));
}
