import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import type { Database } from "../../../main/doors/database.ts";
import { jsonCodec } from "../../../main/vault/collection.ts";
import { createVault } from "../../../main/vault/create.ts";
import { VaultError } from "../../../main/vault/error.ts";
import { openVaultFile } from "../../../main/vault/schema.ts";
import { openVault, type Vault } from "../../../main/vault/vault.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { PASSPHRASE, vaultDeps } from "../../support/vault.ts";

const json = jsonCodec((value) => value);

/** A closed vault with 20 rows, of which "changed" was put twice and "gone" deleted, and its earlier self. */
async function prepare(t: TestContext): Promise<{ now: string; earlier: string }> {
  const now = join(tempFolder(t), "vault");
  const earlier = `${now}.earlier`;
  const vault = await createVault(now, PASSPHRASE, vaultDeps());
  const things = vault.collection("things", json);
  for (let i = 0; i < 18; i++) things.put(`row ${i}`, i);
  things.put("changed", "old");
  things.put("gone", "deleted");
  copyFileSync(now, earlier);
  things.put("changed", "new");
  things.delete("gone");
  await vault.changePassphrase(PASSPHRASE, "another one");
  await vault.changePassphrase("another one", PASSPHRASE);
  vault.close();
  return { now, earlier };
}

function edit(path: string, work: (db: Database) => void): void {
  const db = openVaultFile(path, true);
  work(db);
  db.close();
}

async function refusal(t: TestContext, path: string): Promise<VaultError> {
  const vault = openVault(path, vaultDeps());
  t.after(() => vault.close());
  try {
    await vault.unlock(PASSPHRASE);
  } catch (error) {
    assert.ok(error instanceof VaultError);
    assert.equal(vault.state, "locked");
    return error;
  }
  assert.fail("it opened");
}

/** Rows as they lie on disk whose place is in one file and not in the other, or with another version. */
function rowsThatDiffer(path: string, other: string) {
  const read = (from: string) => {
    const db = openVaultFile(from, true);
    try {
      return db.all("SELECT place, version, seal, body FROM rows");
    } finally {
      db.close();
    }
  };
  const key = (row: { readonly [column: string]: unknown }): string =>
    `${Buffer.from(row["place"] as Uint8Array).toString("hex")}/${String(row["version"])}`;
  const known = new Set(read(other).map(key));
  return read(path).filter((row) => !known.has(key(row)));
}

function putBack(path: string, rows: ReturnType<typeof rowsThatDiffer>): void {
  edit(path, (db) => {
    for (const { place, version, seal, body } of rows) {
      const values = [place, version, seal, body].map((value) => value ?? null);
      db.run("INSERT OR REPLACE INTO rows (place, version, seal, body) VALUES (?, ?, ?, ?)", ...values);
    }
  });
}

test("untouched it opens and every row is sound", async (t) => {
  const { now } = await prepare(t);
  const vault = openVault(now, vaultDeps());
  t.after(() => vault.close());
  assert.equal(await vault.unlock(PASSPHRASE), undefined);
  assert.deepEqual(vault.examine(), { sound: 19, changed: [], added: [], doubtful: [], parts: 0 });
});

test("a row dropped is noticed", async (t) => {
  const { now } = await prepare(t);
  edit(now, (db) => db.run("DELETE FROM rows WHERE place = (SELECT max(place) FROM rows)"));
  const { code, report } = await refusal(t, now);
  assert.equal(code, "vault.tampered");
  assert.equal(report?.parts, 1);
  assert.equal((report?.sound ?? 0) + (report?.doubtful.length ?? 0), 18);
});

test("a deleted row put back is noticed and named", async (t) => {
  const { now, earlier } = await prepare(t);
  const old = rowsThatDiffer(earlier, now);
  assert.equal(old.length, 2);
  const kept = new Set(rowsThatDiffer(now, earlier).map((row) => String(row["place"])));
  const gone = old.filter((row) => !kept.has(String(row["place"])));
  putBack(now, gone);
  const { code, report } = await refusal(t, now);
  assert.equal(code, "vault.tampered");
  assert.deepEqual(report?.added, [Buffer.from(gone[0]?.["place"] as Uint8Array).toString("base64url")]);
  assert.equal(report?.sound, 19);
});

test("an earlier version of a row put back is noticed, and the rescue reads the rest only", async (t) => {
  const { now, earlier } = await prepare(t);
  const old = rowsThatDiffer(earlier, now);
  const newer = rowsThatDiffer(now, earlier).map((row) => String(row["place"]));
  putBack(
    now,
    old.filter((row) => newer.includes(String(row["place"]))),
  );
  const { code, report } = await refusal(t, now);
  assert.equal(code, "vault.tampered");
  assert.equal(report?.parts, 1);
  assert.ok((report?.doubtful.length ?? 0) >= 1);
  const vault: Vault = openVault(now, vaultDeps());
  t.after(() => vault.close());
  assert.deepEqual(await vault.unlock(PASSPHRASE, { rescue: true }), report);
  assert.equal(vault.collection("things", json).get("row 3"), 3);
  assert.throws(() => vault.collection("things", json).put("row 3", 4), { code: "vault.read_only" });
});

