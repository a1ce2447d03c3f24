import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Preferences } from "../../main/app/preferences.ts";
import { preferencesPorts } from "../support/preferences-ports.ts";
import { tempFolder } from "../support/temp-folder.ts";

const DEFAULTS = { language: "system", theme: "system", autoLockMinutes: 5, hideFromCapture: false };
const ports = await preferencesPorts();
assert.equal(Object.keys(ports).length, 2);

for (const [name, open] of Object.entries(ports)) {
  test(`${name}: nothing kept yet means the defaults, and reading writes nothing of it`, (t) => {
    const folder = tempFolder(t);
    assert.deepEqual(new Preferences(open(folder)).now, DEFAULTS);
  });

  test(`${name}: what is changed is kept, the rest stays`, (t) => {
    const folder = tempFolder(t);
    const preferences = new Preferences(open(folder));
    assert.deepEqual(preferences.change({ theme: "dark" }), { ...DEFAULTS, theme: "dark" });
    preferences.change({ language: "ar", autoLockMinutes: 0, theme: undefined });
    const again = new Preferences(open(folder)).now;
    assert.deepEqual(again, { ...DEFAULTS, language: "ar", theme: "dark", autoLockMinutes: 0 });
    if (process.platform !== "win32") {
      assert.equal(statSync(join(folder, "preferences.json")).mode & 0o077, 0);
    }
  });

  test(`${name}: a file that is none, or of another shape, is the defaults again`, (t) => {
    const folder = tempFolder(t);
    const path = join(folder, "preferences.json");
    const contents = [
      "",
      "\0\0\0",
      "null",
      "[]",
      "7",
      "{",
      '{"preferences":7}',
      '{"preferences":{"language":"xx","theme":7,"autoLockMinutes":-1,"hideFromCapture":"yes"}}',
      '{"preferences":{"__proto__":{"theme":"dark"}}}',
      `{"preferences":"${"x".repeat(1 << 20)}"}`,
      "[".repeat(100_000),
    ];
    for (const content of contents) {
      writeFileSync(path, content);
      const preferences = new Preferences(open(folder));
      assert.deepEqual(preferences.now, DEFAULTS, content.slice(0, 40));
      assert.deepEqual(preferences.change({ theme: "light" }), { ...DEFAULTS, theme: "light" });
      assert.deepEqual(new Preferences(open(folder)).now, { ...DEFAULTS, theme: "light" });
    }
  });

  test(`${name}: a file that cannot be opened keeps nobody from their wallets`, (t) => {
    const folder = tempFolder(t);
    mkdirSync(join(folder, "preferences.json"));
    const preferences = new Preferences(open(folder));
    assert.deepEqual(preferences.now, DEFAULTS);
    assert.throws(() => preferences.change({ theme: "dark" }), { code: "app.preferences_not_kept" });
    rmdirSync(join(folder, "preferences.json"));
    assert.equal(preferences.change({ theme: "dark" }).theme, "dark");
  });

  test(`${name}: one value that cannot be read costs that value alone`, (t) => {
    const folder = tempFolder(t);
    const kept = { preferences: { language: "de", theme: "sepia", autoLockMinutes: 5, extra: 1 } };
    writeFileSync(join(folder, "preferences.json"), JSON.stringify(kept));
    assert.deepEqual(new Preferences(open(folder)).now, { ...DEFAULTS, language: "de" });
  });
}

test("preferences that cannot be kept say so and stay as they were", () => {
  const full = (): never => {
    throw new Error("no space");
  };
  const preferences = new Preferences({ read: full, write: full });
  assert.throws(() => preferences.change({ theme: "dark" }), { code: "app.preferences_not_kept" });
  assert.deepEqual(preferences.now, DEFAULTS);
});

test("both keep the same file", (t) => {
  const folder = tempFolder(t);
  const [first, second] = Object.values(ports);
  assert.ok(first !== undefined && second !== undefined);
  new Preferences(first(folder)).change({ language: "de" });
  assert.equal(new Preferences(second(folder)).now.language, "de");
  assert.deepEqual(readdirSync(folder), ["preferences.json"]);
  assert.ok(existsSync(join(folder, "preferences.json")));
  assert.doesNotThrow(() => JSON.parse(readFileSync(join(folder, "preferences.json"), "utf8")) as unknown);
});
