import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { systemClock } from "../../main/doors/clock.ts";
import { HttpClient } from "../../main/doors/http-client.ts";
import { systemRandom } from "../../main/doors/random.ts";
import { readCandidate } from "../../main/follow/sources/candidate.ts";
import { HttpSource } from "../../main/follow/sources/http-source.ts";
import { openAuthorityDesk } from "../../main/registry/founding/authority-desk.ts";
import { type Founded, initRegistry } from "../../main/registry/founding/found.ts";
import type { SoloTuning } from "../../main/registry/solo/solo.ts";
import { type RunningNode, serveNode } from "../../main/registry/serve.ts";
import type { CredentialView, IssueView } from "../../src/contract/views.ts";
import { codeOf } from "../../src/error.ts";
import { parseJson } from "../../src/json/parse.ts";
import { isJsonObject, type JsonObject } from "../../src/json/value.ts";
import { QUICK } from "./solo-network.ts";
import { tempFolder } from "./temp-folder.ts";
import { TestWallet, type WalletPlan } from "./test-wallet.ts";

const YEAR = 365 * 86_400;
const CATALOGUE = join(import.meta.dirname, "..", "..", "assets", "catalogue");

export const BIRTH_VCT = "urn:sealfolio:type:birth-certificate:1";
export const TITLE_VCT = "urn:sealfolio:type:property-title:1";

/** Texts that nobody else writes, so that a search finds them wherever they leak to. */
export const MARKS = ["Qvistgaard", "Zyxandria", "Wolkenkuckucksheim", "Xanthippe Qv"] as const;

export const BIRTH: JsonObject = {
  registration_number: "C 0412/1991",
  registered_on: "1991-03-19",
  family_name: MARKS[0],
  given_name: MARKS[1],
  birthdate: "1991-03-14",
  place_of_birth: MARKS[2],
  parent_1: { name: MARKS[3] },
  parent_2: { name: "Otto Sample" },
};

export const TITLE: JsonObject = {
  district: "Lakeside",
  parcel: "12/3",
  address: "12 Lake Road, Lakeside",
  area_m2: 640,
  owner: "Ada Marie Sample",
  share: "1/1",
  since: "2024-06-07",
};

const birthClaim = (...path: readonly string[]): JsonObject => ({ type: "birth-certificate", path });

const OFFICES = {
  "civil-registry": { issues: ["birth-certificate"], asks: [] },
  "identity-office": { issues: ["id-card"], asks: [] },
  "land-registry": { issues: ["property-title"], asks: [] },
  bank: {
    issues: [],
    asks: [
      {
        purpose: "identity-check",
        label: { en: "Who are you" },
        // Everything but `registered_on`.
        claims: [
          birthClaim("registration_number"),
          birthClaim("family_name"),
          birthClaim("given_name"),
          birthClaim("birthdate"),
          birthClaim("place_of_birth"),
          birthClaim("parent_1"),
          birthClaim("parent_2", "name"),
        ],
      },
    ],
  },
} as const;

export type OfficeName = keyof typeof OFFICES;

interface Endings {
  after(work: () => void | Promise<void>): void;
}

export function catalogueType(id: string): JsonObject {
  const value = parseJson(readFileSync(join(CATALOGUE, `${id}.json`), "utf8"));
  assert.ok(isJsonObject(value));
  return value;
}

/**
 * A registry with its node on loopback, in this process, and wallets that use it: offices accredited,
 * their types defined. All of it ends with the test or the file; a call that failed for a bug of ours
 * fails it.
 */
export class WalletWorld {
  readonly root: string;
  readonly founded: Founded;
  readonly bugs: string[] = [];
  /** Seconds by which everybody's clock is ahead of the machine's. */
  ahead = 0;
  /** Everybody's time while it is set. */
  stopped: number | undefined;
  readonly clock = (): number => this.stopped ?? systemClock() + this.ahead;
  readonly http = new HttpClient();
  readonly #wallets: TestWallet[] = [];
  #node: RunningNode | undefined;
  #port = 0;

  private constructor(root: string) {
    this.root = root;
    this.founded = initRegistry(join(root, "registry"), {
      name: { en: "Sample Registry" },
      origin: "registry.example/sample",
      authorities: 4,
      random: systemRandom,
      primitives: nodePrimitives,
    });
  }