test("a row moved to another's place, or with another version, is noticed and never read", async (t) => {
  for (const change of [
    "UPDATE rows SET body = (SELECT body FROM rows r WHERE r.place <> rows.place LIMIT 1), seal = (SELECT seal FROM rows r WHERE r.place <> rows.place LIMIT 1) WHERE place = (SELECT max(place) FROM rows)",
    "UPDATE rows SET version = version + 1 WHERE place = (SELECT max(place) FROM rows)",
    "UPDATE rows SET version = -1 WHERE place = (SELECT max(place) FROM rows)",
    "UPDATE rows SET place = x'00' WHERE place = (SELECT max(place) FROM rows)",
    "UPDATE rows SET seal = x'00' WHERE place = (SELECT max(place) FROM rows)",
  ]) {
    const { now } = await prepare(t);
    edit(now, (db) => db.run(change));
    assert.equal((await refusal(t, now)).code, "vault.tampered");
  }
});

test("changed content is noticed where it is read, and the rest stays readable", async (t) => {
  const { now } = await prepare(t);
  edit(now, (db) =>
    db.run("UPDATE rows SET body = zeroblob(length(body)) WHERE place = (SELECT max(place) FROM rows)"),
  );
  const vault = openVault(now, vaultDeps());
  t.after(() => vault.close());
  await vault.unlock(PASSPHRASE);
  assert.equal(vault.examine().changed.length, 1);
  const things = vault.collection("things", json);
  assert.throws(() => things.list(), { code: "vault.tampered" });
  const damaged: string[] = [];
  assert.equal(things.list((place) => damaged.push(place)).length, 18);
  assert.deepEqual(damaged, vault.examine().changed);
});

test("an old wrap put back does not bring the old passphrase back", async (t) => {
  const { now, earlier } = await prepare(t);
  let old: readonly (string | Uint8Array)[] = [];
  edit(earlier, (db) => {
    const row = db.get("SELECT kind, params, seal, body, digest FROM wraps");
    old = Object.values(row ?? {}) as (string | Uint8Array)[];
  });
  edit(now, (db) => db.run("INSERT OR REPLACE INTO wraps VALUES (?, ?, ?, ?, ?)", ...old));
  assert.equal((await refusal(t, now)).code, "vault.tampered");
});

test("a damaged wrap is told from a wrong passphrase", async (t) => {
  for (const change of [
    "UPDATE wraps SET body = zeroblob(32)",
    "UPDATE wraps SET params = replace(params, '\"t\":1', '\"t\":2')",
    "UPDATE header SET vault = zeroblob(16)",
    "DELETE FROM wraps",
  ]) {
    const { now } = await prepare(t);
    edit(now, (db) => db.run(change));
    assert.equal((await refusal(t, now)).code, "vault.damaged");
  }
});

test("an old root put back, or none, is noticed", async (t) => {
  const { now, earlier } = await prepare(t);
  let old: readonly (number | Uint8Array)[] = [];
  edit(earlier, (db) => {
    old = Object.values(db.get("SELECT generation, seal, body FROM root") ?? {}) as (number | Uint8Array)[];
  });
  edit(now, (db) => db.run("UPDATE root SET generation = ?, seal = ?, body = ?", ...old));
  assert.equal((await refusal(t, now)).code, "vault.tampered");
  edit(now, (db) => db.run("UPDATE root SET generation = generation + 1"));
  assert.equal((await refusal(t, now)).code, "vault.tampered");
  edit(now, (db) => db.run("DELETE FROM root"));
  const { code, report } = await refusal(t, now);
  assert.deepEqual([code, report?.sound, report?.doubtful.length], ["vault.tampered", 0, 19]);
});

test("the rescue reads what is left beside rows of no shape at all, and without a root", async (t) => {
  const { now } = await prepare(t);
  edit(now, (db) => {
    db.run("UPDATE rows SET seal = x'00' WHERE place = (SELECT max(place) FROM rows)");
    db.run("DELETE FROM root");
  });
  const vault = openVault(now, vaultDeps());
  t.after(() => vault.close());
  const report = await vault.unlock(PASSPHRASE, { rescue: true });
  assert.deepEqual([report?.changed.length, report?.doubtful.length], [1, 18]);
  const damaged: string[] = [];
  assert.equal(vault.collection("things", json).list((place) => damaged.push(place)).length, 18);
  assert.deepEqual(damaged, report?.changed);
});

test("a whole earlier file opens, but with a generation that gives it away", async (t) => {
  const { now, earlier } = await prepare(t);
  const generations: number[] = [];
  for (const path of [earlier, now]) {
    const vault = openVault(path, vaultDeps());
    await vault.unlock(PASSPHRASE);
    generations.push(vault.generation);
    vault.close();
  }
  assert.ok((generations[0] ?? 0) < (generations[1] ?? 0));
});

test("a trigger or table planted in the file is refused before anything is read", async (t) => {
  const { now } = await prepare(t);
  edit(now, (db) => db.run("CREATE TRIGGER x AFTER INSERT ON rows BEGIN DELETE FROM rows; END"));
  assert.throws(() => openVault(now, vaultDeps()), { code: "database.foreign" });
});
