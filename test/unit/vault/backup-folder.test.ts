import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { decodeBackup, encodeBackup } from "../../../main/vault/backup/content.ts";
import { listBackups, MAX_BACKUP, readNewest, writeBackup } from "../../../main/vault/backup/folder.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const VAULT = "AAAAAAAAAAAAAAAAAAAAAA";
const NOW = 1_800_000_000;
const KEPT = 14;

test("a clock that was ahead, or names that say so, push no later backup out", (t) => {
  const folder = tempFolder(t);
  for (let i = 0; i < KEPT; i++) writeBackup(folder, VAULT, utf8(`ahead ${i}`), NOW + 1_000_000 + i);
  for (let i = 0; i < 3; i++) {
    const name = writeBackup(folder, VAULT, utf8(`now ${i}`), NOW + i);
    assert.ok(readdirSync(folder).includes(name));
    assert.deepEqual(readNewest(folder, VAULT, NOW + i), utf8(`now ${i}`));
    assert.equal(readdirSync(folder).length, KEPT);
  }
  for (let i = 3; i < KEPT; i++) writeBackup(folder, VAULT, utf8(`now ${i}`), NOW + i);
  const stamps = listBackups(folder, VAULT, NOW + KEPT).map((name) => name.slice(21));
  assert.deepEqual(stamps, stamps.toSorted());
  assert.ok(stamps.every((stamp) => stamp < "20270116"));
});

test("of backups of one second the one made last is the newest", (t) => {
  const folder = tempFolder(t);
  for (let i = 1; i <= 11; i++) writeBackup(folder, VAULT, utf8(`copy ${i}`), NOW);
  assert.deepEqual(readNewest(folder, VAULT, NOW), utf8("copy 11"));
});

test("what is larger than any backup that is read is not written", (t) => {
  const folder = tempFolder(t);
  assert.throws(() => writeBackup(folder, VAULT, new Uint8Array(MAX_BACKUP + 1), NOW), {
    code: "backup.wallet_too_large",
  });
  writeFileSync(join(folder, "other"), "");
  assert.deepEqual(readdirSync(folder), ["other"]);
});

test("an office's wallet of many rows is backed up whole", () => {
  const head = { vault: VAULT, made: NOW, generation: 1, name: "Land", kind: "office" } as const;
  const rows = Array.from({ length: 130_000 }, (_, i) => ({ collection: "r", id: `${i}`, stored: i }));
  const { rows: read } = decodeBackup(encodeBackup(head, rows));
  assert.equal(read.length, rows.length);
  assert.deepEqual(read.at(-1), rows.at(-1));
});
