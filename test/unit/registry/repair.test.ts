import assert from "node:assert/strict";
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { Database } from "../../../main/doors/database.ts";
import { lockFolder } from "../../../main/doors/folder-lock.ts";
import { homePath } from "../../../main/registry/home/home.ts";
import { joinRegistry } from "../../../main/registry/founding/join.ts";
import { salvage } from "../../../main/registry/solo/salvage.ts";
import { standardRegistry } from "../../support/standard-registry.ts";
import { NODE_FILE } from "../../../main/registry/solo/node-file.ts";
import { PendingStore } from "../../../main/registry/home/pending-store.ts";
import { type RunningNode, serveNode } from "../../../main/registry/serve.ts";
import { parseNote } from "../../../src/note/note.ts";
import { ask, eventually, FoundedRegistry, postEntry, untilSealed } from "../../support/node-process.ts";
import { QUICK } from "../../support/solo-network.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const NOBODY = "http://127.0.0.1:1";

interface Health {
  readonly size: number;
  readonly pending?: number;
  readonly fault?: string;
}

/** A registry with a mirror that follows it, and its node as it is started and stopped again. */
class Bench {
  readonly registry: FoundedRegistry;
  readonly #t: TestContext;
  mirror = NOBODY;
  #node: RunningNode | undefined;
  #mirror: RunningNode | undefined;
  readonly told: string[] = [];

