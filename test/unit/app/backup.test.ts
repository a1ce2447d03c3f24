import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { systemRandom } from "../../../main/doors/random.ts";
import { encryptAge } from "../../../main/vault/backup/age.ts";
import { encodeBackup } from "../../../main/vault/backup/content.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import type { ArgsOf } from "../../../src/contract/contract.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { TestApp } from "../../support/test-app.ts";

const PASSPHRASE = "a long walk";
const NEXT = "a longer walk";
const wallet: ArgsOf<"app.create_profile"> = {
  name: "Ada",
  kind: "citizen",
  passphrase: PASSPHRASE,
  registry: "A".repeat(43),
  sources: ["http://127.0.0.1:9/"],
  mode: "light",
  words: true,
};

interface Backed {
  readonly app: TestApp;
  readonly words: string;
  readonly folder: string;
}

async function backed(t: TestContext): Promise<Backed> {
  const app = new TestApp(t);
  const folder = join(tempFolder(t), "stick");
  mkdirSync(folder);
  await app.ask("app.create_profile", wallet);
  const { words, ask } = await app.ask("wallet.recovery_words", {});
  await app.ask("wallet.recovery_confirm", { words: ask.map((place) => words[place - 1] ?? "") });
  return { app, words: words.join(" "), folder };
}

const files = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.endsWith(".age"));
const newest = (folder: string): string => join(folder, files(folder).toSorted().at(-1) ?? "none");

test("a backup for the words opens on another machine, with all that was in the wallet", async (t) => {
  const { app, words, folder } = await backed(t);
  await app.ask("backup.set", { folder, every: "off" });
  const { last } = await app.ask("backup.now", {});
  assert.equal(files(folder).length, 1);
  assert.equal(last?.name, files(folder)[0]);
  assert.equal(last?.size, readFileSync(newest(folder)).length);
  const other = new TestApp(t);
  other.host.picks = { name: "x.age", bytes: readFileSync(newest(folder)) };
  const view = await other.ask("app.restore_profile", { key: { words }, passphrase: NEXT });
  assert.deepEqual(
    view?.profiles.map(({ name, kind, state }) => [name, kind, state]),
    [["Ada", "citizen", "open"]],
  );
  assert.equal((await other.ask("registry.status", {})).id, "A".repeat(43));
  assert.ok((await other.ask("backup.status", {})).restored !== undefined);
  // The words that opened it open the wallet too, and the passphrase is the new one.
  await other.ask("wallet.lock", {});
  assert.equal(await other.refused("wallet.unlock", { passphrase: PASSPHRASE }), "vault.wrong_passphrase");
  await other.ask("wallet.unlock", { passphrase: NEXT });
  await other.ask("wallet.lock", {});
  await other.ask("wallet.recover", { words, passphrase: PASSPHRASE });
  await other.ask("backup.set", { folder, every: "daily" });
  await other.ask("backup.now", {});
  assert.deepEqual([...app.bugs, ...other.bugs], []);
});

test("a backup for a passphrase opens with that and with nothing else", async (t) => {
  const { app, words, folder } = await backed(t);
  await app.ask("backup.set", { folder, every: "off" });
  assert.equal(await app.refused("backup.now", { passphrase: "short" }), "wallet.weak_passphrase");
  // Whoever finds the wallet open, or has script in its page, would carry all of it away.
  const given = { passphrase: "quite another phrase" };
  assert.equal(await app.refused("backup.now", given), "wallet.passphrase_again");
  assert.deepEqual(files(folder), []);
  assert.equal((await app.ask("backup.status", {})).failed, undefined);
  await app.ask("wallet.confirm", { passphrase: PASSPHRASE });
  await app.ask("backup.now", given);
  assert.equal(await app.refused("backup.now", given), "wallet.passphrase_again");
  const other = new TestApp(t);
  const restore = (key: ArgsOf<"app.restore_profile">["key"]) => ({
    key,
    passphrase: NEXT,
    from: newest(folder),
  });
  assert.equal(await other.refused("app.restore_profile", restore({ words })), "backup.other_key");
  const wrong = restore({ passphrase: PASSPHRASE });
  assert.equal(await other.refused("app.restore_profile", wrong), "backup.wrong_key");
  assert.deepEqual((await other.ask("app.status", {})).profiles, []);
  await other.ask("app.restore_profile", restore({ passphrase: "quite another phrase" }));
  assert.equal((await other.ask("wallet.status", {})).ways, undefined);
});

