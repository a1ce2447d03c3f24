import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { _electron } from "playwright-core";
import { findElectron } from "../../main/launch/electron-binary.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { tinyPage } from "../support/tiny-page.ts";

const root = join(import.meta.dirname, "..", "..");
const binary = findElectron(root);
const skip = binary === undefined ? "Electron's binary is not installed" : false;

test(
  "the program runs in Electron itself: its page, its bridge, and nothing of Node in the page",
  { skip },
  async (t) => {
    assert.ok(binary !== undefined);
    const isRoot = process.getuid?.() === 0;
    const data = tempFolder(t);
    const app = await _electron.launch({
      executablePath: binary,
      args: [...(isRoot ? ["--no-sandbox"] : []), root, "--data", data, "--page", tinyPage(t)],
    });
    t.after(() => app.close());
    const page = await app.firstWindow();
    await page.getByText("ready", { exact: true }).waitFor();
    assert.equal(page.url(), "sealfolio://app/");
    const status: unknown = await page.evaluate(`sealfolio.call("app.status", {})`);
    const { ok, value } = status as { ok: boolean; value: { host: string } };
    assert.deepEqual([ok, value.host], [true, "electron"]);
    const seen: unknown = await page.evaluate(
      `[typeof require, typeof process, Object.keys(sealfolio).join()]`,
    );
    assert.deepEqual(seen, ["undefined", "undefined", "call,on"]);
  },
);

test("a package's fuses leave no way round the program", () => {
  const text = readFileSync(join(root, "electron-builder.yml"), "utf8");
  const fuses = /^electronFuses:\n((?: {2}\w+: \w+\n)+)/m.exec(text)?.[1] ?? "";
  const set = Object.fromEntries(
    fuses
      .trim()
      .split("\n")
      .map((line) => line.trim().split(": ")),
  );
  assert.deepEqual(set, {
    runAsNode: "false",
    enableNodeOptionsEnvironmentVariable: "false",
    enableNodeCliInspectArguments: "false",
    enableCookieEncryption: "true",
    enableEmbeddedAsarIntegrityValidation: "true",
    onlyLoadAppFromAsar: "true",
    loadBrowserProcessSpecificV8Snapshot: "false",
    grantFileProtocolExtraPrivileges: "false",
  });
});
