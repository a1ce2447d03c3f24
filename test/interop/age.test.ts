import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { systemRandom } from "../../main/doors/random.ts";
import { decryptAge, encryptAge, identityOf, recipientOf } from "../../main/vault/backup/age.ts";
import { decodeBackup } from "../../main/vault/backup/content.ts";
import { secretOf, splitWords } from "../../src/recovery/words.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { TestApp } from "../support/test-app.ts";

// Against the age program (Debian's package `age`), both ways.

const hasAge = spawnSync("age", ["--version"], { stdio: "ignore" }).status === 0;
const skip = hasAge ? false : "no age program installed";
const SECRET = new Uint8Array(32).fill(5);

interface Done {
  readonly status: number | null;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

function age(args: readonly string[], input?: Uint8Array): Done {
  const { status, stdout, stderr } = spawnSync("age", args, {
    maxBuffer: 1 << 28,
    ...(input !== undefined && { input }),
  });
  return { status, stdout: Uint8Array.from(stdout), stderr: stderr.toString() };
}

/** age takes passphrases from a terminal only; `script` lends it one. */
function ageWithPassphrase(args: string, passphrase: string, times: number): number | null {
  const lines = `${passphrase}\n`.repeat(times);
  return spawnSync("script", ["-q", "-e", "-c", `age ${args}`, "/dev/null"], {
    input: lines,
    stdio: ["pipe", "ignore", "ignore"],
  }).status;
}

test("the age program opens what we encrypt for recovery words, and we what it does", { skip }, async (t) => {
  const folder = tempFolder(t);
  const identity = join(folder, "identity");
  writeFileSync(identity, `${identityOf(SECRET)}\n`, { mode: 0o600 });
  const recipient = await recipientOf(SECRET);
  for (const length of [0, 1, 65_535, 65_536, 65_537, 300_000]) {
    const content = systemRandom(length);
    const ours = await encryptAge(content, { recipient }, systemRandom);
    const opened = age(["-d", "-i", identity], ours);
    assert.equal(opened.status, 0, opened.stderr);
    assert.deepEqual(opened.stdout, Uint8Array.from(content));
    const theirs = age(["-r", recipient], content);
    assert.equal(theirs.status, 0, theirs.stderr);
    assert.deepEqual(await decryptAge(theirs.stdout, { secret: SECRET }), Uint8Array.from(content));
  }
  assert.equal(spawnSync("age-keygen", ["-y", identity]).stdout.toString().trim(), recipient);
});

test("the age program opens what we encrypt for a passphrase, and we what it does", { skip }, async (t) => {
  const folder = tempFolder(t);
  const [plain, ours, theirs, out] = ["plain", "ours.age", "theirs.age", "out"].map((name) =>
    join(folder, name),
  );
  const content = systemRandom(100_000);
  const passphrase = "four quiet words together";
  writeFileSync(plain as string, content);
  writeFileSync(ours as string, await encryptAge(content, { passphrase }, systemRandom));
  assert.equal(ageWithPassphrase(`-d -o ${out} ${ours}`, passphrase, 1), 0);
  assert.deepEqual(readFileSync(out as string), Buffer.from(content));
  assert.equal(ageWithPassphrase(`-p -o ${theirs} ${plain}`, passphrase, 2), 0);
  assert.deepEqual(
    await decryptAge(readFileSync(theirs as string), { passphrase }),
    Uint8Array.from(content),
  );
});

test("a wallet's own backup is read by the age program and a text editor", { skip }, async (t) => {
  const app = new TestApp(t);
  const folder = join(tempFolder(t), "stick");
  mkdirSync(folder);
  await app.ask("app.create_profile", {
    name: "Ada",
    kind: "citizen",
    passphrase: "a long walk",
    registry: "A".repeat(43),
    sources: ["http://127.0.0.1:9/"],
    mode: "light",
    words: true,
  });
  const { words, ask } = await app.ask("wallet.recovery_words", {});
  await app.ask("wallet.recovery_confirm", { words: ask.map((place) => words[place - 1] ?? "") });
  await app.ask("backup.set", { folder, every: "off" });
  await app.ask("backup.now", {});
  const identity = join(folder, "identity");
  writeFileSync(identity, identityOf(secretOf(splitWords(words.join(" ")))), { mode: 0o600 });
  const [name = ""] = readdirSync(folder).filter((each) => each.endsWith(".age"));
  const opened = age(["-d", "-i", identity, join(folder, name)]);
  assert.equal(opened.status, 0, opened.stderr);
  const { head, rows } = decodeBackup(opened.stdout);
  assert.equal(head.name, "Ada");
  assert.ok(rows.some(({ collection }) => collection === "settings"));
  assert.match(Buffer.from(opened.stdout).toString(), /^\{"format":"sealfolio\/backup",/);
});

test("a file that the age program finds damaged is refused by us too", { skip }, async (t) => {
  const folder = tempFolder(t);
  const identity = join(folder, "identity");
  writeFileSync(identity, identityOf(SECRET), { mode: 0o600 });
  const whole = await encryptAge(systemRandom(100), { recipient: await recipientOf(SECRET) }, systemRandom);
  for (let at = 0; at < whole.length; at += 23) {
    const bad = whole.with(at, (whole[at] ?? 0) ^ 4);
    const accepts = age(["-d", "-i", identity], bad).status === 0;
    const ours = await decryptAge(bad, { secret: SECRET }).then(
      () => true,
      () => false,
    );
    assert.equal(ours, accepts, `byte ${at}`);
    assert.equal(ours, false, `byte ${at}`);
  }
});
