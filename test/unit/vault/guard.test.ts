import assert from "node:assert/strict";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import type { Database } from "../../../main/doors/database.ts";
import { Guard, waitAfter } from "../../../main/vault/guard.ts";
import { openVaultFile } from "../../../main/vault/schema.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { testClock } from "../../support/vault.ts";

function emptyFile(t: TestContext): Database {
  const db = openVaultFile(join(tempFolder(t), "vault"), false);
  t.after(() => db.close());
  Guard.write(db, "v");
  return db;
}

function failOften(guard: Guard, time: { now: number }, times: number): void {
  for (let i = 0; i < times; i++) {
    time.now += guard.secondsToWait();
    guard.begin();
  }
}

test("the delay begins gently and ends at a quarter of an hour", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 12, 13, 1000].map(waitAfter), [0, 0, 0, 1, 2, 4, 8, 512, 900, 900]);
});

test("an attempt within the delay is refused with the seconds left, and success ends the delay", (t) => {
  const time = testClock();
  const guard = new Guard(emptyFile(t), "v", time.clock);
  failOften(guard, time, 6);
  assert.throws(() => guard.begin(), { code: "vault.wait", seconds: 8 });
  time.now += 7;
  assert.throws(() => guard.begin(), { code: "vault.wait", seconds: 1 });
  time.now += 1;
  guard.begin();
  guard.succeed();
  assert.equal(guard.secondsToWait(), 0);
  failOften(guard, time, 2);
  assert.equal(guard.secondsToWait(), 0);
});

test("the count and the delay outlive a restart", (t) => {
  const time = testClock();
  const db = emptyFile(t);
  failOften(new Guard(db, "v", time.clock), time, 7);
  assert.equal(new Guard(db, "v", time.clock).secondsToWait(), 16);
});

test("a clock set back neither opens nor shuts for years", (t) => {
  const time = testClock();
  const db = emptyFile(t);
  failOften(new Guard(db, "v", time.clock), time, 7);
  time.now -= 10 * 365 * 86_400;
  assert.equal(new Guard(db, "v", time.clock).secondsToWait(), 16);
  time.now += 15;
  assert.throws(() => new Guard(db, "v", time.clock).begin(), { code: "vault.wait", seconds: 1 });
  time.now += 1;
  new Guard(db, "v", time.clock).begin();
});

test("a changed counter waits the longest time instead of opening", (t) => {
  const time = testClock();
  for (const change of ["failures = 0, since = 0, until = 0", "until = 99999999999", "digest = x'00'"]) {
    const db = emptyFile(t);
    failOften(new Guard(db, "v", time.clock), time, 5);
    db.run(`UPDATE guard SET ${change}`);
    assert.equal(new Guard(db, "v", time.clock).secondsToWait(), 900);
  }
  const db = emptyFile(t);
  db.run("DELETE FROM guard");
  assert.equal(new Guard(db, "v", time.clock).secondsToWait(), 900);
});

test("where nothing can be written it goes on counting in memory", (t) => {
  const time = testClock();
  const db = emptyFile(t);
  const guard = new Guard(db, "v", time.clock);
  db.run("PRAGMA query_only = ON");
  failOften(guard, time, 5);
  assert.throws(() => guard.begin(), { code: "vault.wait", seconds: 4 });
});
