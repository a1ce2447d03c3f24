import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { lockFolder } from "../../../main/doors/folder-lock.ts";
import { startScript } from "../../support/child.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const HOLDER = join(import.meta.dirname, "..", "..", "support", "hold-folder.ts");

test("a second holder is refused until the first lets go", (t) => {
  const folder = join(tempFolder(t), "data");
  const first = lockFolder(folder);
  assert.throws(() => lockFolder(folder), { code: "folder.in_use" });
  first.release();
  first.release();
  lockFolder(folder).release();
});

test("a second program is refused, and a killed one leaves no lock behind", async (t) => {
  const folder = tempFolder(t);
  const holder = startScript(t, HOLDER, { args: [folder] });
  assert.equal(await holder.line(), "held");
  assert.throws(() => lockFolder(folder), { code: "folder.in_use" });
  await holder.kill();
  const ours = lockFolder(folder);
  const other = startScript(t, HOLDER, { args: [folder] });
  assert.equal(await other.line(), "folder.in_use");
  ours.release();
});

test("a lock file that somebody wrote into still locks", (t) => {
  const folder = tempFolder(t);
  writeFileSync(join(folder, "in-use.lock"), "x".repeat(5000));
  const held = lockFolder(folder);
  assert.throws(() => lockFolder(folder), { code: "folder.in_use" });
  held.release();
});

test("a folder that cannot be one is refused", (t) => {
  const path = join(tempFolder(t), "file");
  writeFileSync(path, "");
  assert.throws(() => lockFolder(path), { name: "FileError" });
});
