import assert from "node:assert/strict";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { homePath } from "../../../main/registry/home/home.ts";
import { joinRegistry } from "../../../main/registry/founding/join.ts";
import { serveNode } from "../../../main/registry/serve.ts";
import { startScript } from "../../support/child.ts";
import {
  ask,
  eventually,
  FoundedRegistry,
  postEntry,
  startNode,
  stopNode,
  untilSealed,
} from "../../support/node-process.ts";
import { tempFolder } from "../../support/temp-folder.ts";

interface Health {
  readonly size: number;
  readonly pending: number;
  readonly fault?: string;
}

test("what a node acknowledged survives that it is killed, again and again", async (t) => {
  const registry = new FoundedRegistry(join(tempFolder(t), "registry"));
  const { node } = registry.founded;
  const acknowledged: string[] = [];
  let first = await startNode(t, node);
  const accredit = registry.accredit();
  assert.equal((await postEntry(first.url, accredit)).status, 202);
  await untilSealed(first.url, registry.hash(accredit));
  for (let round = 0; round < 3; round++) {
    const { script, url } = first;
    const sending = Array.from({ length: 60 }, async (_, i) => {
      const leaf = registry.deposit(`round ${round} ${i}`);
      const { status } = await postEntry(url, leaf).catch(() => ({ status: 0 }));
      if (status === 202) acknowledged.push(registry.hash(leaf));
    });
    // Killed in the middle of it, at another moment each time; after the first time not before an answer.
    const before = round === 0 ? -1 : acknowledged.length;
    const moment = new Promise((done) => setTimeout(done, 20 + 25 * round)).then(() =>
      eventually(() => Promise.resolve(acknowledged.length > before)),
    );
    await Promise.race([Promise.all(sending), moment]);
    await script.kill();
    await Promise.all(sending);
    first = await startNode(t, node);
  }
  assert.ok(acknowledged.length > 0);
  for (const hash of acknowledged) await untilSealed(first.url, hash);
  const { size } = (await ask<Health>(first.url, "health")) as Health;
  assert.equal(await stopNode(first), 0);
  const again = await startNode(t, node);
  assert.ok(((await ask<Health>(again.url, "health")) as Health).size >= size);
  await stopNode(again);
});

test("told to end, it answers what is under way and loses nothing", async (t) => {
  const registry = new FoundedRegistry(join(tempFolder(t), "registry"));
  const running = await startNode(t, registry.founded.node);
  await postEntry(running.url, registry.accredit());
  const leaves = Array.from({ length: 40 }, (_, i) => registry.deposit(`last ${i}`));
  const sending = leaves.map((leaf) => postEntry(running.url, leaf).catch(() => ({ status: 0 })));
  await sending[0];
  assert.equal(await stopNode(running), 0);
  const answers = await Promise.all(sending);
  const again = await startNode(t, registry.founded.node);
  for (const [at, { status }] of answers.entries()) {
    if (status === 202) await untilSealed(again.url, registry.hash(leaves[at] as Uint8Array));
  }
  await stopNode(again);
});

test("cosigners as processes of their own: sealing waits while they are away and goes on after", async (t) => {
  const registry = new FoundedRegistry(join(tempFolder(t), "registry"));
  const { authorities, node } = registry.founded;
  const cosigners = await Promise.all(authorities.map(({ home }) => startNode(t, home)));
  const path = homePath(node, "config");
  const config = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  const urls = authorities.map(({ id }, at) => ({ id, url: cosigners[at]?.url }));
  writeFileSync(path, JSON.stringify({ ...config, cosigners: urls }));
  const running = await startNode(t, node);
  const accredit = registry.accredit();
  await postEntry(running.url, accredit);
  await untilSealed(running.url, registry.hash(accredit));

  for (const cosigner of cosigners.slice(0, 2)) await cosigner.script.kill();
  const waits = registry.deposit("waits");
  assert.equal((await postEntry(running.url, waits)).status, 202);
  await eventually(async () => (await ask<Health>(running.url, "health"))?.fault === "seal.no_quorum");
  assert.deepEqual(await ask(running.url, `entries/${registry.hash(waits)}`), { state: "pending" });
  const first = authorities[0] as { home: string };
  await startNode(t, first.home, Number(new URL(cosigners[0]?.url as string).port));
  await untilSealed(running.url, registry.hash(waits));
  assert.equal(await stopNode(running), 0);
});

