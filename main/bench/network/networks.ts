import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { toHex } from "../../../src/bytes/hex.ts";
import { buildEntry, ZERO_HASH } from "../../../src/chain/entries/entry.ts";
import { registryIdOf } from "../../../src/chain/blocks/ledger.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { ed25519Signer, newEd25519Secret } from "../../crypto/keys.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { type ChildProcess, startNode, startProgram } from "../../doors/child-process.ts";
import { sleep, systemClock } from "../../doors/clock.ts";
import type { HttpClient } from "../../doors/http-client.ts";
import { systemRandom } from "../../doors/random.ts";
import { findEngine } from "../../registry/cometbft/binary.ts";
import { engineAddress, writeEngineHome } from "../../registry/cometbft/engine-home.ts";
import { initNetwork } from "../../registry/cometbft/found-network.ts";
import { freePorts } from "../../registry/cometbft/free-ports.ts";
import { makeKey } from "../../registry/founding/founders.ts";
import { homePath } from "../../registry/home/home.ts";
import { readKeyFile } from "../../registry/home/key-file.ts";
import { BenchError } from "../error.ts";
import { entryTaker, rpcTaker, type Taker } from "./load.ts";

export const NODES = 4;
const SERVE = join(import.meta.dirname, "..", "..", "registry", "serve-main.ts");
const HOST = "127.0.0.1";
const BEGIN_MS = 120_000;
const { sha256 } = nodePrimitives;

export interface Entry {
  readonly bytes: Uint8Array;
  /** base64url. */
  readonly hash: string;
}

/** Processes of one arm. */
export interface RunningNetwork {
  readonly taker: Taker;
  readonly urls: readonly string[];
  readonly processes: readonly ChildProcess[];
  readonly close: () => Promise<void>;
}

async function begun(taker: Taker, isBegun: (done: number) => boolean): Promise<void> {
  const end = performance.now() + BEGIN_MS;
  for (;;) {
    try {
      if (isBegun(await taker.done())) return;
    } catch {
      // Not there yet.
    }
    if (performance.now() > end) throw new BenchError("bench.unexpected");
    await sleep(50);
  }
}

async function stop(processes: readonly ChildProcess[]): Promise<void> {
  await Promise.all(
    processes.map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      await ended;
    }),
  );
}

/** CometBFT's own sample application, in the engine's process, with the very configuration of ours. */
export async function startKvstore(folder: string, http: HttpClient): Promise<RunningNetwork> {
  const ports = await freePorts(2 * NODES, systemRandom);
  const members = Array.from({ length: NODES }, (_, at) => {
    return { consensus: makeKey(systemRandom), node: makeKey(systemRandom), port: ports[2 * at] as number };
  });
  const network = {
    chainId: "bench-kvstore",
    time: systemClock(),
    state: { registry: toBase64Url(new Uint8Array(32)) },
    voters: members.map(({ consensus }, at) => ({ name: `v${at}`, publicKey: consensus.signer.publicKey })),
  };
  const processes = members.map(({ consensus, node, port }, at) => {
    const home = join(folder, `kvstore-${at}`);
    const peers = members
      .filter((_, other) => other !== at)
      .map((other) => `${engineAddress(other.node.signer.publicKey, sha256)}@${HOST}:${other.port}`);
    writeEngineHome({ folder: home, network, consensus, node, listen: `${HOST}:${port}`, peers, sha256 });
    const rpc = `tcp://${HOST}:${ports[2 * at + 1]}`;
    const args = ["start", "--home", home, "--proxy_app", "kvstore", "--rpc.laddr", rpc];
    return startProgram(findEngine(), { args });
  });
  const urls = members.map((_, at) => `http://${HOST}:${ports[2 * at + 1]}/`);
  const taker = rpcTaker(http, urls);
  const close = (): Promise<void> => stop(processes);
  try {
    for (const url of urls) await begun(rpcTaker(http, [url]), () => true);
    return { taker, urls, processes, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Keys and values as long as our entries, in the form that the sample application takes. */
export function kvstoreThings(entries: readonly Entry[]): readonly Uint8Array[] {
  return entries.map(({ bytes }) => {
    const key = toHex(sha256(bytes));
    return new TextEncoder().encode(`${key}=${"v".repeat(Math.max(1, bytes.length - key.length - 1))}`);
  });
}

export interface Registry extends RunningNetwork {
  readonly deposits: (count: number) => readonly Entry[];
}

/** Four authorities as processes, with an office that deposits. */
export async function startRegistry(folder: string, http: HttpClient): Promise<Registry> {
  const ports = await freePorts(2 * NODES, systemRandom);
  const founded = initNetwork(join(folder, "registry"), {
    name: { en: "Network to measure by" },
    origin: "registry.bench/network",
    authorities: NODES,
    random: systemRandom,
    primitives: nodePrimitives,
    addresses: Array.from({ length: NODES }, (_, at) => {
      return { host: HOST, port: ports[2 * at] as number, enginePort: ports[2 * at + 1] as number };
    }),
    clock: systemClock,
  });
  const processes = founded.authorities.map(({ home }) =>
    startNode(SERVE, { args: [home], stderr: "ignore" }),
  );
  const urls = founded.authorities.map(({ url }) => url);
  const taker = entryTaker(http, urls);
  const close = (): Promise<void> => stop(processes);
  try {
    for (const url of urls) await begun(entryTaker(http, [url]), (done) => done >= 1);
    const registryId = registryIdOf(founded.genesis, nodePrimitives);
    const officer = ed25519Signer(newEd25519Secret(systemRandom));
    const span = { from: 0, to: 4_000_000_000 };
    const body = {
      id: "archive",
      name: { en: "Archive" },
      keys: [{ use: "officer", key: toBase64Url(officer.publicKey), ...span }],
      issues: [],
      asks: [],
      deposits: span,
    };
    const [first] = founded.authorities;
    if (first === undefined) throw new BenchError("bench.unexpected");
    const signer = readKeyFile(homePath(first.home, "entryKey"));
    const accredit = { kind: "office.accredit", by: first.id, after: ZERO_HASH, body } as const;
    await taker.send(0, buildEntry(registryId, accredit, [signer]));
    await begun(taker, (done) => done >= 2);
    const deposits = (count: number): readonly Entry[] =>
      Array.from({ length: count }, () => {
        const deposit = {
          kind: "document.deposit",
          by: "archive",
          after: ZERO_HASH,
          body: { digest: toBase64Url(systemRandom(32)) },
        } as const;
        const bytes = buildEntry(registryId, deposit, [officer]);
        return { bytes, hash: toBase64Url(leafHash(bytes, sha256)) };
      });
    return { taker, urls, processes, close, deposits };
  } catch (error) {
    await close();
    throw error;
  }
}

function statusOf(pid: string | number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return "";
  }
}

/** Peak memory of a node's process and of the engine under it, megabytes; undefined where the system does not say. */
export function peakMegabytes({ pid }: ChildProcess): number | undefined {
  if (pid === undefined || !existsSync("/proc/self/status")) return undefined;
  const engines = readdirSync("/proc").filter(
    (name) => /^\d+$/.test(name) && statusOf(name).includes(`\nPPid:\t${pid}\n`),
  );
  const peaks = [pid, ...engines].map((each) =>
    Number(/^VmHWM:\s+(\d+) kB$/m.exec(statusOf(each))?.[1] ?? 0),
  );
  return peaks.reduce((sum, kilobytes) => sum + kilobytes, 0) / 1024;
}
