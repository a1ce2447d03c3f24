import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createVault } from "../../../main/vault/create.ts";
import { openVault } from "../../../main/vault/vault.ts";
import { CodedError } from "../../../src/error.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { PASSPHRASE, vaultDeps } from "../../support/vault.ts";
import { checkRounds, ledger, writeRound } from "../../support/vault-rounds.ts";

const ROUNDS = 12;
/** A prime, so that over the file every place within a page and a row is met. */
const STRIDE = 127;

/** The code it ends in, or "intact" when everything is there as it was; anything else fails the test. */
async function outcome(path: string, rounds: number): Promise<string> {
  try {
    const vault = openVault(path, vaultDeps());
    try {
      await vault.unlock(PASSPHRASE);
      assert.equal(checkRounds(vault), rounds - 1);
      return "intact";
    } finally {
      vault.close();
    }
  } catch (error) {
    if (error instanceof CodedError) return String(error.code);
    throw error;
  }
}

test("a flipped byte anywhere in the file ends in a code, never in a crash or in wrong data", async (t) => {
  const path = join(tempFolder(t), "vault");
  const vault = await createVault(path, PASSPHRASE, vaultDeps());
  const rows = ledger(vault);
  for (let round = 0; round < ROUNDS; round++) writeRound(vault, rows, round);
  vault.close();
  const good = readFileSync(path);
  const copy = `${path}.copy`;
  const counts = new Map<string, number>();
  for (let at = 0; at < good.length; at += at < 128 ? 1 : STRIDE) {
    const bad = Uint8Array.from(good);
    bad[at] = (bad[at] as number) ^ (1 << (at % 8));
    writeFileSync(copy, bad);
    const code = await outcome(copy, ROUNDS);
    counts.set(code, (counts.get(code) ?? 0) + 1);
    rmSync(`${copy}-journal`, { force: true });
  }
  t.diagnostic(JSON.stringify(Object.fromEntries(counts)));
  for (const vague of ["vault.wrong_passphrase", "database.failed"]) {
    assert.ok(!counts.has(vague), `damage is told as ${vague}`);
  }
  assert.ok((counts.get("vault.tampered") ?? 0) > 0 && (counts.get("database.corrupt") ?? 0) > 0);
});

test("a file cut short anywhere ends in a code", async (t) => {
  const path = join(tempFolder(t), "vault");
  const vault = await createVault(path, PASSPHRASE, vaultDeps());
  for (let round = 0; round < 10; round++) writeRound(vault, ledger(vault), round);
  vault.close();
  const good = readFileSync(path);
  for (let length = 0; length < good.length; length += 1499) {
    writeFileSync(`${path}.cut`, good.subarray(0, length));
    // Free pages at the end are nobody's data.
    const code = await outcome(`${path}.cut`, 10);
    assert.ok(code !== "intact" || length > good.length / 2);
  }
});

test("an emptied file is told as damage and not filled anew", (t) => {
  const path = join(tempFolder(t), "vault");
  writeFileSync(path, "");
  assert.throws(() => openVault(path, vaultDeps()), { code: "database.corrupt" });
  assert.equal(readFileSync(path).length, 0);
});
