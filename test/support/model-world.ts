// What the registry's reference model (test/property/chain/registry-model.test.ts) is held against: nodes
// and a wallet on real files, which can be stopped at any time.
import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { LocalSource } from "../../main/bench/registry/local-source.ts";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { Database } from "../../main/doors/database.ts";
import { FullFollower } from "../../main/follow/full/full-follower.ts";
import { openOwnCopy } from "../../main/follow/copy/open-copy.ts";
import type { Source } from "../../main/follow/sources/source.ts";
import { SourcePool } from "../../main/follow/sources/source-pool.ts";
import { LogStore } from "../../main/log/log-store.ts";
import { LOG_SCHEMA } from "../../main/log/rows.ts";
import { ChainCopy } from "../../main/registry/home/chain-copy.ts";
import { formatCheckpoint } from "../../src/note/checkpoint.ts";
import { sealBody } from "./follow-world.ts";
import type { RegistryKit } from "./registry-kit.ts";

const FILE = { applicationId: 1, migrations: [LOG_SCHEMA] };

function copyDatabase(from: string, to: string): void {
  for (const suffix of ["", "-wal"]) if (existsSync(from + suffix)) copyFileSync(from + suffix, to + suffix);
}

/** A node that seals what it is told to, all authorities agreeing, on a file of its own. */
export class ModelNode {
  readonly #kit: RegistryKit;
  readonly #folder: string;
  #file = 0;
  #db: Database;
  #chain: ChainCopy;

  constructor(kit: RegistryKit, folder: string) {
    this.#kit = kit;
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    [this.#db, this.#chain] = this.#open();
  }

  get #path(): string {
    return join(this.#folder, `node-${this.#file}.db`);
  }

  #open(): [Database, ChainCopy] {
    const db = new Database(this.#path, FILE);
    const { genesis, registryId } = this.#kit;
    return [db, new ChainCopy(new LogStore(db, nodePrimitives.sha256), genesis, registryId, nodePrimitives)];
  }

  get chain(): ChainCopy {
    return this.#chain;
  }

  source(name: string): Source {
    return new LocalSource({ genesis: this.#kit.genesis, chain: this.#chain }, name);
  }

  /** One block of these entries, if the rules take all of them; `cut` ends its writing half-way. */
  seal(leaves: readonly Uint8Array[], cut = false): boolean {
    const { ledger, epochs } = this.#chain;
    const { draft, outcomes } = ledger.draft(leaves, this.#kit.time);
    if (draft === undefined || outcomes.some(({ ok }) => !ok)) return false;
    const body = formatCheckpoint({ origin: epochs.origin, size: draft.size, root: draft.root });
    const by = this.#kit.authorities.map(({ id }) => id);
    const note = sealBody(this.#kit, body, by, this.#kit.time);
    const power = new Error("power cut");
    const write = (): void =>
      this.#chain.append(draft, note, () => {
        if (cut) throw power;
      });
    if (cut) assert.throws(write, power);
    else write();
    return true;
  }

  /** Stopped without notice: goes on with what lies on disk. */
  crash(): void {
    const old = this.#path;
    const db = this.#db;
    this.#file++;
    copyDatabase(old, this.#path);
    db.close();
    [this.#db, this.#chain] = this.#open();
  }

  /** Another node that has the first so many blocks, and goes its own way from there. */
  fork(folder: string, blocks: number): ModelNode {
    const other = new ModelNode(this.#kit, folder);
    const { store } = this.#chain;
    for (const { first, size, checkpoint } of store.blocks(0, blocks)) {
      const checked = other.#chain.ledger.check([...store.leaves(first, size)]);
      assert.ok(checked.ok);
      other.#chain.append(checked.value, checkpoint);
    }
    return other;
  }

  close(): void {
    this.#db.close();
  }
}

/** A wallet's full copy, on a file that can be put back. */
export class ModelWallet {
  readonly #kit: RegistryKit;
  readonly #folder: string;
  #file = 0;
  #follower: FullFollower | undefined;

  constructor(kit: RegistryKit, folder: string) {
    this.#kit = kit;
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  path(file = this.#file): string {
    return join(this.#folder, `wallet-${file}.db`);
  }

  /** The copy as it is in memory, without sources. */
  async open(sources: readonly Source[] = []): Promise<FullFollower> {
    this.close();
    const clock = (): number => this.#kit.time;
    const shared = { registryId: this.#kit.registryId, primitives: nodePrimitives, clock };
    const copy = await openOwnCopy(this.path(), shared);
    this.#follower = new FullFollower(copy, new SourcePool(sources, copy.journal, clock, 5_000), shared);
    return this.#follower;
  }

  /** The file as it lies there, beside an open copy: what a crash would leave. Answers its number. */
  save(): number {
    const saved = this.#file + 1000;
    copyDatabase(this.path(), this.path(saved));
    return saved;
  }

  /** Goes on with a file that was saved. */
  putBack(saved: number): void {
    this.close();
    copyDatabase(this.path(saved), this.path(++this.#file));
  }

  close(): void {
    this.#follower?.close();
    this.#follower = undefined;
  }
}