test("a folder must be there, be a folder, and lie outside of the program's own", async (t) => {
  const { app, folder } = await backed(t);
  const file = join(folder, "file");
  writeFileSync(file, "");
  symlinkSync(join(app.folder, "profiles"), join(folder, "link"));
  const [profile] = readdirSync(join(app.folder, "profiles"));
  const inside = join(app.folder, "profiles", profile ?? "");
  for (const bad of [
    "relative",
    join(folder, "none"),
    file,
    inside,
    join(folder, "link", profile ?? ""),
    "/\u0000",
  ]) {
    assert.equal(await app.refused("backup.set", { folder: bad, every: "off" }), "backup.folder", bad);
  }
  assert.equal(await app.refused("backup.now", {}), "backup.folder");
});

test("without words a backup is made for a passphrase only, and a schedule is refused", async (t) => {
  const app = new TestApp(t);
  const folder = tempFolder(t);
  await app.ask("app.create_profile", { ...wallet, words: false });
  assert.equal(await app.refused("backup.set", { folder, every: "daily" }), "backup.no_words");
  await app.ask("backup.set", { folder, every: "off" });
  assert.equal(await app.refused("backup.now", {}), "backup.no_words");
  assert.equal((await app.ask("backup.status", {})).failed, "backup.no_words");
  await app.ask("wallet.confirm", { passphrase: PASSPHRASE });
  await app.ask("backup.now", { passphrase: NEXT });
  assert.equal((await app.ask("backup.status", {})).failed, undefined);
});

test("a rehearsal proves that the newest opens, and restores nothing", async (t) => {
  const { app, words, folder } = await backed(t);
  assert.equal(await app.refused("backup.rehearse", { key: { words } }), "backup.none");
  await app.ask("backup.set", { folder, every: "off" });
  assert.equal(await app.refused("backup.rehearse", { key: { words } }), "backup.none");
  await app.ask("backup.now", {});
  const told = await app.ask("backup.rehearse", { key: { words } });
  assert.deepEqual(
    { ...told, made: 0 },
    { made: 0, certificates: 0, missing: [], issued: 0, issuedMissing: 0 },
  );
  assert.ok((await app.ask("backup.status", {})).rehearsed !== undefined);
  truncateSync(newest(folder), 300);
  assert.equal(await app.refused("backup.rehearse", { key: { words } }), "backup.malformed");
});

test("of a wallet's own backups the last fourteen are left, and nobody else's file is touched", async (t) => {
  const { app, folder } = await backed(t);
  await app.ask("backup.set", { folder, every: "off" });
  const foreign = ["sealfolio-0123456789-20200101T000000.age", "holiday.age", "sealfolio-notes.txt"];
  for (const name of foreign) writeFileSync(join(folder, name), "mine");
  for (let i = 0; i < 16; i++) await app.ask("backup.now", {});
  assert.equal(files(folder).length, 14 + 2);
  for (const name of foreign) assert.equal(readFileSync(join(folder, name), "utf8"), "mine");
});

test("the wallet that is here already is not made a second time", async (t) => {
  const { app, words, folder } = await backed(t);
  await app.ask("backup.set", { folder, every: "off" });
  await app.ask("backup.now", {});
  const before = readdirSync(join(app.folder, "profiles"));
  const again = { key: { words }, passphrase: NEXT, from: newest(folder) };
  assert.equal(await app.refused("app.restore_profile", again), "backup.exists");
  assert.deepEqual(readdirSync(join(app.folder, "profiles")), before);
});

const HEAD = {
  vault: "AAAAAAAAAAAAAAAAAAAAAA",
  made: 1,
  generation: 1,
  name: "Eve",
  kind: "citizen",
} as const;
const SETTINGS = { registry: "A".repeat(43), sources: ["http://127.0.0.1:9/"], mode: "light" };
const good = [{ collection: "settings", id: "wallet", stored: SETTINGS }];