  constructor(t: TestContext) {
    this.#t = t;
    this.registry = new FoundedRegistry(join(tempFolder(t), "registry"));
    t.after(() => this.stop());
    t.after(() => this.#mirror?.close());
  }

  get home(): string {
    return this.registry.founded.node;
  }

  get database(): string {
    return homePath(this.home, "database");
  }

  configure(change: object): void {
    const path = homePath(this.home, "config");
    writeFileSync(path, JSON.stringify({ ...(JSON.parse(readFileSync(path, "utf8")) as object), ...change }));
  }

  /** So many cosigners in the node's own process, the others out of reach. */
  cosigners(reachable: number): void {
    const cosigners = this.registry.founded.authorities.map(({ id }, at) =>
      at < reachable ? { id, home: `../authorities/${id}` } : { id, url: NOBODY },
    );
    this.configure({ cosigners });
  }

  /** So many cosigners as nodes of their own. */
  async apart(count: number): Promise<RunningNode[]> {
    const { authorities } = this.registry.founded;
    const nodes = await Promise.all(authorities.slice(-count).map(({ home }) => serveNode(home)));
    const cosigners = authorities.map(({ id }, at) => {
      const node = nodes[at - authorities.length + count];
      return node === undefined ? { id, home: `../authorities/${id}` } : { id, url: node.url };
    });
    this.configure({ cosigners });
    return nodes;
  }

  async start(): Promise<string> {
    const report = (code: string): void => void this.told.push(code);
    this.#node = await serveNode(this.home, { tuning: QUICK, report });
    return this.#node.url;
  }

  async stop(): Promise<void> {
    await this.#node?.close();
    this.#node = undefined;
  }

  async seal(url: string, ...names: readonly string[]): Promise<void> {
    for (const name of names) {
      const leaf = name === "" ? this.registry.accredit() : this.registry.deposit(name);
      assert.equal((await postEntry(url, leaf)).status, 202);
      await untilSealed(url, this.registry.hash(leaf));
    }
  }

  /** A mirror that has all that the node at `url` has, with every block's own seal. */
  async follow(url: string): Promise<void> {
    const home = join(tempFolder(this.#t), "mirror");
    const { registry } = this.registry.founded;
    await joinRegistry(home, { registry, upstream: url, primitives: nodePrimitives });
    this.#mirror = await serveNode(home);
    this.mirror = this.#mirror.url;
    const { size, height } = (await ask<Health & { height: number }>(url, "health")) as Health & {
      height: number;
    };
    await eventually(async () => (await ask<Health>(this.mirror, "health"))?.size === size);
    for (let at = 0; at <= height; at++)
      await eventually(async () => (await fetch(`${this.mirror}/block/${at}`)).status === 200);
    this.configure({ mirrors: [this.mirror] });
  }

  /** Looks into the stopped node's store, or changes it. */
  open<T>(use: (db: Database) => T): T {
    const db = new Database(this.database, NODE_FILE);
    try {
      return use(db);
    } finally {
      db.close();
    }
  }

  damageLog(): void {
    this.open((db) => db.run("UPDATE bundle SET bytes = zeroblob(length(bytes))"));
  }

  damageFile(): void {
    for (const suffix of ["-wal", "-shm"]) rmSync(this.database + suffix, { force: true });
    writeFileSync(this.database, "not a database any more");
  }

  aside(): string[] {
    return readdirSync(this.home).filter((name) => name.includes(".damaged-"));
  }
}

async function checkpointAt(url: string, size: number): Promise<string | undefined> {
  for (let height = 0; ; height++) {
    const response = await fetch(`${url}/block/${height}`);
    if (response.status !== 200) return undefined;
    const text = await response.text();
    const { text: body } = parseNote(text.slice(text.indexOf("\n\n") + 2));
    if (body.split("\n")[1] === String(size)) return body;
  }
}

/** Sealed blocks, then a block that was signed and cosigned by one of four, and an entry after it. */
async function withProposal(t: TestContext): Promise<{ bench: Bench; signed: string; waiting: string[] }> {
  const bench = new Bench(t);
  const others = await bench.apart(3);
  const alone = await bench.start();
  await bench.seal(alone, "", "a", "b");
  await bench.follow(alone);
  for (const other of others) await other.close();
  const leaves = ["first", "second"].map((name) => bench.registry.deposit(name));
  const waiting = leaves.map((leaf) => bench.registry.hash(leaf));
  for (const leaf of leaves) {
    assert.equal((await postEntry(alone, leaf)).status, 202);
    // The block is proposed with the first one alone.
    await eventually(async () => (await ask<Health>(alone, "health"))?.fault === "seal.no_quorum");
  }
  await bench.stop();
  bench.cosigners(4);
  const signed = bench.open((db) => new PendingStore(db).proposal()?.checkpoint);
  assert.ok(signed !== undefined);
  return { bench, signed: parseNote(signed).text, waiting };
}

test("a damaged log is rebuilt from a mirror, and what waited is sealed under what was signed for it", async (t) => {
  const { bench, signed, waiting } = await withProposal(t);
  bench.damageLog();
  const url = await bench.start();
  assert.deepEqual(bench.told.slice(-1), ["registry.repaired"]);
  for (const hash of waiting) await untilSealed(url, hash);
  assert.equal(await checkpointAt(url, Number(signed.split("\n")[1])), signed);
  assert.equal((await ask<Health>(url, "health"))?.fault, undefined);
  assert.equal(bench.aside().length, 1);
  await bench.stop();
  // It is whole: it opens again, and goes on.
  await bench.seal(await bench.start(), "after");
});

test("a file of which nothing is left: the signed block comes from the cosigner that stored it, and the loss is told", async (t) => {
  const { bench, signed, waiting } = await withProposal(t);
  bench.damageFile();
  const url = await bench.start();
  assert.ok(bench.told.includes("registry.pending_lost"));
  await untilSealed(url, waiting[0] as string);
  assert.equal(await checkpointAt(url, Number(signed.split("\n")[1])), signed);
  assert.equal(await ask(url, `entries/${waiting[1]}`), undefined);
  const health = await ask<Health>(url, "health");
  assert.equal(health?.fault, "registry.pending_lost");
  await bench.stop();
  const again = await bench.start();
  assert.equal((await ask<Health>(again, "health"))?.fault, "registry.pending_lost");
  rmSync(homePath(bench.home, "pendingLost"));
  assert.equal((await ask<Health>(again, "health"))?.fault, undefined);
});

test("without mirrors a damaged store stops the node with its code, as it did", async (t) => {
  const bench = new Bench(t);
  await bench.seal(await bench.start(), "", "a");
  await bench.stop();
  bench.damageLog();
  const before = readFileSync(bench.database);
  await assert.rejects(bench.start(), { code: "registry.damaged" });
  bench.configure({ mirrors: [NOBODY] });
  await assert.rejects(bench.start(), { code: "registry.repair_behind" });
  assert.deepEqual(readFileSync(bench.database), before);
  assert.deepEqual(bench.aside(), []);
});

test("mirrors that lack what was sealed or cosigned are waited for, so that no size is signed twice", async (t) => {
  const bench = new Bench(t);
  const url = await bench.start();
  await bench.seal(url, "", "a");
  await bench.follow(url);
  const mirror = bench.mirror;
  // What the mirror follows is gone before it sees more.
  await bench.stop();
  await bench.seal(await bench.start(), "b", "c");
  await bench.stop();
  assert.equal((await ask<Health>(mirror, "health"))?.size, 6);
  bench.damageFile();
  await assert.rejects(bench.start(), { code: "registry.repair_behind" });
  assert.deepEqual(bench.aside(), []);
});

test("the one block that mirrors lack is sealed again as it was, out of the cosigners' copies", async (t) => {
  const bench = new Bench(t);
  const first = await bench.start();
  await bench.seal(first, "", "a");
  await bench.follow(first);
  await bench.stop();
  const second = await bench.start();
  await bench.seal(second, "b");
  const sealed = await checkpointAt(second, 8);
  assert.ok(sealed !== undefined);
  await bench.stop();
  bench.damageFile();
  const third = await bench.start();
  await untilSealed(third, bench.registry.hash(bench.registry.deposit("b")));
  assert.equal(await checkpointAt(third, 8), sealed);
});

test("a cosigner that cannot say what it holds is waited for; a damaged one is repaired by nobody", async (t) => {
  const bench = new Bench(t);
  const url = await bench.start();
  await bench.seal(url, "", "a");
  await bench.follow(url);
  await bench.stop();
  bench.damageLog();
  bench.cosigners(3);
  await assert.rejects(bench.start(), { code: "registry.repair_unsure" });
  bench.cosigners(4);
  const { home } = bench.registry.founded.authorities[1] as { home: string };
  const path = homePath(home, "database");
  const good = readFileSync(path);
  writeFileSync(path, "nonsense");
  await assert.rejects(bench.start(), { code: "registry.repair_unsure" });
  writeFileSync(path, good);
  await bench.seal(await bench.start(), "b");
  await bench.stop();
  writeFileSync(path, "nonsense");
  await assert.rejects(bench.start(), { code: "registry.cosigner_damaged" });
  assert.equal(readFileSync(path, "utf8"), "nonsense");
});

test("a repair that was cut short after its work is finished at the next start", async (t) => {
  const bench = new Bench(t);
  await bench.seal(await bench.start(), "", "a");
  await bench.stop();
  const repaired = homePath(bench.home, "repaired");
  copyFileSync(bench.database, repaired);
  bench.damageFile();
  writeFileSync(`${bench.database}-wal`, "the damaged one's");
  const url = await bench.start();
  assert.equal((await ask<Health>(url, "health"))?.size, 6);
  assert.ok(!existsSync(repaired));
  assert.ok(bench.aside().some((name) => name.endsWith("-wal")));
});

test("what waits is read out of a store whose list of refused entries is damaged", (t) => {
  const path = join(tempFolder(t), "registry.db");
  const db = new Database(path, NODE_FILE);
  const { kit, archive } = standardRegistry();
  const bytes = kit.deposit(archive, "A".repeat(43));
  new PendingStore(db).add([{ seq: 1, hash: kit.hash(bytes), bytes }]);
  db.run("DROP TABLE refused");
  db.close();
  const { pending, isLost } = salvage(path, nodePrimitives);
  assert.deepEqual([pending.map(({ hash }) => hash), isLost], [[kit.hash(bytes)], false]);
});

test("a rebuilt store is not put in its place under a node that runs", async (t) => {
  const bench = new Bench(t);
  const repaired = homePath(bench.home, "repaired");
  writeFileSync(repaired, "rebuilt");
  const lock = lockFolder(bench.home);
  t.after(() => lock.release());
  await assert.rejects(bench.start(), { code: "folder.in_use" });
  assert.equal(readFileSync(repaired, "utf8"), "rebuilt");
});