  static async open(t: Endings, offices: readonly OfficeName[] = []): Promise<WalletWorld> {
    const world = new WalletWorld(tempFolder(t));
    t.after(() => world.#end());
    await world.startNode();
    await world.accredit(offices);
    return world;
  }

  get registry(): string {
    return this.founded.registry;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get source(): HttpSource {
    return new HttpSource(this.http, this.url);
  }

  /** On the same port each time. */
  async startNode(tuning: Partial<SoloTuning> = QUICK): Promise<void> {
    const end = performance.now() + 60_000;
    while (this.#node === undefined) {
      try {
        this.#node = await serveNode(this.founded.node, { port: this.#port, clock: this.clock, tuning });
      } catch (error) {
        // Whatever else runs on this machine may have the port for a moment.
        if (codeOf(error) !== "http.listen" || performance.now() > end) throw error;
        await new Promise((done) => {
          setTimeout(done, 50);
        });
      }
    }
    this.#port = Number(new URL(this.#node.url).port);
  }

  async stopNode(): Promise<void> {
    await this.#node?.close();
    this.#node = undefined;
  }

  /** Runs with no node to be reached. */
  async withoutNode<T>(work: () => Promise<T>): Promise<T> {
    await this.stopNode();
    try {
      return await work();
    } finally {
      await this.startNode();
    }
  }

  /** A wallet that follows this registry. */
  async wallet(plan: WalletPlan): Promise<TestWallet> {
    const wallet = this.emptyWallet(plan);
    const { mode, office } = plan;
    await wallet.ask("wallet.create", {
      passphrase: wallet.passphrase,
      registry: this.registry,
      sources: [this.url],
      mode,
      ...(office === undefined ? {} : { office }),
    });
    return wallet;
  }

  /** A program on an empty folder. */
  emptyWallet(plan: WalletPlan): TestWallet {
    const onBug = (call: string, error: unknown): void => {
      this.bugs.push(`${call}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    };
    const wallet = new TestWallet(plan, { root: join(this.root, "wallets"), clock: this.clock, onBug });
    this.#wallets.push(wallet);
    return wallet;
  }

  /** A citizen's wallet that has the newest block. */
  async citizen(name = "citizen"): Promise<TestWallet> {
    const wallet = await this.wallet({ name, mode: "light" });
    await wallet.ask("registry.sync", {});
    return wallet;
  }

  office(name: OfficeName): TestWallet {
    const wallet = this.#wallets.find(({ plan }) => plan.office === name);
    assert.ok(wallet, `this world has no ${name}`);
    return wallet;
  }

  /** An entry that the first authority decides; resolves when it is sealed. */
  async decide(
    kind: "office.accredit" | "office.amend" | "office.withdraw" | "type.define" | "type.amend",
    body: JsonObject,
  ): Promise<void> {
    await this.#sealed(await this.#submit(kind, body));
  }

  async #submit(kind: Parameters<WalletWorld["decide"]>[0], body: JsonObject): Promise<string> {
    const home = this.founded.authorities[0]?.home ?? "";
    const answer = await openAuthorityDesk(home, nodePrimitives).submit(kind, body, this.source);
    assert.ok(answer.state === "accepted", answer.state === "refused" ? answer.code : "");
    return answer.hash;
  }

  async #sealed(hash: string): Promise<void> {
    const end = performance.now() + 60_000;
    while ((await this.source.entryStatus(hash)).state !== "sealed") {
      assert.ok(performance.now() < end, "an entry is sealed in time");
      await new Promise((done) => setTimeout(done, 5));
    }
  }

  /** Wallets of these offices, and what they may do in the registry. */
  async accredit(offices: readonly OfficeName[], more: Pick<WalletPlan, "kdf"> = {}): Promise<void> {
    const now = this.clock();
    const span = { from: now - 3600, to: now + 5 * YEAR };
    const hashes: string[] = [];
    for (const id of offices) {
      const wallet = await this.wallet({ name: id, mode: "full", office: id, ...more });
      const keys = await wallet.ask("office.keys", {});
      const { issues, asks } = OFFICES[id];
      const uses = ["officer", "credential", "request"] as const;
      hashes.push(
        await this.#submit("office.accredit", {
          id,
          name: { en: `Office: ${id}` },
          keys: uses.map((use) => ({ use, key: keys[use], ...span })),
          issues: issues.map((type) => ({ type, ...span })),
          asks: asks.map((ask) => ({ ...ask, ...span })),
        }),
      );
    }
    for (const type of new Set(offices.flatMap((id): readonly string[] => OFFICES[id].issues))) {
      hashes.push(await this.#submit("type.define", catalogueType(type)));
    }
    for (const hash of hashes) await this.#sealed(hash);
    for (const id of offices) await this.office(id).ask("registry.sync", {});
  }

  /** How often a text stands in the chain's entries. */
  async countInChain(text: string): Promise<number> {
    const { checkpoint } = readCandidate(await this.source.block("newest"), nodePrimitives);
    const leaves = await this.source.bundle(0, Math.min(256, checkpoint.size));
    return leaves.filter((leaf) => Buffer.from(leaf).includes(text)).length;
  }

  /** Another registration number, so that the birth certificate's tag is free. */
  birth(number: string): JsonObject {
    return { ...BIRTH, registration_number: number };
  }

  /** A birth certificate for a holder, sealed; not yet received. */
  async issueBirth(holder: TestWallet, claims: JsonObject): Promise<ReturnType<typeof whole>> {
    const { request } = await holder.ask("holder.request_key", { office: "civil-registry", vct: BIRTH_VCT });
    const issued = await this.office("civil-registry").ask("office.issue", {
      type: "birth-certificate",
      request,
      claims,
    });
    return whole(issued);
  }

  /** As `issueBirth`, and kept by the holder. */
  async giveBirth(holder: TestWallet, claims: JsonObject): Promise<CredentialView> {
    const { delivery } = await this.issueBirth(holder, claims);
    return await holder.ask("holder.keep", { delivery });
  }

  async #end(): Promise<void> {
    try {
      for (const wallet of this.#wallets) wallet.close();
    } finally {
      await this.stopNode();
      this.http.close();
    }
    assert.deepEqual(this.bugs, []);
  }
}

/** Sealed, with its delivery. */
export function whole(issued: IssueView): Required<Omit<IssueView, "draft" | "deliveries">> {
  const { row, delivery } = issued;
  assert.equal(row.code ?? row.state, "sealed");
  assert.ok(delivery !== undefined);
  return { row, delivery };
}
