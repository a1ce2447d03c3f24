import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { systemRandom } from "../../../main/doors/random.ts";
import { ActivityLog } from "../../../main/vault/activity.ts";
import { bytesCodec, jsonCodec } from "../../../main/vault/collection.ts";
import { createVault } from "../../../main/vault/create.ts";
import { Keyring } from "../../../main/vault/keyring.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { testClock, vaultDeps } from "../../support/vault.ts";

const MARK = "Zyx-Mustermann-4711";
const SECRET = utf8("a marked secret of 32 bytes long");

/** The ways in which a value could lie in a file without being hidden. */
function forms(value: Uint8Array): readonly Buffer[] {
  const bytes = Buffer.from(value);
  const base64 = [0, 1, 2].map((skip) => bytes.subarray(skip).toString("base64").slice(0, 16));
  return [
    bytes,
    Buffer.from(bytes.toString("latin1"), "utf16le"),
    Buffer.from(bytes.toString("hex")),
    Buffer.from(bytes.toString("hex").toUpperCase()),
    ...base64.map((text) => Buffer.from(text)),
    ...base64.map((text) => Buffer.from(text.replaceAll("+", "-").replaceAll("/", "_"))),
  ];
}

function findMarks(folder: string): readonly string[] {
  const marks = [utf8(MARK), SECRET].flatMap(forms);
  return readdirSync(folder).filter((name) => {
    const content = Buffer.concat([Buffer.from(name), readFileSync(join(folder, name))]);
    return marks.some((mark) => content.includes(mark));
  });
}

test("nothing marked lies on disk, not while it is written, not afterwards, not deleted", async (t) => {
  const folder = tempFolder(t);
  const deps = {
    ...vaultDeps(),
    random: (length: number) => (length === 32 ? Uint8Array.from(SECRET) : systemRandom(length)),
  };
  const vault = await createVault(join(folder, "vault"), `passphrase ${MARK}`, deps);
  t.after(() => vault.close());
  const things = vault.collection(
    "things",
    jsonCodec((value) => value),
  );
  const keyring = new Keyring(vault, { random: deps.random, clock: testClock().clock });
  const log = new ActivityLog(vault, testClock().clock);
  vault.transaction(() => {
    for (let i = 0; i < 50; i++) things.put(`${MARK} ${i}`, { [MARK]: MARK.repeat(i * 10) });
    vault.collection("blobs", bytesCodec).put(MARK, utf8(MARK.repeat(1000)));
    for (const purpose of ["officer", "tag"] as const) keyring.createKey(purpose, MARK);
    log.append({ kind: "check", outcome: "done", party: MARK, asked: [MARK], given: [MARK] });
    assert.deepEqual(findMarks(folder), []);
  });
  assert.equal(findMarks(folder).length, 0);
  vault.transaction(() => {
    for (const entry of things.list()) things.delete(entry.id);
    log.clear();
    assert.ok(readdirSync(folder).some((name) => name.endsWith("-journal")));
    assert.deepEqual(findMarks(folder), []);
  });
  await vault.changePassphrase(`passphrase ${MARK}`, `another ${MARK}`);
  await assert.rejects(vault.confirm(MARK), { code: "vault.wrong_passphrase" });
  assert.deepEqual(findMarks(folder), []);
  vault.close();
  assert.deepEqual(findMarks(folder), []);
});

test("the search for marks would find one", (t) => {
  const folder = tempFolder(t);
  for (const [index, form] of [utf8(MARK), SECRET].flatMap(forms).entries()) {
    writeFileSync(join(folder, String(index)), Buffer.concat([systemRandom(100), form, systemRandom(100)]));
  }
  assert.equal(findMarks(folder).length, readdirSync(folder).length);
});

test("errors carry no value, in text or in details", async (t) => {
  const vault = await createVault(join(tempFolder(t), "vault"), MARK, vaultDeps());
  t.after(() => vault.close());
  const things = vault.collection(
    "things",
    jsonCodec((value) => value),
  );
  things.put(MARK, MARK);
  const refused: unknown[] = [];
  for (const work of [
    () => things.put(MARK, MARK, { expected: 7 }),
    () => things.put(MARK.repeat(100), 1),
    () => vault.collection(MARK, bytesCodec),
    () => vault.collection("things", bytesCodec).get(MARK),
  ]) {
    try {
      work();
    } catch (error) {
      refused.push(error);
    }
  }
  await vault.confirm(`${MARK} wrong`).catch((error: unknown) => refused.push(error));
  assert.equal(refused.length, 5);
  for (const error of refused) {
    assert.ok(error instanceof Error);
    assert.ok(!`${error.message}${error.stack}${JSON.stringify(error)}`.includes(MARK));
  }
});
