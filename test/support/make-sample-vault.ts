// Makes the sample of a schema as it is released: `node test/support/make-sample-vault.ts FOLDER`. A sample
// that is committed is never made anew: what it was made with is gone, and it must open for ever.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { systemRandom } from "../../main/doors/random.ts";
import { ActivityLog } from "../../main/vault/activity.ts";
import { encryptAge } from "../../main/vault/backup/age.ts";
import { encodeBackup } from "../../main/vault/backup/content.ts";
import { createVault } from "../../main/vault/create.ts";
import { FLOOR_KDF } from "../../main/vault/kdf-policy.ts";
import { Keyring } from "../../main/vault/keyring.ts";
import { backupRows } from "../../main/wallet/backup-rows.ts";
import { recoveryRows } from "../../main/wallet/recovery.ts";
import { openStore } from "../../main/wallet/rows.ts";
import { SAMPLE } from "./sample-vault.ts";
import { testClock } from "./vault.ts";

const folder = process.argv[2] ?? "";
mkdirSync(folder, { recursive: true });
const { clock } = testClock(SAMPLE.made);
const deps = { clock, random: systemRandom, kdfPolicy: FLOOR_KDF };
const vault = await createVault(join(folder, "vault.sqlite"), SAMPLE.passphrase, deps, (rows) => {
  const store = openStore(rows);
  store.settings.put("wallet", SAMPLE.settings);
  for (const [id, row] of Object.entries(SAMPLE.issued)) store.issued.put(id, row);
  store.anchors.put("anchor", SAMPLE.anchor);
});
const store = openStore(vault);
recoveryRows(vault);
backupRows(vault).put("backup", { every: "daily", folder: "/media/stick" });
const keyring = new Keyring(vault, { random: systemRandom, clock });
for (const purpose of ["holder", "officer", "tag"] as const) keyring.createKey(purpose, SAMPLE.note);
const log = new ActivityLog(vault, clock);
for (const event of SAMPLE.events) log.append(event);
// A row that was written again and one that is gone, as in any wallet that was used.
store.anchors.put("anchor", SAMPLE.anchor);
store.anchors.put("gone", SAMPLE.anchor);
store.anchors.delete("gone");
const head = {
  vault: vault.id,
  made: SAMPLE.made,
  generation: vault.generation,
  name: "Sample",
  kind: "office",
} as const;
const file = await encryptAge(
  encodeBackup(head, vault.dump()),
  { passphrase: SAMPLE.passphrase },
  systemRandom,
  12,
);
writeFileSync(join(folder, "backup.age"), file);
vault.close();
