import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { systemRandom } from "../../../main/doors/random.ts";
import { bytesCodec, jsonCodec } from "../../../main/vault/collection.ts";
import { createVault } from "../../../main/vault/create.ts";
import { openVaultFile } from "../../../main/vault/schema.ts";
import { openVault, type Vault } from "../../../main/vault/vault.ts";
import { makeOsWrap, makeRecoveryWrap, type SecretStore } from "../../../main/vault/ways.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { PASSPHRASE, testClock, vaultDeps } from "../../support/vault.ts";

const SECRET = new Uint8Array(32).fill(9);
const NEXT = "another four quiet words";

/** As an operating system keeps it for one of its users. */
function store(user: number): SecretStore {
  const mix = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ user);
  return {
    seal: (secret) => Promise.resolve(Uint8Array.of(user, ...mix(secret))),
    unseal: (sealed) =>
      sealed[0] === user
        ? Promise.resolve(mix(sealed.subarray(1)))
        : Promise.reject(new Error("sealed by somebody else")),
  };
}

interface Made {
  readonly path: string;
  readonly vault: Vault;
  readonly clock: ReturnType<typeof testClock>;
}

async function made(t: TestContext): Promise<Made> {
  const path = join(tempFolder(t), "vault");
  const clock = testClock();
  const vault = await createVault(path, PASSPHRASE, vaultDeps(clock.clock));
  t.after(() => vault.close());
  vault.collection("things", bytesCodec).put("a", SECRET);
  return { path, vault, clock };
}

async function withWords(t: TestContext): Promise<Made> {
  const all = await made(t);
  const { vault } = all;
  vault.putWrap(
    await vault.makeWay(PASSPHRASE, (key) => makeRecoveryWrap(vault.id, SECRET, key, systemRandom)),
  );
  return all;
}

test("recovery words open the vault and set a new passphrase, also while the delay runs", async (t) => {
  const { vault } = await withWords(t);
  assert.ok(vault.ways.has("recovery"));
  vault.lock();
  for (let i = 0; i < 3; i++) {
    await assert.rejects(vault.unlock("wrong"), { code: "vault.wrong_passphrase" });
  }
  assert.ok(vault.secondsToWait() > 0);
  await vault.recover(SECRET, NEXT);
  assert.deepEqual(vault.collection("things", bytesCodec).get("a"), SECRET);
  vault.lock();
  assert.equal(vault.secondsToWait(), 0);
  await assert.rejects(vault.unlock(PASSPHRASE), { code: "vault.wrong_passphrase" });
  await vault.unlock(NEXT);
  assert.deepEqual(vault.examine().doubtful, []);
});

test("other words do not open it, and a vault without words says so", async (t) => {
  const { vault } = await withWords(t);
  vault.lock();
  await assert.rejects(vault.recover(new Uint8Array(32), NEXT), { code: "vault.wrong_words" });
  await vault.unlock(PASSPHRASE);
  assert.equal(vault.dropWay("recovery"), true);
  assert.equal(vault.dropWay("recovery"), false);
  vault.lock();
  await assert.rejects(vault.recover(SECRET, NEXT), { code: "vault.no_words" });
  await vault.unlock(PASSPHRASE);
});

test("a way in asks for the passphrase, and wrong ones count", async (t) => {
  const { vault } = await made(t);
  const make = (key: Uint8Array) => makeRecoveryWrap(vault.id, SECRET, key, systemRandom);
  await assert.rejects(vault.makeWay("wrong", make), { code: "vault.wrong_passphrase" });
  await assert.rejects(vault.makeWay("wrong", make), { code: "vault.wrong_passphrase" });
  await assert.rejects(vault.makeWay("wrong", make), { code: "vault.wrong_passphrase" });
  await assert.rejects(vault.makeWay(PASSPHRASE, make), { code: "vault.wait" });
});

test("the operating system opens it for the same person only", async (t) => {
  const { vault } = await made(t);
  await assert.rejects(vault.unlockByOs(store(7)), { code: "vault.unlocked" });
  vault.putWrap(await vault.makeWay(PASSPHRASE, (key) => makeOsWrap(vault.id, store(7), key, systemRandom)));
  vault.lock();
  await assert.rejects(vault.unlockByOs(store(8)), { code: "vault.os_store" });
  assert.equal(vault.state, "locked");
  await vault.unlockByOs(store(7));
  vault.dropWay("os");
  vault.lock();
  await assert.rejects(vault.unlockByOs(store(7)), { code: "vault.no_os" });
});

