import assert from "node:assert/strict";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { bytesCodec, type Collection, jsonCodec } from "../../../main/vault/collection.ts";
import { createVault } from "../../../main/vault/create.ts";
import { openVaultFile } from "../../../main/vault/schema.ts";
import { Vault } from "../../../main/vault/vault.ts";
import type { JsonValue } from "../../../src/json/value.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { PASSPHRASE, vaultDeps } from "../../support/vault.ts";

const json = jsonCodec((value) => value);

async function open(t: TestContext): Promise<{ vault: Vault; things: Collection<JsonValue> }> {
  const vault = await createVault(join(tempFolder(t), "vault"), PASSPHRASE, vaultDeps());
  t.after(() => vault.close());
  return { vault, things: vault.collection("things", json) };
}

test("rows are put, replaced, counted, listed and deleted, each collection for itself", async (t) => {
  const { vault, things } = await open(t);
  const others = vault.collection("others", json);
  assert.equal(things.put("a", 1), 1);
  assert.equal(things.put("a", 2), 2);
  others.put("a", "other");
  assert.deepEqual(things.entry("a"), { id: "a", version: 2, value: 2 });
  assert.equal(things.get("b"), undefined);
  assert.equal(things.count(), 1);
  assert.equal(things.delete("a"), true);
  assert.equal(things.delete("a"), false);
  assert.deepEqual(things.list(), []);
  assert.deepEqual(others.list(), [{ id: "a", version: 1, value: "other" }]);
});

test("a row of another version than expected is neither replaced nor deleted", async (t) => {
  const { things } = await open(t);
  things.put("a", "first", { expected: 0 });
  assert.throws(() => things.put("a", "x", { expected: 0 }), { code: "vault.conflict" });
  assert.equal(things.put("a", "second", { expected: 1 }), 2);
  assert.throws(() => things.put("a", "x", { expected: 1 }), { code: "vault.conflict" });
  assert.throws(() => things.delete("a", { expected: 1 }), { code: "vault.conflict" });
  assert.throws(() => things.put("b", "x", { expected: 1 }), { code: "vault.conflict" });
  assert.equal(things.get("a"), "second");
  assert.ok(things.delete("a", { expected: 2 }));
});

test("a transaction over several collections is all or nothing", async (t) => {
  const { vault, things } = await open(t);
  const others = vault.collection("others", json);
  things.put("a", 1);
  const mine = new Error("mine");
  const work = (): never => {
    things.put("a", 2);
    others.put("b", 2);
    assert.equal(things.get("a"), 2);
    throw mine;
  };
  assert.throws(() => vault.transaction(work), mine);
  assert.equal(things.get("a"), 1);
  assert.equal(others.count(), 0);
  const made = things.transaction(() => vault.transaction(() => others.put("b", 3)));
  assert.equal(made, 1);
  vault.lock();
  await vault.unlock(PASSPHRASE);
  assert.deepEqual([things.get("a"), others.get("b")], [1, 3]);
});

test("asynchronous work in a transaction is refused, since it would outlast it", async (t) => {
  const { vault, things } = await open(t);
  const work = async (): Promise<void> => {
    things.put("a", 1);
  };
  assert.throws(() => vault.transaction(work), { code: "vault.async_transaction" });
  assert.equal(things.count(), 0);
});

test("no lock falls into a transaction", async (t) => {
  const { vault, things } = await open(t);
  vault.transaction(() => {
    assert.throws(() => vault.lock(), { code: "vault.busy" });
    things.put("a", 1);
  });
  assert.equal(things.get("a"), 1);
});

test("a value that cannot be kept as it is changes nothing", async (t) => {
  const { things } = await open(t);
  things.put("a", 1);
  for (const value of [undefined, new Date(), { a: undefined }]) {
    assert.throws(() => things.put("a", value as unknown as JsonValue), { code: "vault.value" });
  }
  assert.throws(() => things.put("", 1), { code: "vault.name" });
  assert.deepEqual(things.entry("a"), { id: "a", version: 1, value: 1 });
});

