import assert from "node:assert/strict";
import { test } from "node:test";
import { AutoLock } from "../../../main/app/auto-lock.ts";
import { BACKUP_PASSPHRASE, bigBackup } from "../../support/big-backup.ts";
import { TestApp } from "../../support/test-app.ts";

const MINUTE = 60_000;

function watched(t: { after(work: () => void): void }, minutes: number) {
  const clock = { wall: 1_000_000, monotonic: 0 };
  let locks = 0;
  const made = new AutoLock({
    minutes: () => minutes,
    lock: () => locks++,
    wall: () => clock.wall,
    monotonic: () => clock.monotonic,
  });
  t.after(() => made.stop());
  /** As a machine that runs: it looks at its clocks all the time. */
  const pass = (milliseconds: number): void => {
    for (let left = milliseconds; left > 0; left -= 5_000) {
      const step = Math.min(left, 5_000);
      clock.wall += step;
      clock.monotonic += step;
      if (left > step) made.look();
    }
  };
  return { made, clock, pass, locks: () => locks };
}

test("it locks after the minutes without a sign, and only once", (t) => {
  const { made, pass, locks } = watched(t, 2);
  pass(2 * MINUTE - 1);
  made.look();
  assert.equal(locks(), 0);
  made.touch();
  pass(2 * MINUTE - 1);
  made.look();
  assert.equal(locks(), 0);
  pass(1);
  made.look();
  made.look();
  assert.equal(locks(), 1);
});

test("never means never, but for a sleep", (t) => {
  const { made, clock, pass, locks } = watched(t, 0);
  pass(1_000 * MINUTE);
  made.look();
  assert.equal(locks(), 0);
  clock.wall += 5 * MINUTE;
  made.look();
  assert.equal(locks(), 1);
});

test("a sleep is one too where the clock that is not set goes on meanwhile (Windows, macOS)", (t) => {
  const { made, clock, pass, locks } = watched(t, 0);
  pass(10 * MINUTE);
  clock.wall += 5 * MINUTE;
  clock.monotonic += 5 * MINUTE;
  made.touch();
  assert.equal(locks(), 1);
  // A program that is busy for a while has not slept.
  clock.wall += 40_000;
  clock.monotonic += 40_000;
  made.look();
  assert.equal(locks(), 1);
});

test("the first sign after a sleep does not undo it", (t) => {
  const { made, clock, locks } = watched(t, 60);
  clock.wall += MINUTE;
  made.touch();
  assert.equal(locks(), 1);
  made.touch();
  assert.equal(locks(), 1);
});

test("a clock set back does not hold the wallet open", (t) => {
  const { made, clock, pass, locks } = watched(t, 5);
  clock.wall -= 10 * 60 * MINUTE;
  pass(5 * MINUTE);
  made.look();
  assert.equal(locks(), 1);
});

test("a clock set back or a little off is no sleep", (t) => {
  const { made, clock, locks } = watched(t, 60);
  clock.wall -= 3_600_000;
  made.look();
  clock.wall += 10_000;
  made.look();
  assert.equal(locks(), 0);
});

test("a sleep of the machine locks every wallet and is told", async (t) => {
  const app = new TestApp(t);
  const ids: string[] = [];
  for (const name of ["Ada", "Ben"]) {
    const { active = "" } = await app.ask("app.create_profile", {
      name,
      kind: "citizen",
      passphrase: "a long walk",
      registry: "A".repeat(43),
      sources: ["http://127.0.0.1:9/"],
      mode: "light",
    });
    ids.push(active);
  }
  app.host.sleep();
  const end = performance.now() + 5_000;
  while (app.host.told("wallet.changed").at(-1)?.state !== "locked") {
    assert.ok(performance.now() < end);
    await new Promise(setImmediate);
  }
  const { profiles } = await app.ask("app.status", {});
  assert.deepEqual(
    profiles.map(({ state }) => state),
    ["locked", "locked"],
  );
  assert.equal(await app.refused("holder.list", {}), "call.locked");
  await app.ask("wallet.unlock", { passphrase: "a long walk" });
  assert.deepEqual(await app.ask("holder.list", {}), []);
});

test("a wallet that is being made or restored while all are locked begins locked", async (t) => {
  const app = new TestApp(t);
  const passphrase = "a long walk";
  const creating = app.ask("app.create_profile", {
    name: "Eve",
    kind: "citizen",
    passphrase,
    registry: "A".repeat(43),
    sources: ["http://127.0.0.1:9/"],
    mode: "light",
  });
  app.host.sleep();
  await creating;
  app.host.picks = { name: "x.age", bytes: await bigBackup(1) };
  const key = { passphrase: BACKUP_PASSPHRASE };
  const restoring = app.ask("app.restore_profile", { key, passphrase });
  app.host.sleep();
  const view = await restoring;
  assert.deepEqual(
    view?.profiles.map(({ name, state }) => [name, state]),
    [
      ["Ada", "locked"],
      ["Eve", "locked"],
    ],
  );
  assert.equal(await app.refused("holder.list", {}), "call.locked");
  await app.ask("wallet.unlock", { passphrase });
});