test("a store that fails leaves everything as it was", async (t) => {
  const { vault } = await made(t);
  const broken: SecretStore = { seal: () => Promise.reject(new Error("x")), unseal: store(1).unseal };
  const making = vault.makeWay(PASSPHRASE, (key) => makeOsWrap(vault.id, broken, key, systemRandom));
  await assert.rejects(making, { code: "vault.os_store" });
  assert.deepEqual([...vault.ways], ["passphrase"]);
});

test("a wrap that was taken away cannot be put back into the file", async (t) => {
  const { path, vault, clock } = await withWords(t);
  const before = readFileSync(path);
  vault.dropWay("recovery");
  vault.close();
  assert.notDeepEqual(readFileSync(path), before);
  // The whole older file opens: that it is old is for the sources to tell. A mixture of both does not.
  const older = `${path}.older`;
  writeFileSync(older, before);
  const old = openVaultFile(older, true);
  const wrap = old.get("SELECT kind, params, seal, body, digest FROM wraps WHERE kind = 'recovery'") ?? {};
  old.close();
  const db = openVaultFile(path, true);
  const columns = ["kind", "params", "seal", "body", "digest"].map((name) => wrap[name] as string);
  db.run("INSERT INTO wraps (kind, params, seal, body, digest) VALUES (?, ?, ?, ?, ?)", ...columns);
  db.close();
  const mixed = openVault(path, vaultDeps(clock.clock));
  t.after(() => mixed.close());
  await assert.rejects(mixed.unlock(PASSPHRASE), { code: "vault.tampered" });
  await assert.rejects(mixed.recover(SECRET, NEXT), { code: "vault.tampered" });
});

test("a new vault key seals everything anew and ends every way in but the passphrase", async (t) => {
  const { path, vault, clock } = await withWords(t);
  const things = vault.collection("things", bytesCodec);
  const texts = vault.collection(
    "texts",
    jsonCodec((value) => value),
  );
  for (let i = 0; i < 300; i++) texts.put(`row ${i}`, { i });
  texts.put("row 7", { i: 7 });
  const before = readFileSync(path);
  const { generation } = vault;
  await assert.rejects(vault.rekey("wrong"), { code: "vault.wrong_passphrase" });
  await vault.rekey(PASSPHRASE);
  assert.equal(vault.generation, generation + 1);
  assert.deepEqual([...vault.ways], ["passphrase"]);
  assert.deepEqual(things.get("a"), SECRET);
  assert.equal(texts.count(), 300);
  assert.deepEqual(texts.entry("row 7"), { id: "row 7", version: 2, value: { i: 7 } });
  texts.put("row 7", { i: 8 });
  vault.close();
  const again = openVault(path, vaultDeps(clock.clock));
  t.after(() => again.close());
  await assert.rejects(again.recover(SECRET, NEXT), { code: "vault.no_words" });
  await again.unlock(PASSPHRASE);
  const report = again.examine();
  assert.deepEqual([report.changed, report.added, report.doubtful], [[], [], []]);
  const rows = again.collection(
    "texts",
    jsonCodec((value) => value),
  );
  assert.deepEqual(rows.get("row 7"), { i: 8 });
  // No sealed row of the old file is left anywhere in the new one.
  writeFileSync(`${path}.older`, before);
  const db = openVaultFile(`${path}.older`, true);
  const seals = db.all("SELECT seal FROM rows UNION ALL SELECT seal FROM wraps");
  db.close();
  const now = readFileSync(path);
  assert.equal(seals.length, 303);
  assert.ok(seals.every(({ seal }) => before.includes(Buffer.from(seal as Uint8Array))));
  assert.ok(seals.every(({ seal }) => !now.includes(Buffer.from(seal as Uint8Array))));
});

test("rows that this program does not know stop a new key, and nothing has changed", async (t) => {
  const { path, vault, clock } = await made(t);
  vault.close();
  const again = openVault(path, vaultDeps(clock.clock));
  t.after(() => again.close());
  await again.unlock(PASSPHRASE);
  await assert.rejects(again.rekey(PASSPHRASE), { code: "vault.unknown_rows" });
  assert.deepEqual(again.collection("things", bytesCodec).get("a"), SECRET);
  again.lock();
  await again.unlock(PASSPHRASE);
});