/** Contents that open, and are none of ours. */
function planted(): readonly (readonly [what: string, code: string, content: Uint8Array])[] {
  const text = new TextDecoder().decode(encodeBackup(HEAD, good));
  const with_ = (change: (text: string) => string): Uint8Array => utf8(change(text));
  return [
    ["nothing", "backup.content", new Uint8Array(0)],
    ["another kind of text", "backup.content", utf8("hello\n")],
    ["an archive", "backup.content", utf8(`../../etc/passwd${"\0".repeat(512)}ustar`)],
    ["no last line", "backup.content", with_((all) => all.replace(/\{"rows":1\}\n$/, ""))],
    ["a wrong count", "backup.content", with_((all) => all.replace('{"rows":1}', '{"rows":2}'))],
    ["something after the end", "backup.content", with_((all) => `${all}{"rows":1}\n`)],
    ["a newer schema", "backup.newer", with_((all) => all.replace('"schema":1', '"schema":2'))],
    [
      "an unknown member",
      "backup.content",
      with_((all) => all.replace('"made":1', '"made":1,"path":"../x"')),
    ],
    ["a name that is a path", "backup.content", encodeBackup({ ...HEAD, name: "x".repeat(65) }, good)],
    ["no settings", "backup.content", encodeBackup(HEAD, [])],
    ["a row twice", "backup.content", encodeBackup(HEAD, [...good, ...good])],
    [
      "an unknown collection",
      "backup.content",
      encodeBackup(HEAD, [...good, { collection: "evil", id: "x", stored: 1 }]),
    ],
    [
      "a collection named as a path",
      "backup.content",
      encodeBackup(HEAD, [...good, { collection: "../x", id: "x", stored: 1 }]),
    ],
    [
      "a row of another shape",
      "backup.content",
      encodeBackup(HEAD, [...good, { collection: "held", id: "../../x", stored: { a: 1 } }]),
    ],
    [
      "a broken activity log",
      "backup.content",
      encodeBackup(HEAD, [
        ...good,
        { collection: "activity-head", id: "head", stored: { segment: 1, count: 3, last: "A".repeat(43) } },
      ]),
    ],
    [
      "bytes where text belongs",
      "backup.content",
      encodeBackup(HEAD, [{ collection: "settings", id: "wallet", stored: utf8("x") }]),
    ],
    [
      "deep nesting",
      "backup.content",
      with_((all) => all.replace('"mode"', `"x":${"[".repeat(100)}${"]".repeat(100)},"mode"`)),
    ],
  ];
}

test("planted contents are refused with the reason, and nothing of them is left", async (t) => {
  const app = new TestApp(t);
  const folder = tempFolder(t);
  const key = { passphrase: PASSPHRASE };
  for (const [what, code, content] of planted()) {
    const from = join(folder, "planted.age");
    writeFileSync(from, await encryptAge(content, key, systemRandom, 10));
    assert.equal(await app.refused("app.restore_profile", { key, passphrase: NEXT, from }), code, what);
  }
  assert.deepEqual((await app.ask("app.status", {})).profiles, []);
  assert.deepEqual(readdirSync(join(app.folder, "profiles")), []);
  assert.deepEqual(readdirSync(folder), ["planted.age"]);
  const from = join(folder, "planted.age");
  writeFileSync(from, await encryptAge(encodeBackup(HEAD, good), key, systemRandom, 10));
  assert.ok(await app.ask("app.restore_profile", { key, passphrase: NEXT, from }));
  assert.deepEqual(app.bugs, []);
});

test("files that are no backups are refused before anything is worked on", async (t) => {
  const app = new TestApp(t);
  const folder = tempFolder(t);
  const from = join(folder, "planted.age");
  const key = { passphrase: PASSPHRASE };
  const whole = await encryptAge(encodeBackup(HEAD, good), key, systemRandom, 10);
  const text = Buffer.from(whole).toString("latin1");
  const file = (change: (text: string) => string): Uint8Array => Buffer.from(change(text), "latin1");
  const cases: readonly (readonly [string, string, Uint8Array])[] = [
    ["empty", "backup.malformed", new Uint8Array(0)],
    ["no age file", "backup.malformed", utf8("hello")],
    ["an endless header", "backup.malformed", utf8(`age-encryption.org/v1\n${"-> x y\n\n".repeat(9000)}`)],
    ["a newer age", "backup.malformed", file((all) => all.replace("/v1", "/v2"))],
    ["absurd work", "backup.work_factor", file((all) => all.replace(/^(-> scrypt \S+) 10$/m, "$1 63"))],
    ["absurd digits", "backup.malformed", file((all) => all.replace(/^(-> scrypt \S+) 10$/m, "$1 999999"))],
    [
      "less work than was done",
      "backup.wrong_key",
      file((all) => all.replace(/^(-> scrypt \S+) 10$/m, "$1 9")),
    ],
    ["cut short", "backup.malformed", whole.subarray(0, whole.length - 1)],
    ["a flipped byte", "backup.malformed", whole.with(whole.length - 20, (whole.at(-20) ?? 0) ^ 1)],
    ["something behind it", "backup.malformed", Buffer.concat([whole, utf8("x")])],
  ];
  for (const [what, code, bytes] of cases) {
    writeFileSync(from, bytes);
    assert.equal(await app.refused("app.restore_profile", { key, passphrase: NEXT, from }), code, what);
  }
  symlinkSync(from, join(folder, "link.age"));
  for (const path of [join(folder, "link.age"), "relative.age", folder]) {
    const asked = { key, passphrase: NEXT, from: path };
    assert.equal(await app.refused("app.restore_profile", asked), "backup.malformed", path);
  }
  const none = { key, passphrase: NEXT, from: join(folder, "none.age") };
  assert.equal(await app.refused("app.restore_profile", none), "backup.none");
  assert.equal(await app.ask("app.restore_profile", { key, passphrase: NEXT }), null);
  assert.deepEqual(app.bugs, []);
});
