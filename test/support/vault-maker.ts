// Makes one vault after another in the folder named in its first argument until it is killed or cannot.
import { writeSync } from "node:fs";
import { join } from "node:path";
import { createVault } from "../../main/vault/create.ts";
import { codeOf } from "../../src/error.ts";
import { PASSPHRASE, vaultDeps } from "./vault.ts";

const [, , folder, run] = process.argv as [string, string, string, string];
writeSync(1, "start\n");
try {
  for (let made = 0; ; made++) {
    (await createVault(join(folder, `vault-${run}-${made}`), PASSPHRASE, vaultDeps())).close();
  }
} catch (error) {
  writeSync(1, `${codeOf(error)}\n`);
}
