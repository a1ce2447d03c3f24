import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { codeOf } from "../../../src/error.ts";
import { HttpClient } from "../../doors/http-client.ts";
import { findEngine } from "../../registry/cometbft/binary.ts";
import { BenchError } from "../error.ts";
import { type Figure, judge } from "../figure.ts";
import type { Group, Wish } from "../group.ts";
import { median } from "../stopwatch.ts";
import { latencies, rate } from "./load.ts";
import {
  kvstoreThings,
  NODES,
  peakMegabytes,
  type Registry,
  type RunningNetwork,
  startKvstore,
  startRegistry,
} from "./networks.ts";

const ENTRIES = 6_000;
/** Sent before, uncounted, until the compiler has done its work: nodes run for months. */
const WARM_UP = 1;
const ROUNDS = 2;
const SAMPLES = 100;
const PACE_MS = 50;
const MIN_RATIO = 0.6;
const MAX_MEGABYTES = 400;
/** What a person waits for without wondering. */
const MAX_LATENCY_MS = 5_000;

function checkEngine(): void {
  try {
    findEngine();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw new BenchError("bench.no_engine");
  }
}

async function once<N extends RunningNetwork, T>(
  network: Promise<N>,
  work: (network: N) => Promise<T>,
): Promise<T> {
  const running = await network;
  try {
    return await work(running);
  } finally {
    await running.close();
  }
}

async function measureOurs(
  registry: Registry,
  http: HttpClient,
  entries: number,
): Promise<{
  readonly rate: number;
  readonly latencies: readonly number[];
  readonly megabytes: readonly number[];
  /** The same load for the sample application, and what is sent before it. */
  readonly things: readonly Uint8Array[];
  readonly before: readonly Uint8Array[];
}> {
  const load = registry.deposits(entries);
  const before = registry.deposits(Math.ceil(WARM_UP * entries));
  const bytesOf = (all: typeof load): readonly Uint8Array[] => all.map(({ bytes }) => bytes);
  await rate(registry.taker, NODES, bytesOf(before));
  const perSecond = await rate(registry.taker, NODES, bytesOf(load));
  const url = registry.urls[0] as string;
  const times = await latencies(http, url, registry.taker, registry.deposits(SAMPLES), PACE_MS);
  const megabytes = registry.processes.flatMap((node) => peakMegabytes(node) ?? []);
  return {
    rate: perSecond,
    latencies: times,
    megabytes,
    things: kvstoreThings(load),
    before: kvstoreThings(before),
  };
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0;
}

async function run(
  { rounds = ROUNDS, entries = ENTRIES }: Wish,
  note: (line: string) => void,
): Promise<readonly Figure[]> {
  checkEngine();
  const folder = mkdtempSync(join(tmpdir(), "sealfolio-bench-"));
  const http = new HttpClient({ maxSockets: 64 });
  const rates = { ours: [] as number[], kvstore: [] as number[] };
  const times: number[] = [];
  const megabytes: number[] = [];
  try {
    // One after the other, since eight nodes at once would measure the machine.
    for (let round = 0; round < rounds; round++) {
      const place = join(folder, `round-${round}`);
      const ours = await once(startRegistry(place, http), (registry) => measureOurs(registry, http, entries));
      const kvstore = await once(startKvstore(place, http), async ({ taker }) => {
        await rate(taker, NODES, ours.before);
        return await rate(taker, NODES, ours.things);
      });
      rates.ours.push(ours.rate);
      rates.kvstore.push(kvstore);
      times.push(...ours.latencies);
      megabytes.push(...ours.megabytes);
      note(`sealed ${ours.rate.toFixed(0)} entries a second; kvstore ${kvstore.toFixed(0)}`);
    }
  } finally {
    http.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const informative = { kind: "at most", bound: MAX_LATENCY_MS, informative: true } as const;
  return [
    judge("network.vs_kvstore", median(rates.ours) / median(rates.kvstore), "ratio", {
      kind: "at least",
      bound: MIN_RATIO,
    }),
    judge("network.seal_p50", median(times), "ms", informative),
    judge("network.seal_p99", percentile(times, 0.99), "ms", informative),
    ...(megabytes.length === 0
      ? []
      : [judge("network.rss", Math.max(...megabytes), "MB", { kind: "at most", bound: MAX_MEGABYTES })]),
  ];
}

export const network: Group = {
  name: "network",
  help: "entries sealed by four authorities on CometBFT against its own kvstore, and how long one waits",
  run,
};
