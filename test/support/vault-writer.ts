// Writes into the vault named in its first argument until it is stopped, and says after each confirmed
// write how far it is: rounds 0, 1, 2, ... as `writeRound` makes them, on standard output.
import { writeSync } from "node:fs";
import { openVault } from "../../main/vault/vault.ts";
import { codeOf } from "../../src/error.ts";
import { PASSPHRASE, vaultDeps } from "./vault.ts";
import { ledger, writeRound } from "./vault-rounds.ts";

const [, , path, first] = process.argv as [string, string, string, string];
const vault = openVault(path, vaultDeps());
await vault.unlock(PASSPHRASE);
const rows = ledger(vault);
writeSync(1, "open\n");
try {
  for (let round = Number(first); ; round++) {
    writeRound(vault, rows, round);
    writeSync(1, `${round}\n`);
  }
} catch (error) {
  writeSync(1, `${codeOf(error)}\n`);
}
