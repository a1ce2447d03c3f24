import assert from "node:assert/strict";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { HttpClient } from "../../main/doors/http-client.ts";
import { systemRandom } from "../../main/doors/random.ts";
import { findEngine } from "../../main/registry/cometbft/binary.ts";
import { enterNetwork } from "../../main/registry/cometbft/enter-network.ts";
import type { FoundedNetwork, NodeAddress } from "../../main/registry/cometbft/found-network.ts";
import { HttpSource } from "../../main/follow/sources/http-source.ts";
import { makeKey } from "../../main/registry/founding/founders.ts";
import { homePath } from "../../main/registry/home/home.ts";
import { readKeyFile } from "../../main/registry/home/key-file.ts";
import { QuorumDesk } from "../../main/registry/founding/quorum-desk.ts";
import { fromBase64Url, toBase64 } from "../../src/bytes/base64.ts";
import { concat } from "../../src/bytes/bytes.ts";
import { codeOf } from "../../src/error.ts";
import type { OwnRegistry } from "../../main/wallet/registry/own-registry.ts";
import { foundNetwork, type Made, moveNetwork } from "./network-founding.ts";
import { type Lanes, openLanes } from "./network-lanes.ts";
import type { Oracle } from "./network-oracle.ts";
import type { NetworkWallets } from "./network-wallets.ts";
import { childrenOf, freePorts, killTree, signal } from "./network-processes.ts";
import {
  type NodeProcess,
  type NodeProcessOptions,
  postEntry,
  RegistryEntries,
  startNode,
  stopNode,
} from "./node-process.ts";

type Test = Parameters<typeof startNode>[0];

interface Health {
  readonly height: number;
  readonly size: number;
  readonly pending: number;
  readonly fault?: string;
  readonly accused?: readonly string[];
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

/** What a network is made of, and where its nodes stand. */
export interface TestNetworkOptions {
  readonly count?: number;
  /** In namespaces of their own, where the machine allows it. */
  readonly lanes?: boolean;
  /** Begins as a solo registry, which is then moved. */
  readonly solo?: boolean;
  /** Seconds that its beginning lies back, as if nothing had happened since. */
  readonly idle?: number;
}

/** Entries a second; what a machine that does other things too can take is less. */
const RATE = Number(process.env["SEALFOLIO_RATE"] ?? 220);
const MAIN_PORT = 8_800;
const ENGINE_PORT = 26_656;
const LIAR = join(import.meta.dirname, "lying-node.ts");

/** Four authorities of a network, each a process of ours and one of the engine, and who watches them. */
export class TestNetwork extends RegistryEntries<FoundedNetwork> {
  readonly #t: Test;
  readonly #lanes: Lanes | undefined;
  readonly #nodes = new Map<number, NodeProcess>();
  readonly oracle: Oracle;
  readonly wallets: NetworkWallets;
  /** Followed the registry before it was moved, if it was. */
  readonly light: OwnRegistry | undefined;
  /** Hashes of what some node acknowledged. */
  readonly acknowledged = new Set<string>();
  #sent = 0;

  private constructor(t: Test, made: Made, lanes: Lanes | undefined) {
    super(made.founding);
    this.#t = t;
    this.#lanes = lanes;
    this.oracle = made.oracle;
    this.wallets = made.wallets;
    this.light = made.light;
  }

  /** Founded, started, with an office that may deposit, and with a wallet that follows it. */
  static async start(t: Test, folder: string, options: TestNetworkOptions = {}): Promise<TestNetwork> {
    const { count = 4, idle = 0 } = options;
    const lanes = options.lanes === true ? openLanes(t, count) : undefined;
    const ports = lanes === undefined ? await freePorts(2 * count) : [];
    const addressOf = (at: number): NodeAddress =>
      lanes === undefined
        ? { host: "127.0.0.1", port: ports[2 * at] as number, enginePort: ports[2 * at + 1] as number }
        : { host: lanes.host(at), port: MAIN_PORT, enginePort: ENGINE_PORT };
    const made = await (options.solo === true
      ? moveNetwork(t, folder, addressOf)
      : foundNetwork(folder, count, addressOf, idle));
    const { founding, oracle, acknowledged, wallets } = made;
    t.after(() => wallets.close());
    t.after(() => oracle.close());
    const network = new TestNetwork(t, made, lanes);
    for (const hash of acknowledged) network.acknowledged.add(hash);
    const urls = network.all.map((at) => network.url(at));
    oracle.turnTo(fromBase64Url(founding.registry), urls);
    await Promise.all(network.all.map((at) => network.up(at)));
    await network.until("begun", async () => ((await network.health(0))?.height ?? -1) >= 0);
    if (options.solo !== true) {
      const accredit = network.accredit();
      assert.equal((await postEntry(network.url(0), accredit)).status, 202);
      await network.until("office", async () =>
        (await Promise.all(network.all.map((at) => network.health(at)))).every(
          (each) => (each?.height ?? 0) >= 1,
        ),
      );
    }
    oracle.watch();
    return network;
  }

  get isInLanes(): boolean {
    return this.#lanes !== undefined;
  }

  get all(): readonly number[] {
    return this.founded.authorities.map((_, at) => at);
  }

  home(at: number): string {
    return this.founded.authorities[at]?.home as string;
  }

  url(at: number): string {
    return this.founded.authorities[at]?.url as string;
  }

  async up(at: number, options: NodeProcessOptions = {}): Promise<void> {
    const under = this.#lanes?.under(at) ?? [];
    const port = Number(new URL(this.url(at)).port);
    this.#nodes.set(at, await startNode(this.#t, this.home(at), port, { under, ...options }));
  }

