import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { Database } from "../../main/doors/database.ts";
import { LogStore } from "../../main/log/log-store.ts";
import { LOG_SCHEMA } from "../../main/log/rows.ts";
import { ChainCopy } from "../../main/registry/home/chain-copy.ts";
import { Cosigner } from "../../main/registry/cosigning/cosigner.ts";
import type { CosignAnswer, CosignerPort, Proposal } from "../../main/registry/cosigning/cosigner-port.ts";
import type { RegistryEngine } from "../../main/registry/engine.ts";
import { PENDING_SCHEMA, PendingStore } from "../../main/registry/home/pending-store.ts";
import { SoloEngine, type SoloTuning } from "../../main/registry/solo/solo.ts";
import type { Ed25519Signer } from "../../src/crypto/ports.ts";
import type { RegistryKit } from "./registry-kit.ts";

const ID = 0x53464c44;

/** Quick retries and no cosigning again unless a test asks for it. */
export const QUICK: Partial<SoloTuning> = { blockMs: 10, retryMs: [5, 20], recosignMs: 3_600_000 };

export interface OpenChain {
  readonly db: Database;
  readonly chain: ChainCopy;
}

/** The copy in a folder, as it was left there. */
export function openChain(
  kit: RegistryKit,
  folder: string,
  engine = false,
  primitives = nodePrimitives,
): OpenChain {
  mkdirSync(folder, { recursive: true });
  const schema = engine ? LOG_SCHEMA + PENDING_SCHEMA : LOG_SCHEMA;
  const db = new Database(join(folder, "registry.db"), { applicationId: ID, migrations: [schema] });
  const store = new LogStore(db, primitives.sha256);
  return { db, chain: new ChainCopy(store, kit.genesis, kit.registryId, primitives) };
}

/** A cosigner that a test can take away, and whose questions it can see. */
export class TestPort implements CosignerPort {
  readonly id: string;
  readonly #cosigner: Cosigner;
  up = true;
  readonly asked: Proposal[] = [];
  /** Answers this instead of judging. */
  answer: CosignAnswer | undefined;
  /** Waits this long before it judges, milliseconds. */
  delay = 0;
  /** Loses the answer to this many questions, after the cosigner has judged. */
  lose = 0;

  constructor(cosigner: Cosigner) {
    this.id = cosigner.id;
    this.#cosigner = cosigner;
  }

  async cosign(proposal: Proposal): Promise<CosignAnswer> {
    this.asked.push(proposal);
    if (!this.up) return { ok: false, code: "cosigner.unreachable" };
    if (this.answer !== undefined) return this.answer;
    if (this.delay > 0) await new Promise((done) => setTimeout(done, this.delay));
    const answer = await this.#cosigner.cosign(proposal);
    if (this.lose-- > 0) return { ok: false, code: "cosigner.unreachable" };
    return answer;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

interface Running {
  readonly engine: SoloEngine;
  readonly node: OpenChain;
  readonly cosigners: readonly { readonly chain: OpenChain; readonly port: TestPort }[];
}

export interface TestClock {
  now: number;
}

/** A solo engine with a cosigner in this process for each founder; all can be closed and opened again. */
export class SoloNetwork {
  readonly kit: RegistryKit;
  readonly folder: string;
  readonly clock: TestClock;
  readonly tuning: Partial<SoloTuning>;
  /** Cosigners are out of reach when it is started next. */
  startsAlone = false;
  #open: Running;

  constructor(kit: RegistryKit, folder: string, tuning: Partial<SoloTuning> = QUICK) {
    this.kit = kit;
    this.folder = folder;
    this.clock = { now: kit.time };
    this.tuning = tuning;
    this.#open = this.#start();
    kit.state = this.chain.ledger.state;
  }

  #start(): Running {
    const node = openChain(this.kit, join(this.folder, "node"), true);
    const clock = () => this.clock.now;
    const cosigners = this.kit.authorities.map(({ id, cosign }) => {
      const chain = openChain(this.kit, join(this.folder, id));
      const port = new TestPort(this.cosigner(id, chain.chain, cosign));
      port.up = !this.startsAlone;
      return { chain, port };
    });
    const engine = new SoloEngine({
      chain: node.chain,
      pending: new PendingStore(node.db),
      logSigner: this.kit.log,
      cosigners: cosigners.map(({ port }) => port),
      clock,
      primitives: nodePrimitives,
      tuning: this.tuning,
    });
    return { engine, node, cosigners };
  }

  cosigner(id: string, chain: ChainCopy, signer: Ed25519Signer): Cosigner {
    return new Cosigner({ id, chain, signer, clock: () => this.clock.now, primitives: nodePrimitives });
  }

  get engine(): RegistryEngine & { retry(): void } {
    return this.#open.engine;
  }

  get chain(): ChainCopy {
    return this.#open.node.chain;
  }

  /** The node's own database. */
  get db(): Database {
    return this.#open.node.db;
  }

  get ports(): readonly TestPort[] {
    return this.#open.cosigners.map(({ port }) => port);
  }

  copyOf(authority: number): ChainCopy {
    return (this.#open.cosigners[authority] as { chain: OpenChain }).chain.chain;
  }

  /** Resolves once it holds; fails the test after a minute. */
  async until(holds: () => boolean): Promise<void> {
    const end = performance.now() + 60_000;
    while (!holds()) {
      if (performance.now() > end) throw new Error("did not come true");
      await new Promise((done) => setTimeout(done, 2));
    }
  }

  /** Submits, which must be accepted, and waits for the seal. */
  async seal(...leaves: readonly Uint8Array[]): Promise<void> {
    for (const leaf of leaves) {
      const answer = await this.engine.submit(leaf);
      if (!answer.ok) throw new Error(answer.code);
      await this.until(() => this.engine.status(answer.value.hash)?.state === "sealed");
      this.kit.state = this.chain.ledger.state;
    }
  }

  async close(): Promise<void> {
    await this.#open.engine.close();
    this.#open.node.db.close();
    for (const { chain } of this.#open.cosigners) chain.db.close();
  }

  async restart(change: () => void = () => {}): Promise<void> {
    await this.close();
    change();
    this.#open = this.#start();
    this.kit.state = this.chain.ledger.state;
  }
}
