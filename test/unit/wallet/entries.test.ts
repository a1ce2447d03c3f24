import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { BIRTH, WalletWorld } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry"]);
const civil = world.office("civil-registry");
const holder = await world.citizen();
const { row } = await world.issueBirth(holder, BIRTH);

test("a block opens down to its entries, an entry to its bytes, and back to this office's record", async () => {
  await civil.ask("registry.sync", {});
  const blocks = await civil.ask("registry.blocks", { from: 0, count: 200 });
  const block = blocks.find(({ height }) => height === row.height);
  assert.ok(block !== undefined);
  const entries = await civil.ask("registry.entries", { height: block.height, from: 0, count: 200 });
  assert.equal(entries.length, block.count);
  const entry = entries.find(({ commitment }) => commitment === row.commitment);
  assert.equal(entry?.kind, "credential.issue");
  assert.equal(entry.by, "civil-registry");
  assert.deepEqual(entry.byName, { en: "Office: civil-registry" });
  assert.equal(entry.hash, row.entry);
  assert.deepEqual(entry.held, { as: "record", id: row.commitment });
  assert.ok(entry.about?.["en"]);

  const detail = await civil.ask("registry.entry", { index: entry.index });
  assert.ok(detail !== null);
  const bytes = fromBase64Url(detail.bytes);
  assert.equal(toBase64Url(leafHash(bytes, nodePrimitives.sha256)), entry.hash);
  assert.equal(detail.height, block.height);
  assert.equal((detail.body as { commitment?: string }).commitment, row.commitment);
  assert.equal(detail.keys.length, entry.signatures);
});

test("every entry of the chain is listed once, and pages meet", async () => {
  const blocks = await civil.ask("registry.blocks", { from: 0, count: 200 });
  for (const { height, first, count } of blocks) {
    const entries = await civil.ask("registry.entries", { height, from: 0, count: 200 });
    assert.deepEqual(
      entries.map(({ index }) => index),
      Array.from({ length: count }, (_, i) => first + i),
    );
    const rest = await civil.ask("registry.entries", { height, from: 1, count: 200 });
    assert.deepEqual(rest, entries.slice(1));
    assert.deepEqual(await civil.ask("registry.entries", { height, from: count, count: 1 }), []);
    assert.equal(await civil.ask("registry.entry", { index: first + count }), null, "a record is no entry");
  }
});

test("what is not there is nothing, and a light copy says that it has none", async () => {
  const far = Number.MAX_SAFE_INTEGER;
  assert.deepEqual(await civil.ask("registry.entries", { height: far, from: far, count: 200 }), []);
  assert.deepEqual(await civil.ask("registry.entries", { height: 0, from: far, count: 200 }), []);
  assert.equal(await civil.ask("registry.entry", { index: far }), null);
  assert.equal(
    await holder.refused("registry.entries", { height: 0, from: 0, count: 1 }),
    "registry.full_only",
  );
  assert.equal(await holder.refused("registry.entry", { index: 0 }), "registry.full_only");
});
