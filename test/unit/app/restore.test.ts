import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { lockFolder } from "../../../main/doors/folder-lock.ts";
import { openBackup } from "../../../main/wallet/backup.ts";
import { type RestoreWatch, restoreVault } from "../../../main/wallet/restore.ts";
import { openStore } from "../../../main/wallet/rows.ts";
import { BACKUP_PASSPHRASE, bigBackup, slowRandom } from "../../support/big-backup.ts";
import { startScript } from "../../support/child.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { TestApp } from "../../support/test-app.ts";
import { PASSPHRASE, vaultDeps } from "../../support/vault.ts";

const CHILD = join(import.meta.dirname, "..", "..", "support", "restore-child.ts");
const KEY = { passphrase: BACKUP_PASSPHRASE };
const profiles = (app: TestApp): readonly string[] => {
  const folder = join(app.folder, "profiles");
  return existsSync(folder) ? readdirSync(folder) : [];
};

/** A file to be restored from. */
async function fileOf(
  t: TestContext,
  anchors: number,
): Promise<{ from: string; key: typeof KEY; passphrase: string }> {
  const from = join(tempFolder(t), "backup.age");
  writeFileSync(from, await bigBackup(anchors));
  return { from, key: KEY, passphrase: PASSPHRASE };
}

async function restoreSlowly(
  t: TestContext,
  watch: RestoreWatch,
): Promise<{ folder: string; anchors: number }> {
  const folder = tempFolder(t);
  const backup = await openBackup(await bigBackup(60), KEY);
  const deps = { ...vaultDeps(), random: slowRandom(() => 8) };
  const given = { backup, key: KEY, passphrase: PASSPHRASE };
  const vault = await restoreVault(join(folder, "vault.sqlite"), given, deps, watch);
  t.after(() => vault.close());
  return { folder, anchors: openStore(vault).anchors.count() };
}

test("it tells of every row that is in it, and others have their turn meanwhile", async (t) => {
  const told: { done: number; total: number }[] = [];
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  t.after(() => clearInterval(timer));
  const { anchors } = await restoreSlowly(t, { onProgress: (progress) => told.push(progress) });
  assert.equal(anchors, 60);
  assert.ok(told.length > 2 && turns > 2, `${told.length} ${turns}`);
  assert.ok(told.every(({ done, total }, i) => total === 62 && done >= (told[i - 1]?.done ?? 1)));
  assert.equal(told.at(-1)?.done, 61);
});

test("stopped between two rows, or at the last of them, it leaves nothing", async (t) => {
  for (const at of [1, 61]) {
    const stop = new AbortController();
    const folder = tempFolder(t);
    const backup = await openBackup(await bigBackup(60), KEY);
    const deps = { ...vaultDeps(), random: slowRandom(() => 8) };
    const onProgress = ({ done }: { readonly done: number }): void => {
      assert.ok(existsSync(join(folder, "vault.sqlite.new")));
      if (done >= at) stop.abort();
    };
    const given = { backup, key: KEY, passphrase: PASSPHRASE };
    const restoring = restoreVault(join(folder, "vault.sqlite"), given, deps, {
      signal: stop.signal,
      onProgress,
    });
    await assert.rejects(restoring, { name: "AbortError" });
    assert.deepEqual(readdirSync(folder), []);
  }
});

test("stopped by its name, a restore is refused with a code and leaves nothing; begun anew it is whole", async (t) => {
  const app = new TestApp(t);
  const asked = await fileOf(t, 40);
  const restoring = app.refused("app.restore_profile", asked);
  while (app.host.told("progress").length === 0) await new Promise((done) => setImmediate(done));
  const [{ work, done, total, cancel = "" } = { work: "", done: 9, total: 9 }] = app.host.told("progress");
  assert.deepEqual([work, done, total], ["restore", 0, 0]);
  assert.deepEqual(await app.ask("app.cancel", { work: cancel }), { cancelled: true });
  assert.equal(await restoring, "app.cancelled");
  assert.deepEqual(profiles(app), []);
  assert.equal((await app.ask("app.status", {})).active, undefined);
  // Its end is told, so that no bar stays on the screen.
  const last = app.host.told("progress").at(-1);
  assert.ok(last !== undefined && last.done === last.total && last.cancel === undefined);
  assert.deepEqual(await app.ask("app.cancel", { work: cancel }), { cancelled: false });
  assert.equal((await app.ask("app.restore_profile", asked))?.profiles.length, 1);
  assert.deepEqual(app.bugs, []);
});

test("two at a time come one after the other, and the second finds the wallet there", async (t) => {
  const app = new TestApp(t);
  const asked = await fileOf(t, 4);
  const [first, second] = await Promise.all([
    app.app.call("app.restore_profile", asked),
    app.app.call("app.restore_profile", asked),
  ]);
  assert.ok(first.ok);
  assert.deepEqual(second, { ok: false, code: "backup.exists" });
  assert.equal(profiles(app).length, 1);
});

test("the program ends in the middle of it, and nothing is left", async (t) => {
  const app = new TestApp(t);
  const restoring = app.refused("app.restore_profile", await fileOf(t, 40));
  while (app.host.told("progress").length === 0) await new Promise((done) => setImmediate(done));
  await app.app.close();
  assert.deepEqual(profiles(app), []);
  assert.equal(await restoring, "app.cancelled");
});

test("killed in the middle of it, it is cleared away at the next start, and can be done again", async (t) => {
  const app = new TestApp(t);
  const asked = await fileOf(t, 200);
  const child = startScript(t, CHILD, { args: [app.folder, asked.from] });
  assert.notEqual(await child.line(), "done");
  await child.kill();
  const [left = ""] = profiles(app);
  assert.ok(existsSync(join(app.folder, "profiles", left, "vault.sqlite.new")));
  assert.deepEqual((await app.ask("app.status", {})).profiles, []);
  await app.restart();
  assert.deepEqual(profiles(app), []);
  assert.ok(await app.ask("app.restore_profile", asked));
  await app.restart();
  assert.equal((await app.ask("app.status", {})).profiles.length, 1);
});

test("only what was never a wallet is cleared away, and nothing that another program is at", async (t) => {
  const app = new TestApp(t);
  const place = (id: string, ...names: readonly string[]): string => {
    const path = join(app.folder, "profiles", id);
    mkdirSync(path, { recursive: true });
    for (const name of names) writeFileSync(join(path, name), "{}");
    return path;
  };
  place("p-000000000001", "profile.json", "vault.sqlite.new", "vault.sqlite.new-journal");
  place("p-000000000002", "profile.json", "notes.txt");
  place("p-000000000003", "profile.json", "vault.sqlite");
  place("somebody-else", "profile.json");
  const lock = lockFolder(place("p-000000000004", "profile.json"));
  t.after(() => lock.release());
  await app.restart();
  assert.deepEqual(profiles(app).toSorted(), [
    "p-000000000002",
    "p-000000000003",
    "p-000000000004",
    "somebody-else",
  ]);
});
