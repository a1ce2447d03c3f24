import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { jsonCodec } from "../../../main/vault/collection.ts";
import { createVault } from "../../../main/vault/create.ts";
import { openVault } from "../../../main/vault/vault.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { PASSPHRASE, vaultDeps } from "../../support/vault.ts";

const codec = jsonCodec((value) => value);

test("a new vault has its first rows from the moment it is there", async (t) => {
  const path = join(tempFolder(t), "vault");
  const made = await createVault(path, PASSPHRASE, vaultDeps(), (rows) => {
    rows.collection("settings", codec).put("wallet", { mode: "light" }, { expected: 0 });
  });
  assert.deepEqual(made.collection("settings", codec).get("wallet"), { mode: "light" });
  made.collection("settings", codec).put("other", 1);
  assert.deepEqual(made.examine().parts, 0);
  made.close();
  const again = openVault(path, vaultDeps());
  t.after(() => again.close());
  assert.equal(await again.unlock(PASSPHRASE), undefined);
  assert.equal(again.collection("settings", codec).count(), 2);
});

test("a vault whose first rows cannot be written is not there at all", async (t) => {
  const folder = tempFolder(t);
  const failing = createVault(join(folder, "vault"), PASSPHRASE, vaultDeps(), (rows) => {
    rows.collection("settings", codec).put("wallet", 1);
    rows.collection("settings", codec).put("wallet", 1, { expected: 0 });
  });
  await assert.rejects(failing, { code: "vault.conflict" });
  assert.deepEqual(readdirSync(folder), []);
});
