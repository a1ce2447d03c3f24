import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createVault } from "../../../main/vault/create.ts";
import { openVault } from "../../../main/vault/vault.ts";
import { startScript } from "../../support/child.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { PASSPHRASE, vaultDeps } from "../../support/vault.ts";
import { ledger } from "../../support/vault-rounds.ts";

const FILLER = join(import.meta.dirname, "..", "..", "support", "vault-filler.ts");
/** Blocks of 512 bytes that a file may have. */
const LIMITS = [120, 133, 150, 171, 190, 201, 222, 256];
/** With each. */
const POINTS = Math.ceil(Number(process.env["SEALFOLIO_POINTS"] ?? 64) / LIMITS.length);
const skip = process.platform === "win32" ? "Windows only knows quotas of whole disks" : false;

test(
  `at ${POINTS * LIMITS.length} points where the disk is full, a write is refused with a code and all is as before`,
  { skip },
  async (t) => {
    const codes = new Map<string, number>();
    for (const fileBlocks of LIMITS) {
      const path = join(tempFolder(t), "vault");
      (await createVault(path, PASSPHRASE, vaultDeps())).close();
      const filler = startScript(t, FILLER, { args: [path, String(POINTS)], fileBlocks });
      const lines = [...(await filler.rest())];
      assert.equal(await filler.ended(), 0);
      const kept = lines.pop();
      assert.equal(lines.length, POINTS);
      for (const code of lines) codes.set(code, (codes.get(code) ?? 0) + 1);
      const vault = openVault(path, vaultDeps());
      await vault.unlock(PASSPHRASE);
      assert.equal(`kept ${ledger(vault).count()}`, kept);
      vault.close();
    }
    t.diagnostic(JSON.stringify(Object.fromEntries(codes)));
    for (const code of codes.keys()) assert.ok(["database.full", "database.io"].includes(code), code);
  },
);

test("a vault that does not fit on the disk is not made", { skip }, async (t) => {
  const folder = tempFolder(t);
  const maker = join(import.meta.dirname, "..", "..", "support", "vault-maker.ts");
  const child = startScript(t, maker, { args: [folder, "0"], fileBlocks: 16 });
  assert.deepEqual(await child.rest(), ["start", "database.io"]);
  assert.deepEqual(readdirSync(folder), []);
});