test("names of collections are plain words", async (t) => {
  const { vault } = await open(t);
  for (const name of ["", ".wraps", "A", "a b", "1", "x".repeat(65)]) {
    assert.throws(() => vault.collection(name, json), { code: "vault.name" });
  }
});

test("content that the reader does not know is an error with a code", async (t) => {
  const { vault, things } = await open(t);
  things.put("a", "text");
  const strict = vault.collection(
    "things",
    jsonCodec((value) => {
      if (typeof value !== "number") throw new TypeError("not a number");
      return value;
    }),
  );
  assert.throws(() => strict.get("a"), { code: "vault.value" });
  assert.throws(() => strict.list(), { code: "vault.value" });
  assert.throws(() => vault.collection("things", bytesCodec).get("a"), { code: "vault.value" });
  vault.collection("blobs", bytesCodec).put("a", Uint8Array.of(1));
  assert.throws(() => vault.collection("blobs", json).get("a"), { code: "vault.value" });
});

test("more rows than a page are listed once each, and may be deleted meanwhile", async (t) => {
  const { vault, things } = await open(t);
  vault.transaction(() => {
    for (let i = 0; i < 600; i++) things.put(`row ${i}`, i);
  });
  const seen = things.list().map((entry) => Number(entry.value));
  assert.deepEqual(
    seen.toSorted((a, b) => a - b),
    Array.from({ length: 600 }, (_, i) => i),
  );
  for (const entry of things.each()) things.delete(entry.id);
  assert.equal(things.count(), 0);
});

test("a write that failed ends its transaction, even where the work goes on as if nothing were", async (t) => {
  const path = join(tempFolder(t), "vault");
  (await createVault(path, PASSPHRASE, vaultDeps())).close();
  const db = openVaultFile(path, true);
  db.run(`PRAGMA max_page_count = ${Number(db.get("PRAGMA page_count")?.["page_count"]) + 4}`);
  const vault = new Vault(db, vaultDeps());
  t.after(() => vault.close());
  await vault.unlock(PASSPHRASE);
  const things = vault.collection("things", json);
  things.put("a", "before");
  const work = (): void => {
    things.put("a", "half");
    assert.throws(() => things.put("b", "x".repeat(50_000)), { code: "database.full" });
    assert.throws(() => things.put("c", "more"), { code: "database.full" });
  };
  assert.throws(() => vault.transaction(work), { code: "database.full" });
  assert.deepEqual(things.list(), [{ id: "a", version: 1, value: "before" }]);
  vault.lock();
  await vault.unlock(PASSPHRASE);
  things.put("a", "after");
});

test("many rows are read as one, in the order asked for, also within a transaction", async (t) => {
  const { vault, things } = await open(t);
  for (const id of ["a", "b", "c"]) things.put(id, id);
  const ids = ["c", "none", "a"];
  const wanted = ["c", "a"];
  assert.deepEqual(
    things.many(ids).map(({ value }) => value),
    wanted,
  );
  vault.transaction(() => {
    things.put("a", "anew");
    assert.deepEqual(
      things.many(ids).map(({ value }) => value),
      ["c", "anew"],
    );
  });
  // What was read leaves nothing open: the next write goes through.
  things.put("b", "after");
  assert.equal(things.many(["b"])[0]?.version, 2);
  vault.lock();
  assert.throws(() => things.many(ids), { code: "vault.locked" });
});

test("who asked to be told hears of each write, of other collections nothing", async (t) => {
  const { vault, things } = await open(t);
  const told: string[] = [];
  things.onWrite((id) => void told.push(id));
  things.put("a", 1);
  things.delete("a");
  vault.collection("others", json).put("b", 1);
  assert.throws(() => things.put("c", 1, { expected: 7 }), { code: "vault.conflict" });
  assert.deepEqual(told, ["a", "a"]);
});