test("a mirror follows, serves each block under its own seal, passes entries on, and goes on after a kill", async (t) => {
  const folder = tempFolder(t);
  const registry = new FoundedRegistry(join(folder, "registry"));
  const upstream = await startNode(t, registry.founded.node);
  const leaves = [registry.accredit(), ...["a", "b", "c"].map((name) => registry.deposit(name))];
  for (const leaf of leaves.slice(0, 3)) {
    await postEntry(upstream.url, leaf);
    await untilSealed(upstream.url, registry.hash(leaf));
  }
  const home = join(folder, "mirror");
  const join_ = { registry: registry.founded.registry, upstream: upstream.url, primitives: nodePrimitives };
  await joinRegistry(home, join_);
  let mirror = await startNode(t, home);
  const sameSize = async (): Promise<boolean> => {
    const there = await ask<Health>(upstream.url, "health");
    return (await ask<Health>(mirror.url, "health"))?.size === there?.size;
  };
  await eventually(sameSize);
  await mirror.script.kill();
  mirror = await startNode(t, home);
  const last = leaves[3] as Uint8Array;
  assert.equal((await postEntry(mirror.url, last)).status, 202);
  await untilSealed(mirror.url, registry.hash(last));
  assert.deepEqual(await postEntry(mirror.url, last), { status: 422, code: "deposit.known" });
  assert.equal(await ask(mirror.url, "entries/nothing"), undefined);
  await eventually(sameSize);
  const text = async (url: string, path: string): Promise<string> =>
    await (await fetch(`${url}/${path}`)).text();
  for (let height = 0; height < 4; height++) {
    await eventually(async () => (await fetch(`${mirror.url}/block/${height}`)).status === 200);
    const proofs = [await text(upstream.url, `block/${height}`), await text(mirror.url, `block/${height}`)];
    const [here, there] = proofs.map((proof) => proof.slice(0, proof.indexOf("\n\u2014")));
    assert.equal(here, there);
  }
  assert.equal(await text(mirror.url, "tile/0/000.p/5"), await text(upstream.url, "tile/0/000.p/5"));
  await upstream.script.kill();
  assert.equal((await postEntry(mirror.url, registry.deposit("d"))).status, 503);
  assert.equal((await fetch(`${mirror.url}/checkpoint`)).status, 200);
  await stopNode(mirror);
});

test("a home is refused that is in use, not there, somebody else's, or whose key others may read", async (t) => {
  const folder = tempFolder(t);
  const registry = new FoundedRegistry(join(folder, "registry"));
  const { node, authorities } = registry.founded;
  const running = await serveNode(node);
  t.after(() => running.close());
  await assert.rejects(serveNode(node), { code: "folder.in_use" });
  const [first, second] = authorities as unknown as [{ home: string }, { home: string }];
  await assert.rejects(serveNode(first.home), { code: "folder.in_use" });
  await running.close();
  await assert.rejects(serveNode(join(folder, "nowhere")), { code: "registry.missing" });
  chmodSync(homePath(first.home, "cosignKey"), 0o640);
  await assert.rejects(serveNode(node), { code: "registry.key_mode" });
  writeFileSync(homePath(first.home, "cosignKey"), readFileSync(homePath(second.home, "cosignKey")));
  chmodSync(homePath(first.home, "cosignKey"), 0o600);
  await assert.rejects(serveNode(node), { code: "registry.foreign_key" });
  writeFileSync(homePath(second.home, "genesis"), "{}");
  await assert.rejects(serveNode(second.home), { code: "registry.foreign" });
  const script = startScript(t, join(import.meta.dirname, "../../../main/registry/serve-main.ts"));
  assert.equal(await script.ended(), 2);
});
