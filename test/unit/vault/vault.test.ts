import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { systemArgon2 } from "../../../main/vault/argon2.ts";
import { bytesCodec, jsonCodec } from "../../../main/vault/collection.ts";
import { createVault } from "../../../main/vault/create.ts";
import { openVaultFile } from "../../../main/vault/schema.ts";
import { openVault, type Vault, type VaultDeps } from "../../../main/vault/vault.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { PASSPHRASE, testClock, vaultDeps, WEAK_KDF } from "../../support/vault.ts";

const json = jsonCodec((value) => value);

async function newVault(t: TestContext, deps: VaultDeps = vaultDeps()) {
  const path = join(tempFolder(t), "vault");
  const vault = await createVault(path, PASSPHRASE, deps);
  t.after(() => vault.close());
  return { path, vault };
}

async function reopen(t: TestContext, path: string, passphrase = PASSPHRASE): Promise<Vault> {
  const vault = openVault(path, vaultDeps());
  t.after(() => vault.close());
  await vault.unlock(passphrase);
  return vault;
}

/** All tables but the failure counter, as they lie on disk. */
function contentOf(path: string): string {
  const db = openVaultFile(path, true);
  try {
    const tables = ["header", "wraps", "root", "rows"].map((table) => db.all(`SELECT * FROM ${table}`));
    return JSON.stringify(tables, (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value,
    );
  } finally {
    db.close();
  }
}

test("what was put is there after lock, unlock, close and opening again", async (t) => {
  const { path, vault } = await newVault(t);
  vault.collection("things", json).put("a", { b: [1, "x"] });
  vault.collection("blobs", bytesCodec).put("a", Uint8Array.of(1, 2));
  vault.lock();
  await vault.unlock(PASSPHRASE);
  assert.deepEqual(vault.collection("things", json).get("a"), { b: [1, "x"] });
  vault.close();
  const again = await reopen(t, path);
  assert.deepEqual(again.collection("things", json).get("a"), { b: [1, "x"] });
  assert.deepEqual(again.collection("blobs", bytesCodec).get("a"), Uint8Array.of(1, 2));
  assert.equal(again.id, vault.id);
});

test("the file is its owner's alone, and nothing is left beside it", async (t) => {
  const { path, vault } = await newVault(t);
  vault.close();
  assert.deepEqual(readdirSync(join(path, "..")), ["vault"]);
  if (process.platform !== "win32") assert.equal(statSync(path).mode & 0o777, 0o600);
});

test("one that cannot be opened as it is made is not made", async (t) => {
  const path = join(tempFolder(t), "vault");
  const deps = vaultDeps();
  let derived = 0;
  const argon2id: NonNullable<VaultDeps["argon2id"]> = async (...args) => {
    // Memory for it was there the first time, and is not now.
    if (++derived === 2) throw new Error("out of memory");
    return await systemArgon2(...args);
  };
  await assert.rejects(createVault(path, PASSPHRASE, { ...deps, argon2id }), /out of memory|vault\./);
  assert.deepEqual(readdirSync(join(path, "..")), []);
  (await createVault(path, PASSPHRASE, deps)).close();
});

test("without policy a vault gets the strict cost, and a cheaper file is refused before use", async (t) => {
  const { clock, random } = vaultDeps();
  const { path, vault } = await newVault(t, { clock, random });
  vault.close();
  const db = openVaultFile(path, true);
  const params = JSON.parse(String(db.get("SELECT params FROM wraps")?.["params"])) as {
    m: number;
    t: number;
  };
  db.close();
  assert.ok(params.m >= 65_536 && params.t >= 3);
  const cheap = await newVault(t);
  cheap.vault.close();
  const opened = openVault(cheap.path, { clock, random, argon2id: () => assert.fail("used") });
  t.after(() => opened.close());
  await assert.rejects(opened.unlock(PASSPHRASE), { code: "vault.kdf_params" });
});

test("creating never touches a vault that is there, and clears away a cut-off try", async (t) => {
  const { path, vault } = await newVault(t);
  vault.close();
  const before = contentOf(path);
  await assert.rejects(createVault(path, "other", vaultDeps()), { code: "vault.exists" });
  assert.equal(contentOf(path), before);
  const second = join(path, "..", "second");
  writeFileSync(`${second}.new`, "half a file");
  writeFileSync(`${second}.new-journal`, "half a journal");
  (await createVault(second, PASSPHRASE, vaultDeps())).close();
  assert.deepEqual(readdirSync(join(path, "..")), ["second", "vault"]);
});

test("an unusable passphrase makes no vault", async (t) => {
  const path = join(tempFolder(t), "vault");
  await assert.rejects(createVault(path, "", vaultDeps()), { code: "vault.passphrase" });
  assert.ok(!existsSync(path));
});

test("a file that is missing, another program's or newer is refused and stays as it was", (t) => {
  const folder = tempFolder(t);
  assert.throws(() => openVault(join(folder, "none"), vaultDeps()), { code: "vault.missing" });
  assert.ok(!existsSync(join(folder, "none")));
  writeFileSync(join(folder, "text"), "hello ".repeat(1000));
  assert.throws(() => openVault(join(folder, "text"), vaultDeps()), { code: "database.corrupt" });
  openVaultFile(join(folder, "empty"), false).close();
  assert.throws(() => openVault(join(folder, "empty"), vaultDeps()), { code: "vault.damaged" });
  const newer = openVaultFile(join(folder, "newer"), false);
  newer.run("PRAGMA user_version = 99");
  newer.close();
  assert.throws(() => openVault(join(folder, "newer"), vaultDeps()), { code: "database.newer" });
});

test("a wrong passphrase says so and changes nothing but the counter", async (t) => {
  const { path, vault } = await newVault(t);
  vault.collection("things", json).put("a", 1);
  vault.close();
  const before = contentOf(path);
  const opened = openVault(path, vaultDeps());
  for (const wrong of ["", "wrong", PASSPHRASE.toUpperCase()]) {
    assert.equal(opened.secondsToWait(), 0);
    await assert.rejects(opened.unlock(wrong), { code: "vault.wrong_passphrase" });
    assert.equal(opened.state, "locked");
  }
  await assert.rejects(opened.unlock(PASSPHRASE), { code: "vault.wait", seconds: 1 });
  opened.close();
  assert.equal(contentOf(path), before);
});

test("the delay goes on after a restart and ends with the right passphrase", async (t) => {
  const time = testClock();
  const deps = vaultDeps(time.clock);
  const { path, vault } = await newVault(t, deps);
  vault.lock();
  for (let i = 0; i < 5; i++) {
    time.now += vault.secondsToWait();
    await assert.rejects(vault.unlock("wrong"), { code: "vault.wrong_passphrase" });
  }
  vault.close();
  const again = openVault(path, deps);
  t.after(() => again.close());
  await assert.rejects(again.unlock(PASSPHRASE), { code: "vault.wait", seconds: 4 });
  time.now += 4;
  await again.unlock(PASSPHRASE);
  again.lock();
  assert.equal(again.secondsToWait(), 0);
});

test("locked, every call that needs the keys is refused; closed, every call", async (t) => {
  const { vault } = await newVault(t);
  const things = vault.collection("things", json);
  things.put("a", 1);
  const heard: string[] = [];
  const stop = vault.onLock(() => heard.push("locked"));
  const calls = [
    () => things.get("a"),
    () => things.put("a", 2),
    () => things.delete("a"),
    () => things.list(),
    () => things.count(),
    () => things.transaction(() => 1),
    () => vault.transaction(() => 1),
    () => vault.examine(),
    () => vault.generation,
  ];
  vault.lock();
  vault.lock();
  assert.deepEqual(heard, ["locked"]);
  for (const call of calls) assert.throws(call, { code: "vault.locked" });
  await assert.rejects(vault.changePassphrase(PASSPHRASE, "x"), { code: "vault.locked" });
  await assert.rejects(vault.confirm(PASSPHRASE), { code: "vault.locked" });
  stop();
  vault.close();
  for (const call of calls) assert.throws(call, { code: "vault.closed" });
  await assert.rejects(vault.unlock(PASSPHRASE), { code: "vault.closed" });
  assert.deepEqual(heard, ["locked"]);
  assert.equal(vault.state, "closed");
});

test("a walk over rows ends with the lock", async (t) => {
  const { vault } = await newVault(t);
  const things = vault.collection("things", json);
  for (const id of ["a", "b", "c"]) things.put(id, 1);
  const walk = things.each();
  assert.equal(walk.next().value.value, 1);
  vault.lock();
  assert.throws(() => walk.next(), { code: "vault.locked" });
});

test("a lock that falls into an unlocking wins", async (t) => {
  const { vault } = await newVault(t);
  vault.lock();
  const unlocking = vault.unlock(PASSPHRASE);
  await assert.rejects(vault.unlock(PASSPHRASE), { code: "vault.busy" });
  vault.lock();
  await assert.rejects(unlocking, { code: "vault.locked" });
  assert.equal(vault.state, "locked");
  await vault.unlock(PASSPHRASE);
  await assert.rejects(vault.unlock(PASSPHRASE), { code: "vault.unlocked" });
  const closing = vault.confirm(PASSPHRASE);
  vault.close();
  await assert.rejects(closing, { code: "vault.closed" });
});

test("a changed passphrase opens, the old one does not, and its wrap is gone from the disk", async (t) => {
  const { path, vault } = await newVault(t);
  vault.collection("things", json).put("a", "kept");
  const db = openVaultFile(path, true);
  const oldWrap = db.get("SELECT body FROM wraps")?.["body"] as Uint8Array;
  db.close();
  await vault.changePassphrase(PASSPHRASE, "another one");
  assert.equal(vault.collection("things", json).get("a"), "kept");
  vault.close();
  for (const name of readdirSync(join(path, ".."))) {
    assert.ok(!readFileSync(join(path, "..", name)).includes(Buffer.from(oldWrap)));
  }
  const again = await reopen(t, path, "another one");
  assert.equal(again.collection("things", json).get("a"), "kept");
  again.lock();
  await assert.rejects(again.unlock(PASSPHRASE), { code: "vault.wrong_passphrase" });
});

test("the passphrase is not changed without the old one, nor to none", async (t) => {
  const { path, vault } = await newVault(t);
  await assert.rejects(vault.changePassphrase("wrong", "new"), { code: "vault.wrong_passphrase" });
  await assert.rejects(vault.changePassphrase(PASSPHRASE, ""), { code: "vault.passphrase" });
  await vault.confirm(PASSPHRASE);
  await assert.rejects(vault.confirm("wrong"), { code: "vault.wrong_passphrase" });
  assert.equal(vault.state, "unlocked");
  vault.close();
  await reopen(t, path);
});

test("each confirmed transaction raises the generation by one, a read or a failed one does not", async (t) => {
  const { path, vault } = await newVault(t);
  const things = vault.collection("things", json);
  const start = vault.generation;
  vault.transaction(() => {
    things.put("a", 1);
    things.put("b", 2);
  });
  assert.equal(vault.generation, start + 1);
  vault.transaction(() => things.get("a"));
  assert.throws(() =>
    vault.transaction(() => {
      things.put("c", 3);
      throw new Error("no");
    }),
  );
  assert.equal(vault.generation, start + 1);
  vault.close();
  assert.equal((await reopen(t, path)).generation, start + 1);
});

test("a file that another writer changed meanwhile is not written over", async (t) => {
  const { path, vault } = await newVault(t);
  const things = vault.collection("things", json);
  const other = await reopen(t, path);
  other.collection("things", json).put("theirs", 1);
  assert.throws(() => things.put("mine", 1), { code: "vault.stale" });
  vault.lock();
  await vault.unlock(PASSPHRASE);
  things.put("mine", 1);
  assert.equal(things.count(), 2);
});

test("a vault of a weak policy says nothing to a program of another", async (t) => {
  const { path, vault } = await newVault(t);
  vault.close();
  const floor = { ...WEAK_KDF, floor: { memory: 64, passes: 1 } };
  const opened = openVault(path, { ...vaultDeps(), kdfPolicy: floor });
  t.after(() => opened.close());
  await assert.rejects(opened.unlock(PASSPHRASE), { code: "vault.kdf_params" });
  assert.equal(opened.secondsToWait(), 0);
});
