import assert from "node:assert/strict";
import { test } from "node:test";
import { findCommand, loadCommands } from "../../../main/cli/commands.ts";
import type { Command } from "../../../main/cli/command.ts";
import { describeAll, describeCommand } from "../../../main/cli/help.ts";
import { parseInvocation } from "../../../main/cli/parse.ts";
import { throwsCode } from "../../support/throws-code.ts";

const COMMAND: Command = {
  name: "try",
  usage: "",
  help: "",
  options: {
    registry: { type: "string", help: "" },
    claim: { type: "string", multiple: true, help: "" },
    keep: { type: "boolean", help: "" },
    count: { type: "string", help: "" },
  },
  run: () => Promise.resolve(0),
};

const parse = (...args: readonly string[]) => parseInvocation(COMMAND, args);

const DASHED = `-${"A".repeat(42)}`;
const TWICE_DASHED = `--${"A".repeat(41)}`;
/** As a wallet names its own rows. */
const ROW = `-${"A".repeat(21)}`;
const TWICE_DASHED_ROW = `--${"A".repeat(20)}`;

test("options, their values and what stands by itself, in any order", () => {
  const { invocation, json, help } = parse(
    "one",
    "--keep",
    "--registry",
    "r",
    "two",
    "--json",
    "--claim",
    "a",
    "--claim=b",
  );
  assert.deepEqual(invocation.positionals, ["one", "two"]);
  assert.equal(invocation.text("registry"), "r");
  assert.deepEqual(invocation.texts("claim"), ["a", "b"]);
  assert.equal(invocation.flag("keep"), true);
  assert.deepEqual([json, help], [true, false]);
});

test("an id that begins with a dash is an id, as a value and by itself", () => {
  for (const id of [DASHED, TWICE_DASHED, ROW, TWICE_DASHED_ROW]) {
    assert.equal(parse("--registry", id).invocation.text("registry"), id);
    assert.equal(parse(`--registry=${id}`).invocation.text("registry"), id);
    assert.deepEqual(parse("--keep", id, "--registry", "r").invocation.positionals, [id]);
    assert.deepEqual(parse("--keep", "--", id, "--json").invocation.positionals, [id, "--json"]);
  }
  assert.deepEqual(parse("-", "--keep").invocation.positionals, ["-"]);
});

test("what is not an option, lacks its value or has one too many is wrong usage", () => {
  for (const args of [
    ["--nothing"],
    ["-x"],
    ["--registry"],
    ["--keep=yes"],
    ["--__proto__=1"],
    ["--toString"],
  ]) {
    throwsCode(() => parse(...args), "cli.usage");
  }
  const { invocation } = parse();
  throwsCode(() => invocation.required("registry"), "cli.usage");
  throwsCode(() => invocation.positional(0), "cli.usage");
});

test("a number is one within its bounds", () => {
  const bounds = { min: 1, max: 15, otherwise: 4 };
  assert.equal(parse().invocation.count("count", bounds), 4);
  assert.equal(parse("--count", "15").invocation.count("count", bounds), 15);
  for (const text of ["0", "16", "-1", "1.5", "1e1", "abc", "", " 3", "0x3", "9".repeat(30), "NaN"]) {
    throwsCode(() => parse("--count", text).invocation.count("count", bounds), "cli.usage");
  }
});

test("every command is found by its name, whatever is loaded for it", async () => {
  const commands = await loadCommands();
  assert.ok(commands.length > 30);
  for (const { name } of commands) {
    const found = await findCommand([...name.split(" "), "--json"]);
    assert.equal(found?.command.name, name);
    assert.deepEqual(found?.rest, ["--json"]);
  }
  for (const words of [[], ["x"], ["registry"], ["constructor"], ["issue-all"]]) {
    assert.equal(await findCommand(words), undefined, words.join(" "));
  }
});

test("every command has a name of its own and says what it is for", async () => {
  const commands = await loadCommands();
  const names = commands.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  const all = describeAll(commands);
  for (const command of commands) {
    assert.match(command.name, /^[a-z]+( [a-z]+(-[a-z]+)?)?$/);
    assert.ok(all.includes(`sealfolio ${command.name}`));
    const help = describeCommand(command);
    for (const option of Object.keys(command.options)) assert.ok(help.includes(`--${option}`));
    // A passphrase in the arguments could be read by everyone on the machine.
    assert.ok(!("passphrase" in command.options));
  }
});
