import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { systemClock } from "../../main/doors/clock.ts";
import { HttpClient } from "../../main/doors/http-client.ts";
import { systemRandom } from "../../main/doors/random.ts";
import { FullFollower } from "../../main/follow/full-follower.ts";
import { HttpSource } from "../../main/follow/http-source.ts";
import { openOwnCopy } from "../../main/follow/open-copy.ts";
import { SourcePool } from "../../main/follow/source-pool.ts";
import { findEngine } from "../../main/registry/cometbft/binary.ts";
import { type FoundedNetwork, initNetwork } from "../../main/registry/cometbft/found-network.ts";
import { fromBase64Url } from "../../src/bytes/base64.ts";
import { codeOf } from "../../src/error.ts";
import { ask, type NodeProcess, postEntry, RegistryEntries, startNode, stopNode } from "./node-process.ts";

type Test = Parameters<typeof startNode>[0];

interface Health {
  readonly height: number;
  readonly size: number;
  readonly pending: number;
  readonly fault?: string;
  readonly silent: { readonly [authority: string]: string };
}

/** Why the network cannot be run here, or undefined. */
export function noEngine(): string | undefined {
  try {
    findEngine();
    return undefined;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return "CometBFT is not here: npm run build:cometbft builds it with Go";
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((done) => {
          const server = createServer();
          server.listen(0, "127.0.0.1", () => done(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

/** Processes whose parent this is. */
function childrenOf(parent: number): number[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^[0-9]+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return Number(fields[1]) === parent ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

/** Four authorities of a network, each a process of ours and one of the engine, and who watches them. */
export class TestNetwork extends RegistryEntries<FoundedNetwork> {
  readonly #t: Test;
  readonly #nodes = new Map<number, NodeProcess>();
  /** Hashes of what some node acknowledged. */
  readonly acknowledged = new Set<string>();
  #sent = 0;

  private constructor(t: Test, founded: FoundedNetwork) {
    super(founded);
    this.#t = t;
  }

  /** Founded, started and with an office that may deposit. */
  static async start(t: Test, folder: string, count = 4): Promise<TestNetwork> {
    const ports = await freePorts(2 * count);
    const founded = initNetwork(folder, {
      name: { en: "Test network" },
      origin: "registry.test/network",
      authorities: count,
      random: systemRandom,
      primitives: nodePrimitives,
      addresses: Array.from({ length: count }, (_, at) => ({
        host: "127.0.0.1",
        port: ports[2 * at] as number,
        enginePort: ports[2 * at + 1] as number,
      })),
      clock: systemClock,
    });
    const network = new TestNetwork(t, founded);
    await Promise.all(founded.authorities.map((_, at) => network.up(at)));
    await network.until("begun", async () => (await network.health(0))?.height === 0);
    const accredit = network.accredit();
    assert.equal((await postEntry(network.url(0), accredit)).status, 202);
    await network.until("office", async () =>
      (await Promise.all(network.all.map((at) => network.health(at)))).every(
        (each) => (each?.height ?? 0) >= 1,
      ),
    );
    return network;
  }

  get all(): readonly number[] {
    return this.founded.authorities.map((_, at) => at);
  }

  url(at: number): string {
    return this.founded.authorities[at]?.url as string;
  }

  async up(at: number): Promise<void> {
    const { home, url } = this.founded.authorities[at] as FoundedNetwork["authorities"][number];
    this.#nodes.set(at, await startNode(this.#t, home, Number(new URL(url).port)));
  }

  #process(at: number): NodeProcess {
    return this.#nodes.get(at) as NodeProcess;
  }

  /** As a power cut ends it, the engine with it. */
  async kill(at: number): Promise<void> {
    const { script } = this.#process(at);
    const pid = script.process.pid as number;
    const children = childrenOf(pid);
    await script.kill();
    for (const child of children) signal(child, "SIGKILL");
  }

  /** The engine alone, which its node starts again. */
  killEngine(at: number): void {
    for (const child of childrenOf(this.#process(at).script.process.pid as number)) signal(child, "SIGKILL");
  }

  async stop(at: number): Promise<void> {
    assert.equal(await stopNode(this.#process(at)), 0);
  }

  /** Stands still, and goes on. */
  freeze(at: number, frozen: boolean): void {
    const pid = this.#process(at).script.process.pid as number;
    for (const each of [...childrenOf(pid), pid]) signal(each, frozen ? "SIGSTOP" : "SIGCONT");
  }

  async health(at: number): Promise<Health | undefined> {
    try {
      return await ask<Health>(this.url(at), "health");
    } catch {
      return undefined;
    }
  }

  /** Sends entries to these nodes in turn, so many a second at most, until told to stop. */
  load(nodes: readonly number[], perSecond = 200): () => Promise<void> {
    const stopping = new AbortController();
    const work = this.#sendUntil(stopping.signal, nodes, perSecond);
    return async () => {
      stopping.abort();
      await work;
    };
  }

  async #sendUntil(stop: AbortSignal, nodes: readonly number[], perSecond: number): Promise<void> {
    const began = performance.now();
    const open = new Set<Promise<void>>();
    for (let sent = 0; !stop.aborted; sent++) {
      const one = this.#send(nodes[sent % nodes.length] as number);
      open.add(one);
      void one.finally(() => open.delete(one));
      const due = began + (1000 * sent) / perSecond - performance.now();
      if (due > 5) await new Promise((done) => setTimeout(done, due));
    }
    await Promise.all(open);
  }

  /** One entry; a node that is away takes none. */
  async #send(at: number): Promise<void> {
    const leaf = this.deposit(`load ${this.#sent++}`);
    try {
      const { status } = await postEntry(this.url(at), leaf);
      if (status === 202) this.acknowledged.add(this.hash(leaf));
    } catch {
      // Nothing was acknowledged.
    }
  }

  async until(what: string, isSo: () => Promise<boolean>, seconds = 90): Promise<void> {
    const end = performance.now() + 1000 * seconds;
    while (!(await isSo())) {
      if (performance.now() > end) {
        const all = await Promise.all(this.all.map((at) => this.health(at)));
        assert.fail(`not in time: ${what}: ${JSON.stringify(all)}`);
      }
      await new Promise((done) => setTimeout(done, 100));
    }
  }

  /** Until these nodes have nothing pending and show one and the same newest block. */
  async settled(nodes: readonly number[] = this.all): Promise<number> {
    let height = 0;
    await this.until("settled", async () => {
      const all = await Promise.all(nodes.map((at) => this.health(at)));
      height = all[0]?.height ?? 0;
      if (!all.every((each) => each?.pending === 0)) return false;
      const texts = await Promise.all(
        nodes.map(async (at) => (await fetch(`${this.url(at)}/checkpoint`)).text()),
      );
      return new Set(texts.map((text) => text.split("\n\n")[0])).size === 1;
    });
    return height;
  }

  others(at: number): readonly number[] {
    return this.all.filter((each) => each !== at);
  }

  /** Until each of these nodes has sealed two blocks more than the highest of them has now. */
  async grows(nodes: readonly number[]): Promise<void> {
    const heights = async (): Promise<readonly number[]> =>
      Promise.all(nodes.map(async (at) => (await this.health(at))?.height ?? 0));
    const now = Math.max(...(await heights()));
    await this.until("grows", async () => (await heights()).every((height) => height >= now + 2));
  }

  /** Until nothing moves any more at these nodes, though entries may wait; answers the height. */
  async settledBelowQuorum(nodes: readonly number[]): Promise<number> {
    let last = -1;
    let since = performance.now();
    await this.until("halted", async () => {
      const heights = await Promise.all(nodes.map(async (at) => (await this.health(at))?.height ?? 0));
      const now = Math.min(...heights);
      if (now !== last) since = performance.now();
      last = now;
      return performance.now() - since > 5_000;
    });
    return last;
  }

  /** Follows these nodes as a wallet does, every signature verified, and counts each acknowledged entry. */
  async audit(folder: string, nodes: readonly number[] = this.all): Promise<number> {
    const registryId = fromBase64Url(this.founded.registry);
    const options = { registryId, primitives: nodePrimitives, clock: systemClock };
    const copy = await openOwnCopy(join(folder, `audit-${this.#sent}.db`), options);
    const http = new HttpClient();
    try {
      const sources = nodes.map((at) => new HttpSource(http, this.url(at)));
      const follower = new FullFollower(copy, new SourcePool(sources, copy.journal, systemClock), options);
      await follower.sync();
      const times = new Map<string, number>();
      for (const leaf of copy.log.leaves(0, copy.log.size)) {
        const hash = this.hash(leaf);
        times.set(hash, (times.get(hash) ?? 0) + 1);
      }
      const lost = [...this.acknowledged].filter((hash) => times.get(hash) !== 1);
      assert.equal(
        lost.length,
        0,
        `${lost.length} of ${this.acknowledged.size} acknowledged are not there once`,
      );
      assert.deepEqual(copy.journal.alarm(), undefined);
      return copy.log.size;
    } finally {
      copy.close();
      http.close();
    }
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone already.
  }
}
