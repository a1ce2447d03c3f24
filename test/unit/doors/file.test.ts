import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  ensureFolder,
  readFileCapped,
  removeFile,
  removeLeftovers,
  writeFileDurably,
} from "../../../main/doors/file.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { tempFolder } from "../../support/temp-folder.ts";

test("a written file replaces the old one whole and leaves nothing beside it", (t) => {
  const folder = tempFolder(t);
  const path = join(folder, "a");
  writeFileDurably(path, utf8("old"));
  writeFileDurably(path, utf8("new"));
  assert.equal(readFileSync(path, "utf8"), "new");
  assert.deepEqual(readdirSync(folder), ["a"]);
  if (process.platform !== "win32") assert.equal(statSync(path).mode & 0o777, 0o600);
});

test("a new file never takes the place of another", (t) => {
  const path = join(tempFolder(t), "a");
  writeFileDurably(path, utf8("first"), { mustBeNew: true });
  assert.throws(() => writeFileDurably(path, utf8("second"), { mustBeNew: true }), { code: "file.exists" });
  assert.equal(readFileSync(path, "utf8"), "first");
});

test("a write into nowhere says so and leaves nothing", (t) => {
  const folder = tempFolder(t);
  assert.throws(() => writeFileDurably(join(folder, "no", "a"), utf8("x")), { code: "file.missing" });
  mkdirSync(join(folder, "taken"));
  assert.throws(() => writeFileDurably(join(folder, "taken"), utf8("x")), { name: "FileError" });
  assert.deepEqual(readdirSync(folder), ["taken"]);
});

test("reading is capped, and only files are read", (t) => {
  const folder = tempFolder(t);
  const path = join(folder, "a");
  writeFileSync(path, "12345");
  assert.deepEqual(readFileCapped(path, 5), utf8("12345"));
  assert.throws(() => readFileCapped(path, 4), { code: "file.too_large" });
  assert.throws(() => readFileCapped(folder, 4), { code: "file.not_a_file" });
  assert.throws(() => readFileCapped(join(folder, "b"), 4), { code: "file.missing" });
});

test("removing twice is fine, and leftovers of cut-off writes are cleared away", (t) => {
  const folder = join(tempFolder(t), "x", "y");
  ensureFolder(folder);
  const path = join(folder, "a");
  writeFileDurably(path, utf8("x"));
  const leftover = `${path}.0123456789abcdef.part`;
  writeFileSync(leftover, "half");
  removeLeftovers(folder);
  assert.ok(!existsSync(leftover) && existsSync(path));
  removeFile(path);
  removeFile(path);
  assert.ok(!existsSync(path));
});
