import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type JsonObject } from "../../src/json/value.ts";
import { parseJson } from "../../src/json/parse.ts";
import { nodePrimitives } from "../crypto/primitives.ts";
import { sleep } from "../doors/clock.ts";
import { HttpClient } from "../doors/http-client.ts";
import { HttpSource } from "../follow/sources/http-source.ts";
import { type AuthorityDesk, openAuthorityDesk } from "../registry/founding/authority-desk.ts";
import type { Founded } from "../registry/founding/found.ts";
import { homePath } from "../registry/home/home.ts";
import type { NodeProcess } from "./processes.ts";
import { DemoError } from "./step.ts";
import { DemoWallet, type WalletPlan } from "./wallets.ts";

const ASSETS = join(import.meta.dirname, "..", "..", "assets");

/** What a later step needs of an earlier one; reading what is not there fails the step. */
export class Memory {
  readonly #values = new Map<string, string>();

  put(name: string, value: string): void {
    this.#values.set(name, value);
  }

  get(name: string): string {
    const value = this.#values.get(name);
    if (value === undefined) throw new DemoError("demo.unexpected", `an earlier step left no ${name}`);
    return value;
  }
}

/** Everything of one telling: a folder, processes, wallets; all of it is gone afterwards. */
export class World {
  readonly folder: string;
  readonly memory = new Memory();
  readonly http = new HttpClient();
  readonly #wallets = new Map<string, DemoWallet>();
  readonly #nodes = new Map<string, NodeProcess>();
  readonly #endings: (() => void | Promise<void>)[] = [];
  /** While true, every wallet of this process refuses to reach for the network. */
  isOffline = false;
  founded: Founded | undefined;

  constructor(folder: string) {
    this.folder = folder;
  }

  get registry(): Founded {
    if (this.founded === undefined) throw new DemoError("demo.unexpected", "no registry was founded");
    return this.founded;
  }

  addNode(name: string, node: NodeProcess): void {
    this.#nodes.set(name, node);
  }

  node(name: string): NodeProcess {
    const node = this.#nodes.get(name);
    if (node === undefined) throw new DemoError("demo.unexpected", `${name} does not run`);
    return node;
  }

  /** The three nodes that wallets read: the one that orders entries and its two mirrors. */
  get sources(): string[] {
    return ["sequencer", "mirror-1", "mirror-2"].map((name) => this.node(name).url);
  }

  source(name: string): HttpSource {
    return new HttpSource(this.http, this.node(name).url);
  }

  addWallet(plan: WalletPlan): DemoWallet {
    const wallet = new DemoWallet(this.folder, plan, () => this.isOffline);
    this.#wallets.set(plan.name, wallet);
    return wallet;
  }

  wallet(name: string): DemoWallet {
    const wallet = this.#wallets.get(name);
    if (wallet === undefined) throw new DemoError("demo.unexpected", `there is no wallet ${name}`);
    return wallet;
  }

  /** A new wallet that follows the registry from these sources. */
  async createWallet(plan: WalletPlan, sources = this.sources): Promise<DemoWallet> {
    const wallet = this.addWallet(plan);
    const { passphrase } = wallet;
    const office = plan.office === undefined ? {} : { office: plan.office };
    const { registry } = this.registry;
    await wallet.ask("wallet.create", { passphrase, registry, sources, mode: plan.mode, ...office });
    return wallet;
  }

  desk(at: number): AuthorityDesk {
    const home = this.registry.authorities[at]?.home;
    if (home === undefined) throw new DemoError("demo.unexpected", "there is no such authority");
    return openAuthorityDesk(home, nodePrimitives);
  }

  /** For what a step opens that must end with the story. */
  onEnd(ending: () => void | Promise<void>): void {
    this.#endings.push(ending);
  }

  async end(): Promise<void> {
    for (const ending of this.#endings.reverse()) await ending();
    for (const wallet of this.#wallets.values()) wallet.close();
    await Promise.all([...this.#nodes.values()].map((node) => node.stop()));
    this.http.close();
  }
}

/** An entry that an authority decides must be taken, and is waited for until it is sealed. */
export async function decide(
  world: World,
  desk: AuthorityDesk,
  kind: "office.accredit" | "type.define",
  body: JsonObject,
): Promise<void> {
  const hash = await decideSoon(world, desk, kind, body);
  const source = world.source("sequencer");
  await until(async () => (await source.entryStatus(hash)).state === "sealed", `${kind} is sealed`);
}

/** As `decide`, without the wait. Resolves with the entry's hash. */
export async function decideSoon(
  world: World,
  desk: AuthorityDesk,
  kind: "office.accredit" | "type.define",
  body: JsonObject,
): Promise<string> {
  const answer = await desk.submit(kind, body, world.source("sequencer"));
  if (answer.state === "accepted") return answer.hash;
  throw new DemoError("demo.unexpected", `${kind} by ${desk.id} was refused: ${answer.code}`);
}

const PATIENCE_MS = 60_000;

/** Asks again and again until it is so. */
export async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > end) throw new DemoError("demo.unexpected", `not in time: ${what}`);
    await sleep(50);
  }
}

/** Body of a `type.define` out of the catalogue. */
export function catalogueType(id: string): JsonObject & { readonly vct: string } {
  const value = parseJson(readFileSync(join(ASSETS, "catalogue", `${id}.json`), "utf8"));
  if (!isJsonObject(value) || typeof value["vct"] !== "string") {
    throw new DemoError("demo.unexpected", `the catalogue has no ${id}`);
  }
  return { ...value, vct: value["vct"] };
}

/** A portrait as the ID card carries it. */
export function portrait(name: string): string {
  const bytes = readFileSync(join(ASSETS, "sample", "portraits", `${name}.png`));
  return `data:image/png;base64,${bytes.toString("base64")}`;
}

/** Tells the sequencer that its cosigners are processes of their own, as an operator would in its file. */
export function useRemoteCosigners(
  nodeHome: string,
  cosigners: readonly { id: string; url: string }[],
): void {
  const path = homePath(nodeHome, "config");
  const config = parseJson(readFileSync(path, "utf8"));
  if (!isJsonObject(config)) throw new DemoError("demo.unexpected", "the node has no configuration");
  writeFileSync(
    path,
    JSON.stringify({ ...config, cosigners: cosigners.map(({ id, url }) => ({ id, url })) }),
  );
}