  /** Its rules tell its engine other app hashes than the others' do. */
  async upAsLiar(at: number): Promise<void> {
    await this.up(at, { main: LIAR });
  }

  /** Another node with the very same keys; answers what ends it. */
  async twin(at: number, folder: string): Promise<() => Promise<void>> {
    const [port, enginePort] = await freePorts(2);
    cpSync(this.home(at), folder, { recursive: true });
    const engine = join(folder, "engine", "config");
    const key = makeKey(systemRandom);
    const value = toBase64(concat(key.secret, key.signer.publicKey));
    const node = { priv_key: { type: "tendermint/PrivKeyEd25519", value } };
    writeFileSync(join(engine, "node_key.json"), JSON.stringify(node));
    const config = readFileSync(join(engine, "config.toml"), "utf8");
    const host = this.#lanes?.host(at) ?? "127.0.0.1";
    writeFileSync(
      join(engine, "config.toml"),
      config.replace(/laddr = "[^"]*"/, `laddr = "tcp://${host}:${enginePort}"`),
    );
    const under = this.#lanes?.under(at) ?? [];
    const process = await startNode(this.#t, folder, port, { under });
    return async () => {
      await killTree(process);
    };
  }

  /** A new authority comes, is admitted by the others and starts; answers its node's URL. */
  async enter(id: string, folder: string): Promise<string> {
    const [port, enginePort] = (await freePorts(2)) as [number, number];
    const { registry } = this.founded;
    const nodes = this.all.map((at) => this.url(at));
    const address = { host: "127.0.0.1", port, enginePort };
    const primitives = nodePrimitives;
    const options = { registry, nodes, id, name: { en: id }, address, random: systemRandom, primitives };
    const { admit, url } = await enterNetwork(folder, options);
    const http = new HttpClient();
    try {
      const desk = new QuorumDesk({
        registryId: fromBase64Url(registry),
        source: new HttpSource(http, nodes[0] as string),
        signers: this.all.map((at) => readKeyFile(homePath(this.home(at), "entryKey"))),
        primitives,
      });
      assert.deepEqual((await desk.decide("authority.admit", admit)).ok, true);
    } finally {
      http.close();
    }
    await startNode(this.#t, folder, port);
    return url;
  }

  /** Takes away everything that can be had from the others again. */
  forget(at: number): void {
    for (const suffix of ["", "-wal", "-shm"])
      rmSync(join(this.home(at), `registry.db${suffix}`), { force: true });
    const data = join(this.home(at), "engine", "data");
    for (const name of readdirSync(data)) {
      if (name !== "priv_validator_state.json") rmSync(join(data, name), { recursive: true });
    }
  }

  #process(at: number): NodeProcess {
    return this.#nodes.get(at) as NodeProcess;
  }

  /** As a power cut ends it, the engine with it. */
  async kill(at: number): Promise<void> {
    await killTree(this.#process(at));
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

  /** Out of everybody's reach, and back; where there are no namespaces it stands still meanwhile. */
  cut(at: number, isCut: boolean): void {
    if (this.#lanes === undefined) this.freeze(at, isCut);
    else this.#lanes.cut(at, isCut);
  }

  async health(at: number): Promise<Health | undefined> {
    try {
      const answer = await fetch(`${this.url(at)}/health`, { signal: AbortSignal.timeout(10_000) });
      return (await answer.json()) as Health;
    } catch {
      return undefined;
    }
  }

  /** Sends entries to these nodes in turn, so many a second at most, until told to stop. */
  load(nodes: readonly number[], perSecond = RATE): () => Promise<void> {
    const stopping = new AbortController();
    const work = this.#sendUntil(stopping.signal, nodes, perSecond);
    this.#t.after(() => stopping.abort());
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
      const body = Uint8Array.from(leaf);
      const options = { method: "POST", body, signal: AbortSignal.timeout(10_000) };
      const { status } = await fetch(`${this.url(at)}/entries`, options);
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

  /** Until these nodes have nothing pending and show one and the same newest block; seconds taken. */
  async settled(nodes: readonly number[] = this.all): Promise<number> {
    const began = performance.now();
    await this.until("settled", async () => {
      const all = await Promise.all(nodes.map((at) => this.health(at)));
      if (!all.every((each) => each?.pending === 0)) return false;
      const texts = await Promise.all(
        nodes.map(async (at) => {
          const options = { signal: AbortSignal.timeout(2_000) };
          return await fetch(`${this.url(at)}/checkpoint`, options).then(
            (answer) => answer.text(),
            () => `${at}`,
          );
        }),
      );
      return new Set(texts.map((text) => text.split("\n\n")[0])).size === 1;
    });
    return (performance.now() - began) / 1000;
  }

  /** The wallet has all that is sealed, and finds each acknowledged entry there once. */
  async checked(): Promise<void> {
    const { height = 0 } = (await this.health(0)) ?? {};
    await this.until("followed", async () => (await this.oracle.sync()) >= height);
    this.oracle.check(this.acknowledged);
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
  async settledBelowQuorum(nodes: readonly number[], seconds = 3): Promise<number> {
    let last = -1;
    let since = performance.now();
    await this.until("halted", async () => {
      const heights = await Promise.all(nodes.map(async (at) => (await this.health(at))?.height ?? 0));
      const now = Math.min(...heights);
      if (now !== last) since = performance.now();
      last = now;
      return performance.now() - since > 1_000 * seconds;
    });
    return last;
  }
}
