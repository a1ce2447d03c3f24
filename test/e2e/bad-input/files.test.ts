import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { initRegistry } from "../../../main/registry/founding/found.ts";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { systemRandom } from "../../../main/doors/random.ts";
import { loadCommands } from "../../../main/cli/commands.ts";
import { Output } from "../../../main/cli/output.ts";
import { parseInvocation } from "../../../main/cli/parse.ts";
import { codeOf } from "../../../src/error.ts";
import { DEEP, hugeFile, memory } from "../../support/bad-input.ts";
import { askCli } from "../../support/cli.ts";
import { folderState } from "../../support/folder-state.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const root = tempFolder({ after });
const wallet = ["--wallet", join(root, "wallet")];
const { authorities } = initRegistry(join(root, "registry"), {
  name: { en: "Sample" },
  origin: "registry.example/files",
  authorities: 1,
  random: systemRandom,
  primitives: nodePrimitives,
});
const authority = ["--authority", authorities[0]?.home ?? "", "--node", "http://127.0.0.1:9"];

/** Code with which a command ends, here in this process. */
async function codeOfCommand(name: string, args: readonly string[]): Promise<string | undefined> {
  const command = (await loadCommands()).find((each) => each.name === name);
  assert.ok(command);
  try {
    await command.run(parseInvocation(command, args).invocation, new Output(true, "en"));
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return codeOf(error);
  }
  return undefined;
}

/** Each command that reads a file, and how it is told which. */
const READERS: readonly (readonly [name: string, args: (path: string) => readonly string[]])[] = [
  ["inspect", (path) => [path]],
  ["verify", (path) => [path, ...wallet]],
  ["wallet receive", (path) => [path, ...wallet]],
  ["wallet consent", (path) => [path, ...wallet]],
  ["present show", (path) => [path, ...wallet]],
  ["present answer", (path) => [path, ...wallet, "--approve"]],
  ["issue", (path) => [...wallet, "--type", "x", "--request", path, "--claims", path]],
  ["issue propose", (path) => ["x", ...wallet, "--request", path, "--claims", path, "--reason", "x"]],
  ["issue complete", (path) => ["x", ...wallet, "--consent", path]],
  ["registry submit", (path) => ["type.define", path, ...authority]],
];

test("a file of 100 MB is refused before it is read", async () => {
  const huge = hugeFile(root);
  const before = folderState(join(root, "registry"));
  // What the commands are made of is loaded before, so that only what they read counts.
  await loadCommands();
  const held = memory();
  for (const [name, args] of READERS) {
    assert.equal(await codeOfCommand(name, args(huge)), "file.too_large", name);
  }
  assert.ok(memory() - held < 50e6, `${Math.round((memory() - held) / 1e6)} MB`);
  assert.deepEqual(folderState(join(root, "registry")), before);
});

test("a folder, and what is not there, are refused as such", async () => {
  mkdirSync(join(root, "folder"));
  for (const [name, args] of READERS) {
    assert.equal(await codeOfCommand(name, args(join(root, "folder"))), "file.not_a_file", name);
    assert.equal(await codeOfCommand(name, args(join(root, "nothing"))), "file.missing", name);
  }
});

test("a file of claims, or of a body, that is no JSON of ours is refused", async () => {
  const request = join(root, "request");
  writeFileSync(request, "x");
  const contents = [
    "",
    "[]",
    "null",
    '{"a":1',
    '{"a":1,"a":2}',
    '{"__proto__":{}}',
    '{"a":"\\ud800"}',
    "{'a':1}",
    `{"a":${"[".repeat(DEEP)}${"]".repeat(DEEP)}}`,
    '{"a":'.repeat(DEEP),
    '{"a":1e999}',
  ];
  for (const content of contents) {
    const path = join(root, "claims.json");
    writeFileSync(path, content);
    const issue = [...wallet, "--type", "x", "--request", request, "--claims", path];
    assert.equal(await codeOfCommand("issue", issue), "cli.json", content.slice(0, 20));
    assert.equal(await codeOfCommand("registry submit", ["type.define", path, ...authority]), "cli.json");
  }
  for (const bytes of [
    [0xff, 0xfe],
    [0xc0, 0x80],
  ]) {
    const path = join(root, "claims.json");
    writeFileSync(path, Buffer.from(bytes));
    assert.equal(await codeOfCommand("registry submit", ["type.define", path, ...authority]), "bytes.utf8");
  }
});

test("more on standard input than any message has is refused while it comes", async () => {
  const input = "A".repeat(8 << 20);
  assert.deepEqual(await askCli(["inspect", "-"], 4, { input }), { ok: false, code: "cli.input_too_large" });
});
