import assert from "node:assert/strict";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { systemRandom } from "../../main/doors/random.ts";
import { ActivityLog } from "../../main/vault/activity.ts";
import { Keyring } from "../../main/vault/keyring.ts";
import { openVault, type Vault } from "../../main/vault/vault.ts";
import { openBackup } from "../../main/wallet/backup.ts";
import { backupRows } from "../../main/wallet/backup-rows.ts";
import { restoreVault } from "../../main/wallet/restore.ts";
import { openStore } from "../../main/wallet/rows.ts";
import { SAMPLE } from "../support/sample-vault.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { testClock, WEAK_KDF } from "../support/vault.ts";

/** One for each released schema, oldest first. */
const RELEASED = ["0.1.0"];
const { clock } = testClock(SAMPLE.made + 1000);
/** As a program opens it: nothing is weakened for a test. */
const deps = { clock, random: systemRandom };

function check(vault: Vault, events: number): void {
  const store = openStore(vault);
  assert.deepEqual(store.settings.get("wallet"), SAMPLE.settings);
  assert.deepEqual(
    Object.fromEntries(store.issued.list().map(({ id, value }) => [id, value])),
    SAMPLE.issued,
  );
  assert.deepEqual(
    store.anchors.list().map(({ value }) => value),
    [SAMPLE.anchor],
  );
  const keyring = new Keyring(vault, deps);
  assert.deepEqual(
    keyring
      .list()
      .map(({ purpose }) => purpose)
      .toSorted(),
    ["holder", "officer", "tag"],
  );
  const [officer] = keyring.list("officer");
  assert.equal(keyring.ed25519Signer(officer?.id ?? "").sign(new Uint8Array(4)).length, 64);
  const log = new ActivityLog(vault, clock);
  log.verify();
  assert.deepEqual(
    log
      .list()
      .toReversed()
      .slice(0, 2)
      .map(({ kind }) => kind),
    SAMPLE.events.map(({ kind }) => kind),
  );
  assert.equal(log.list().length, events);
}

for (const version of RELEASED) {
  const sample = (name: string): string =>
    join(import.meta.dirname, "..", "vectors", `vault-${version}`, name);

  test(`a wallet of version ${version} opens, is whole, and can be written`, async (t) => {
    const path = join(tempFolder(t), "vault.sqlite");
    copyFileSync(sample("vault.sqlite"), path);
    const vault = openVault(path, deps);
    t.after(() => vault.close());
    await vault.unlock(SAMPLE.passphrase);
    check(vault, SAMPLE.events.length);
    assert.equal(backupRows(vault).get("backup")?.every, "daily");
    assert.deepEqual(vault.examine().changed, []);
    new ActivityLog(vault, clock).append({ kind: "check", outcome: "done" });
    vault.lock();
    await vault.unlock(SAMPLE.passphrase);
    check(vault, SAMPLE.events.length + 1);
  });

  test(`a backup of version ${version} is restored`, async (t) => {
    const key = { passphrase: SAMPLE.passphrase };
    const backup = await openBackup(readFileSync(sample("backup.age")), key);
    const path = join(tempFolder(t), "vault.sqlite");
    const given = { backup, key, passphrase: SAMPLE.passphrase };
    const vault = await restoreVault(path, given, { ...deps, kdfPolicy: WEAK_KDF });
    t.after(() => vault.close());
    check(vault, SAMPLE.events.length + 1);
  });
}

test("a wallet of a later version is refused and left as it is", (t) => {
  const path = join(tempFolder(t), "vault.sqlite");
  copyFileSync(join(import.meta.dirname, "..", "vectors", `vault-${RELEASED.at(-1)}`, "vault.sqlite"), path);
  const before = readFileSync(path);
  // Where SQLite keeps a file's user_version (its file format, section 1.3.5).
  before.writeUInt32BE(before.readUInt32BE(60) + 1, 60);
  writeFileSync(path, before);
  assert.throws(() => openVault(path, deps), { code: "database.newer" });
  assert.deepEqual(readFileSync(path), before);
});
