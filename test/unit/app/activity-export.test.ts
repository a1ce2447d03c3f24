import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { ActivityLog, verifyActivity } from "../../../main/vault/activity.ts";
import { openVault } from "../../../main/vault/vault.ts";
import { MAX_TEXT } from "../../../src/contract/calls/host.ts";
import type { ArgsOf } from "../../../src/contract/contract.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { TestApp } from "../../support/test-app.ts";
import { vaultDeps } from "../../support/vault.ts";

const PASSPHRASE = "a long walk";
const wallet: ArgsOf<"app.create_profile"> = {
  name: "Ada",
  kind: "citizen",
  passphrase: PASSPHRASE,
  registry: "A".repeat(43),
  sources: ["http://127.0.0.1:9/"],
  mode: "light",
};
/** As much as one row may hold. */
const NAMES = Array.from({ length: 256 }, (_, i) => `claim-${i}-`.padEnd(200, "x"));

interface Exported {
  readonly format: string;
  readonly rows: Parameters<typeof verifyActivity>[0];
}

/** A wallet with so many rows that name a great deal, locked. */
async function filled(t: TestContext, rows: number): Promise<{ readonly app: TestApp; readonly id: string }> {
  const app = new TestApp(t);
  const { active: id } = await app.ask("app.create_profile", wallet);
  assert.ok(id !== undefined);
  await app.ask("app.close_profile", { id });
  const vault = openVault(join(app.folder, "profiles", id, "vault.sqlite"), vaultDeps());
  await vault.unlock(PASSPHRASE);
  const log = new ActivityLog(vault, () => 1_800_000_000);
  vault.transaction(() => {
    for (let i = 0; i < rows; i++) log.append({ kind: "presentation", outcome: "done", given: NAMES });
  });
  vault.close();
  await app.ask("app.open_profile", { id });
  return { app, id };
}

test("a log longer than any message is written by main where the person says, whole and linked", async (t) => {
  const { app } = await filled(t, 70);
  const place = join(tempFolder(t), "stick");
  mkdirSync(place);
  app.host.place = place;
  assert.equal(await app.refused("app.export_activity", {}), "call.locked");
  assert.deepEqual(readdirSync(place), []);
  await app.ask("wallet.unlock", { passphrase: PASSPHRASE });
  assert.deepEqual(await app.ask("app.export_activity", {}), {
    saved: "Downloads/sealfolio-activity.json",
  });
  assert.deepEqual(readdirSync(place), ["sealfolio-activity.json"], "and nothing beside it");
  const text = readFileSync(join(place, "sealfolio-activity.json"), "utf8");
  assert.ok(text.length > MAX_TEXT, `${text.length}`);
  const exported = JSON.parse(text) as Exported;
  assert.equal(exported.format, "sealfolio/activity/v1");
  verifyActivity(exported.rows);
  const shown = await app.ask("activity.list", { limit: 1000 });
  assert.deepEqual(
    exported.rows.map(({ seq, kind }) => `${seq} ${kind}`),
    shown.map(({ seq, kind }) => `${seq} ${kind}`).toReversed(),
  );
});

test("none chosen, a folder that is gone: nothing is written, and the second is said", async (t) => {
  const { app } = await filled(t, 1);
  await app.ask("wallet.unlock", { passphrase: PASSPHRASE });
  assert.deepEqual(await app.ask("app.export_activity", {}), { saved: null });
  app.host.place = join(tempFolder(t), "gone");
  assert.equal(await app.refused("app.export_activity", {}), "host.not_saved");
  assert.deepEqual(app.bugs, []);
});
