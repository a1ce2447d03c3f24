// Fills the vault named in its first argument until its disk (a limit on file sizes) is full, again and
// again with rows of many sizes; after each refusal all must be as before. Says the code of each refusal.
import assert from "node:assert/strict";
import { writeSync } from "node:fs";
import { openVault } from "../../main/vault/vault.ts";
import { codeOf } from "../../src/error.ts";
import { PASSPHRASE, vaultDeps } from "./vault.ts";
import { ledger } from "./vault-rounds.ts";

const [, , path, wanted] = process.argv as [string, string, string, string];
const vault = openVault(path, vaultDeps());
await vault.unlock(PASSPHRASE);
const rows = ledger(vault);
const confirmed = new Map(rows.list().map((entry) => [entry.id, entry.value]));

function attempt(round: number): string | undefined {
  const next = new Map(confirmed);
  try {
    vault.transaction(() => {
      // Now and then a transaction that changes many old pages: then the journal is what grows.
      const wide = round % 3 === 0 ? [...confirmed.keys()] : [`row ${round}`];
      for (const [index, id] of wide.entries()) {
        const value = `${round} ${"x".repeat(((round + index) * 1009) % (round % 3 === 0 ? 900 : 6000))}`;
        rows.put(id, value);
        next.set(id, value);
      }
    });
  } catch (error) {
    return codeOf(error) ?? String(error);
  }
  for (const [id, value] of next) confirmed.set(id, value);
  return undefined;
}

function check(): void {
  assert.deepEqual(new Map(rows.list().map((entry) => [entry.id, entry.value])), confirmed);
}

let refused = 0;
for (let round = 1; refused < Number(wanted) && round < 2000; round++) {
  const code = attempt(round);
  if (code === undefined) continue;
  refused++;
  check();
  writeSync(1, `${code}\n`);
}
check();
assert.deepEqual(vault.examine().doubtful, []);
vault.lock();
await vault.unlock(PASSPHRASE);
check();
vault.close();
writeSync(1, `kept ${confirmed.size}\n`);
