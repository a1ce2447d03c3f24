import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { askCli, runCli } from "../../support/cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { WarmCli } from "../../support/warm-cli.ts";

// Who looks at the process itself (its launcher, its streams, its environment) starts one; the others
// share those that have read the program in.

const root = tempFolder({ after });
const warm = new WarmCli({ after });
const USAGE = { ok: false, code: "cli.usage" };

test("a newcomer is told what there is, by whatever Node there is", async () => {
  const [bare, long, short] = await Promise.all([
    runCli([], { launched: true }),
    warm.run(["--help"]),
    warm.run(["help"]),
  ]);
  for (const ran of [bare, long, short]) {
    assert.equal(ran.exit, 0);
    assert.match(ran.stdout, /sealfolio demo[^]*sealfolio registry serve/);
    assert.equal(ran.stderr, "");
  }
  const one = await runCli(["wallet", "create", "--help"]);
  assert.deepEqual([one.exit, one.stderr], [0, ""]);
  assert.match(one.stdout, /^sealfolio wallet create --wallet DIR[^]*--registry ID/);
  const { help } = await warm.ask<{ help: string }>(["wallet", "create", "--help"]);
  assert.equal(`${help}\n`, one.stdout);
});

test("wrong usage ends with 2 and says how it is meant, on standard error", async () => {
  const wrong: readonly (readonly string[])[] = [
    ["nothing"],
    ["wallet", "nothing"],
    ["wallet", "list"],
    ["wallet", "create", "--walet", root],
    ["registry", "init", root, "--name", "x", "--origin", "o", "--authorities", "16"],
    ["registry", "serve", root, "--port", "65536"],
    ["inspect"],
    ["wallet", "list", "--wallet"],
  ];
  const ran = [[wrong[0] ?? [], await runCli(wrong[0] ?? [])] as const];
  for (const args of wrong.slice(1)) ran.push([args, await warm.run(args)]);
  for (const [args, { exit, stdout, stderr }] of ran) {
    assert.deepEqual([exit, stdout], [2, ""], args.join(" "));
    assert.match(stderr, /sealfolio [a-z]+/, args.join(" "));
  }
  for (const at of [0, 2, 4]) assert.deepEqual(await warm.ask(wrong[at] ?? [], 2), USAGE);
});

test("arguments that no call reads are wrong usage too", async () => {
  const secret = join(root, "secret");
  writeFileSync(secret, "a long walk\n");
  const wallet = ["--wallet", join(root, "w"), "--passphrase-file", secret];
  const create = ["wallet", "create", ...wallet];
  const refused = { ok: false, code: "call.arguments" };
  assert.deepEqual(
    await warm.ask([...create, "--registry", "x", "--source", "http://127.0.0.1:9"], 2),
    refused,
  );
  const registry = ["--registry", "A".repeat(43)];
  assert.deepEqual(await warm.ask([...create, ...registry, "--source", "file:///etc/passwd"], 2), refused);
  assert.deepEqual(await warm.ask([...create, ...registry], 2), refused);
});

test("what cannot be done ends with 4 and its code", async () => {
  const missing = join(root, "missing");
  const cases: readonly (readonly [args: readonly string[], code: string])[] = [
    [["wallet", "list", "--wallet", join(root, "empty")], "wallet.none"],
    [["inspect", missing], "file.missing"],
    [["registry", "serve", missing], "registry.missing"],
    [["registry", "status", "http://127.0.0.1:1"], "source.unreachable"],
    [["registry", "submit", "type.define", "x", "--authority", missing, "--node", "x"], "registry.missing"],
    [["wallet", "list", "--wallet", join(root, "secret"), "--passphrase-file", missing], "file.exists"],
  ];
  writeFileSync(join(root, "secret"), "x");
  for (const [args, code] of cases) assert.deepEqual(await warm.ask(args, 4), { ok: false, code });
});

test("what is not one of our texts is explained as unknown, whatever it is", async () => {
  const texts = [
    "",
    "\u0000",
    "\ud800".toWellFormed(),
    "[".repeat(100_000),
    '{"a":1,"a":2}',
    "a.b.c",
    "~",
    "e30.",
  ];
  const unknown = { kind: "unknown", content: null };
  const file = join(root, "text");
  for (const text of texts) {
    writeFileSync(file, text);
    assert.deepEqual(await warm.ask(["inspect", file], 1), unknown);
  }
  assert.deepEqual(await askCli(["inspect", "-"], 1, { input: "e30." }), unknown);
});

test("a result that cannot be written is no verdict: the command has failed, and says no more than that", async (t) => {
  // A command that ends well otherwise, whose reader is gone.
  const closed = await runCli(["--help"], { stdout: "closed" });
  assert.deepEqual([closed.exit, closed.stderr], [4, ""]);
  if (process.platform !== "linux") return t.skip("needs a disk that is full: /dev/full");
  const full = await runCli(["inspect", "--help"], { stdout: "full" });
  assert.equal(full.exit, 4);
  assert.match(full.stderr, /^The disk is full\.[^]*\n\(file\.full\)\n$/);
});

test("a refusal is said in plain words, the next step and the code, in the language asked for", async () => {
  const args = ["wallet", "list", "--wallet", join(root, "nowhere")];
  const [plain, german, session, json] = await Promise.all([
    runCli(args),
    runCli([...args, "--language", "de"]),
    runCli(args, { env: { LC_ALL: "ar_EG.UTF-8" } }),
    runCli([...args, "--json"]),
  ]);
  assert.equal(
    plain.stderr,
    "There is no wallet here yet. Nothing was done.\nMake one with: sealfolio wallet create\n(wallet.none)\n",
  );
  assert.match(german.stderr, /^Hier gibt es noch keine Mappe\.[^]*\n\(wallet\.none\)\n$/);
  assert.match(session.stderr, /^لا توجد محفظة هنا بعد\.[^]*\n\(wallet\.none\)\n$/);
  // A program gets its document, and a person beside it still reads why.
  assert.deepEqual(JSON.parse(json.stdout), { ok: false, code: "wallet.none" });
  assert.equal(json.stderr, plain.stderr);
  assert.ok(!existsSync(join(root, "nowhere")), "a folder that was only asked about is not made");
  const unknown = await runCli([...args, "--language", "fr"]);
  assert.deepEqual([unknown.exit, unknown.stdout], [2, ""]);
  assert.match(
    unknown.stderr,
    /^The command was not understood\.[^]*\(cli\.usage\)[^]*sealfolio wallet list/,
  );
});
