import assert from "node:assert/strict";
import { copyFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Database, type DatabaseOptions } from "../../../main/doors/database.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const OPTIONS: DatabaseOptions = {
  applicationId: 0x5f5f,
  migrations: ["CREATE TABLE t (k INTEGER PRIMARY KEY, v TEXT) STRICT;"],
};
const NEWER: DatabaseOptions = { ...OPTIONS, migrations: [...OPTIONS.migrations, "CREATE TABLE u (k) ;"] };

test("a file of a newer schema is refused and stays as it was", (t) => {
  const path = join(tempFolder(t), "db");
  new Database(path, { ...NEWER, journal: "rollback" }).close();
  const before = readFileSync(path);
  assert.throws(() => new Database(path, { ...OPTIONS, journal: "rollback" }), { code: "database.newer" });
  assert.deepEqual(readFileSync(path), before);
  new Database(path, NEWER).close();
});

test("an older file is carried forward with its content", (t) => {
  const path = join(tempFolder(t), "db");
  const old = new Database(path, OPTIONS);
  old.run("INSERT INTO t VALUES (1, 'kept')");
  old.close();
  const db = new Database(path, NEWER);
  assert.equal(db.get("SELECT v FROM t")?.["v"], "kept");
  assert.deepEqual(db.all("SELECT * FROM u"), []);
  db.close();
});

test("another program's file is refused and stays as it was", (t) => {
  const folder = tempFolder(t);
  const path = join(folder, "db");
  new Database(path, { ...OPTIONS, applicationId: 77, journal: "rollback" }).close();
  const before = readFileSync(path);
  assert.throws(() => new Database(path, { ...OPTIONS, journal: "rollback" }), { code: "database.foreign" });
  assert.deepEqual(readFileSync(path), before);
  writeFileSync(join(folder, "text"), "no database ".repeat(500));
  assert.throws(() => new Database(join(folder, "text"), OPTIONS), { code: "database.corrupt" });
});

test("tables that are not ours are refused where the schema is strict", (t) => {
  const path = join(tempFolder(t), "db");
  const planted = new Database(path, {
    ...OPTIONS,
    migrations: [`${OPTIONS.migrations[0]} CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM t; END;`],
  });
  planted.close();
  assert.throws(() => new Database(path, { ...OPTIONS, strictSchema: true }), { code: "database.foreign" });
});

test("a missing file is made only where that is meant", (t) => {
  const path = join(tempFolder(t), "db");
  assert.throws(() => new Database(path, { ...OPTIONS, mustExist: true }), { code: "database.missing" });
  new Database(path, { ...OPTIONS, secureDelete: true }).close();
  if (process.platform !== "win32") assert.equal(statSync(path).mode & 0o777, 0o600);
});

test("a transaction is all or nothing, and passes on what its work threw", (t) => {
  const db = new Database(join(tempFolder(t), "db"), OPTIONS);
  t.after(() => db.close());
  const mine = new Error("mine");
  assert.throws(
    () =>
      db.transaction(() => {
        db.run("INSERT INTO t VALUES (1, 'a')");
        throw mine;
      }),
    mine,
  );
  assert.deepEqual(db.all("SELECT * FROM t"), []);
  assert.throws(() => db.transaction(() => db.run("INSERT INTO nowhere VALUES (1)")), {
    code: "database.failed",
  });
  db.transaction(() => db.run("INSERT INTO t VALUES (1, 'b')"));
  assert.equal(db.get("SELECT v FROM t")?.["v"], "b");
});

test("with a rollback journal every confirmed write is in the main file alone", (t) => {
  const folder = tempFolder(t);
  const db = new Database(join(folder, "db"), { ...OPTIONS, journal: "rollback" });
  t.after(() => db.close());
  db.transaction(() => db.run("INSERT INTO t VALUES (1, 'a')"));
  copyFileSync(join(folder, "db"), join(folder, "copy"));
  const copy = new Database(join(folder, "copy"), { ...OPTIONS, journal: "rollback" });
  assert.equal(copy.get("SELECT v FROM t")?.["v"], "a");
  assert.ok(copy.isSound());
  copy.close();
});

test("a closed database refuses with a code", (t) => {
  const db = new Database(join(tempFolder(t), "db"), OPTIONS);
  db.close();
  db.close();
  assert.throws(() => db.run("INSERT INTO t VALUES (1, 'a')"), { name: "DatabaseError" });
});

test("a disk that is full says so, and the transaction leaves nothing", (t) => {
  const db = new Database(join(tempFolder(t), "db"), OPTIONS);
  t.after(() => db.close());
  db.run("PRAGMA max_page_count = 8");
  const fill = (): void => {
    for (let key = 0; key < 50; key++) db.run("INSERT INTO t VALUES (?, ?)", key, "x".repeat(2000));
  };
  assert.throws(() => db.transaction(fill), { code: "database.full" });
  assert.deepEqual(db.all("SELECT * FROM t"), []);
});
