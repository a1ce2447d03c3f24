import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { CometEngine } from "../../../../main/registry/cometbft/comet-engine.ts";
import { CometError } from "../../../../main/registry/cometbft/error.ts";
import { entriesOf } from "../../../../main/registry/cometbft/transaction.ts";
import { PendingStore } from "../../../../main/registry/home/pending-store.ts";
import { toBase64Url } from "../../../../src/bytes/base64.ts";
import { TestNode } from "../../../support/network-kit.ts";
import { RegistryKit } from "../../../support/registry-kit.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

/** An authority's engine whose mempool is a list, or away. */
async function start() {
  const kit = new RegistryKit({ network: true });
  const node = new TestNode(kit, kit.authorities[0]!, join(tempFolder({ after }), "a"));
  await node.begin();
  kit.take(kit.genesis);
  const mempool: string[] = [];
  /** Transactions of each call, as text. */
  const calls: (readonly string[])[] = [];
  const link = { up: true };
  const open = (): CometEngine =>
    new CometEngine({
      decided: node.decided,
      pending: new PendingStore(node.db),
      rpc: {
        broadcast: (transactions) => {
          if (!link.up) return Promise.reject(new CometError("comet.unreachable"));
          calls.push(transactions.map((transaction) => toBase64Url(transaction)));
          mempool.push(...transactions.flatMap(entriesOf).map((entry) => toBase64Url(entry)));
          return Promise.resolve(transactions.map(() => true));
        },
      },
      clock: () => node.clock.now,
      primitives: nodePrimitives,
      prepare: () => Promise.resolve(),
    });
  after(() => node.close());
  return { kit, node, mempool, calls, link, open };
}

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 30_000;
  while (!isSo()) {
    if (performance.now() > end) assert.fail("not in time");
    await new Promise((done) => setTimeout(done, 5));
  }
}

test("what is acknowledged is handed over, also after a crash before the engine had it", async () => {
  const { kit, node, mempool, link, open } = await start();
  link.up = false;
  const first = open();
  const entry = kit.take(kit.accredit(kit.office("land")));
  const answer = await first.submit(entry);
  assert.equal(answer.ok, true);
  const hash = answer.ok ? answer.value.hash : "";
  await until(() => first.health().fault === "comet.unreachable");
  assert.deepEqual(first.status(hash), { state: "pending" });
  await first.close();
  node.restart();
  link.up = true;
  const second = open();
  await until(() => mempool.includes(toBase64Url(entry)));
  assert.deepEqual(second.status(hash), { state: "pending" });
  await second.close();
});

test("entries handed over together fit into what the engine reads of one request", async () => {
  const { kit, mempool, calls, link, open } = await start();
  link.up = false;
  const engine = open();
  const languages = [..."abcdefghijklmnop"].map((letter) => `a${letter}`);
  const name = Object.fromEntries(languages.map((language) => [language, "語".repeat(200)]));
  const entries = Array.from({ length: 110 }, (_, at) => kit.take(kit.define(`type-${at}`, { name })));
  for (const entry of entries) assert.equal((await engine.submit(entry)).ok, true);
  link.up = true;
  await until(() => mempool.length >= entries.length);
  await engine.close();
  assert.deepEqual(mempool.toSorted(), entries.map((entry) => toBase64Url(entry)).toSorted());
  // CometBFT's `rpc.max_body_bytes`, and what stands around each transaction.
  for (const texts of calls) {
    assert.ok(texts.reduce((sum, text) => sum + text.length + 120, 0) <= 1_000_000, `${texts.length}`);
  }
});

test("what comes while others are handed over shares a transaction, and none is handed over twice", async () => {
  const { kit, mempool, calls, link, open } = await start();
  link.up = false;
  const engine = open();
  const entries = ["one", "two", "three"].map((id) => kit.take(kit.accredit(kit.office(id))));
  for (const entry of entries) assert.equal((await engine.submit(entry)).ok, true);
  link.up = true;
  await until(() => mempool.length > 0);
  const last = kit.take(kit.accredit(kit.office("four")));
  await engine.submit(last);
  await until(() => mempool.length > 3);
  await engine.close();
  assert.deepEqual(
    mempool,
    [...entries, last].map((entry) => toBase64Url(entry)),
  );
  assert.deepEqual(
    calls.map((transactions) => transactions.length),
    [1, 1],
  );
});

test("a decided entry waits no longer, is pending until its block is sealed, and is not handed over again", async () => {
  const { kit, node, mempool, open } = await start();
  const engine = open();
  const entry = kit.take(kit.accredit(kit.office("land")));
  const answer = await engine.submit(entry);
  const hash = answer.ok ? answer.value.hash : "";
  await until(() => mempool.length === 1);
  const draft = node.decided.ledger.draft([entry], kit.time).draft!;
  node.decided.commit({ height: 1, changed: 0 }, draft, () => engine.forget(draft));
  engine.decided(draft);
  // Its block, and that of genesis, wait for their seals.
  assert.equal(engine.health().pending, 2);
  assert.deepEqual(engine.status(hash), { state: "pending" });
  assert.equal(new PendingStore(node.db).all().length, 0);
  await engine.close();
});

test("what another entry made impossible is refused for good, with its code", async () => {
  const { kit, node, open } = await start();
  const engine = open();
  const mine = kit.accredit(kit.office("land"));
  const theirs = kit.accredit(kit.office("land"), { from: kit.time + 1 });
  const answer = await engine.submit(mine);
  const hash = answer.ok ? answer.value.hash : "";
  const draft = node.decided.ledger.draft([theirs], kit.time).draft!;
  node.decided.commit({ height: 1, changed: 0 }, draft, () => engine.forget(draft));
  engine.decided(draft);
  const state = engine.status(hash);
  assert.equal(state?.state, "refused");
  assert.equal(engine.health().pending, 2);
  const again = await engine.submit(mine);
  assert.equal(again.ok, false);
  await engine.close();
});
