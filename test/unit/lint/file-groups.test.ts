import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { grouped } from "../../support/file-groups.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const files = globSync("test/{unit,vectors-run,property,contract}/**/*.test.ts", { cwd: root }).map((file) =>
  join(root, file),
);

function importedBy(group: string): readonly string[] {
  return [...readFileSync(group, "utf8").matchAll(/"(file:[^"]+)"/g)].map(([, url = ""]) =>
    fileURLToPath(url),
  );
}

test("every file of tests is run once, by itself or in a group", (t) => {
  const folder = join(tempFolder(t), "groups");
  const run = grouped(root, files, folder);
  const groups = run.filter((file) => !relative(folder, file).startsWith(".."));
  const alone = run.filter((file) => !groups.includes(file));
  assert.ok(groups.length > 1 && alone.length > 1);
  assert.deepEqual([...alone, ...groups.flatMap(importedBy)].toSorted(), files.toSorted());
});

test("a group of before is gone where fewer files are run", (t) => {
  const folder = join(tempFolder(t), "groups");
  grouped(root, files, folder);
  const [first = ""] = files.filter((file) => file.includes("vectors-run"));
  const run = grouped(root, [first], folder);
  assert.deepEqual(globSync("*", { cwd: folder }).length, 1);
  assert.deepEqual(run.flatMap(importedBy), [first]);
});

test("files that share a process change nothing of it", (t) => {
  const folder = join(tempFolder(t), "groups");
  const shared = grouped(root, files, folder)
    .filter((file) => !relative(folder, file).startsWith(".."))
    .flatMap(importedBy);
  const own =
    /\bmock\b|process\.(?:env\[[^\]]+\]\s*\??\??=[^=]|chdir|exit|on\(|umask)|\.listen\(|new Worker\(|^(?:before|after|beforeEach|afterEach)\(/m;
  assert.deepEqual(
    shared.filter((file) => own.test(readFileSync(file, "utf8"))).map((file) => relative(root, file)),
    [],
  );
});
