import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { isRole, readHome } from "../../../main/registry/home/home.ts";
import { runCli } from "../../support/cli.ts";
import { GUIDE, GUIDE_LINES, TYPED, typed, wordsOf } from "../../support/operating-guide.ts";
import { tempFolder } from "../../support/temp-folder.ts";

// What docs/operating.md tells an operator to type is typed here.

const folder = tempFolder({ after });

test("setting up: the command founds a network, and its homes hold what the tables name", async () => {
  const ran = await runCli(typed("registry init"), { cwd: folder });
  assert.equal(ran.exit, 0, ran.stderr);
  for (const at of [1, 2, 3, 4]) {
    const path = join(folder, "network", "authorities", `authority-${at}`);
    const home = readHome(path, nodePrimitives);
    assert.ok(isRole(home, "cometbft"));
    assert.equal(home.config.peers.length, 3);
    const config = readFileSync(join(path, "engine", "config", "config.toml"), "utf8");
    assert.match(config, /^\[p2p\]\nladdr = "tcp:/m);
    assert.match(config, /^persistent_peers = "[0-9a-f]{40}@/m);
    for (const name of [
      "genesis.json",
      "engine/config/genesis.json",
      "engine/data/priv_validator_state.json",
    ]) {
      assert.ok(existsSync(join(path, name)), name);
      assert.ok(GUIDE.includes(name), name);
    }
  }
});

test("moving a registry that one node orders: the command writes the homes of a network", async () => {
  const cwd = join(folder, "moving");
  mkdirSync(cwd);
  const init = [
    "registry",
    "init",
    "./solo",
    "--authorities",
    "4",
    "--name",
    "Town",
    "--origin",
    "r.example/t",
  ];
  assert.equal((await runCli(init, { cwd })).exit, 0);
  const ran = await runCli(typed("registry migrate"), { cwd });
  assert.equal(ran.exit, 0, ran.stderr);
  const home = readHome(join(cwd, "network", "authorities", "authority-4"), nodePrimitives);
  assert.ok(isRole(home, "cometbft"));
});

test("every other command that the document names is one, with these options", async () => {
  const help = new Map<string, string>();
  for (const line of [...TYPED, GUIDE.match(/^ExecStart=\/usr\/bin\/(.*)$/m)?.[1] ?? ""]) {
    const [group = "", command = "", ...rest] = wordsOf(line);
    const name = `${group} ${command}`;
    if (!help.has(name)) {
      const ran = await runCli([group, command, "--help"]);
      assert.equal(ran.exit, 0, line);
      help.set(name, ran.stdout);
    }
    for (const option of rest.filter((word) => word.startsWith("--"))) {
      assert.match(help.get(name) ?? "", new RegExp(`${option}\\b`), line);
    }
  }
  const { scripts } = JSON.parse(
    readFileSync(join(import.meta.dirname, "..", "..", "..", "package.json"), "utf8"),
  ) as { scripts: object };
  for (const line of GUIDE_LINES.filter((each) => each.startsWith("npm run "))) {
    assert.ok(Object.hasOwn(scripts, line.split(" ")[2] as string), line);
  }
});
