import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { _electron, type Page } from "playwright-core";
import { findElectron } from "../../main/launch/electron-binary.ts";
import { readFuses, wantedFuses } from "../support/fuse-wire.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { assertStopped, tinyPage, TRY_FROM_PAGE_CODE } from "../support/tiny-page.ts";

const root = join(import.meta.dirname, "..", "..");
const YML = join(root, "electron-builder.yml");
const binary = findElectron(root);
const skip = binary === undefined ? "Electron's binary is not installed" : false;

/** The program as a checkout runs it, with a page of a few lines. */
async function open(t: TestContext): Promise<{ readonly page: Page }> {
  assert.ok(binary !== undefined);
  const isRoot = process.getuid?.() === 0;
  const app = await _electron.launch({
    executablePath: binary,
    args: [...(isRoot ? ["--no-sandbox"] : []), root, "--data", tempFolder(t), "--page", tinyPage(t)],
  });
  t.after(() => app.close());
  const page = await app.firstWindow();
  await page.getByText("ready", { exact: true }).waitFor();
  return { page };
}

test(
  "the program runs in Electron itself: its page, its bridge, and nothing of Node in the page",
  { skip },
  async (t) => {
    const { page } = await open(t);
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

const packaged = globSync("dist/packages/*-unpacked/sealfolio*", { cwd: root }).map((path) =>
  join(root, path),
);

test(
  "a package's binary has the fuses that its packaging names",
  { skip: packaged.length === 0 ? "Electron's binary is not installed, so no package was made" : false },
  () => {
    for (const path of packaged) assert.deepEqual(readFuses(readFileSync(path)), wantedFuses(YML), path);
  },
);

test(
  "in Electron itself: strict policy and Trusted Types stop what a hole in the page would try",
  { skip },
  async (t) => {
    const { page } = await open(t);
    const outcome = await page.evaluate<{ readonly [name: string]: string }>(TRY_FROM_PAGE_CODE);
    assertStopped(outcome);
  },
);
