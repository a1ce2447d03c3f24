import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { filesIn } from "../../support/folder-state.ts";
import { formsOf } from "../../support/marked-secrets.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { PASSPHRASE } from "../../support/vault.ts";
import { MARKS } from "../../support/wallet-world.ts";

const CHILD = join(import.meta.dirname, "..", "..", "support", "marked-child.ts");

function allForms(secret: Uint8Array): readonly string[] {
  const bytes = Buffer.from(secret);
  const wide = Buffer.from(bytes.toString("latin1"), "utf16le");
  return [...formsOf(bytes), bytes.toString("hex").toUpperCase(), wide.toString("latin1")];
}

interface Left {
  readonly told: readonly string[];
  readonly stderr: string;
}

/** Runs it until it kills itself, with nowhere to write but `folder`. */
async function run(folder: string): Promise<Left> {
  const args = [
    "--disable-warning=ExperimentalWarning",
    "--report-uncaught-exception",
    "--report-on-fatalerror",
  ];
  const env = { ...process.env, TMPDIR: folder, HOME: folder, XDG_DATA_HOME: folder };
  const child = spawn(process.execPath, [...args, `--report-directory=${folder}`, CHILD], {
    cwd: folder,
    env,
  });
  const text = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (part: string) => void (text.out += part));
  child.stderr.setEncoding("utf8").on("data", (part: string) => void (text.err += part));
  const signal = await new Promise((resolve) => void child.once("close", (_code, by) => resolve(by)));
  assert.equal(signal, "SIGKILL", text.err);
  return { told: text.out.trim().split("\n"), stderr: text.err };
}

test("nothing marked is found after issuing, receiving, presenting, checking, backup, a planted bug and a kill", async (t) => {
  const folder = tempFolder(t);
  const { told, stderr } = await run(folder);
  assert.deepEqual(told.slice(-2), ["call.failed", "killed"]);
  const keys = told.slice(0, -2).map((hex) => Buffer.from(hex, "hex"));
  assert.ok(keys.length >= 4, String(keys.length));
  // The bug was told, by its kind alone.
  assert.match(stderr, /^sealfolio: holder\.list failed unexpectedly \(TypeError\)$/m);

  const texts = [...MARKS, PASSPHRASE, "8642/1991", "8643/1991"].map((text) => Buffer.from(text));
  const forms = [...texts, ...keys].flatMap(allForms);
  // What is searched with finds what it should.
  for (const encoding of ["latin1", "hex", "base64", "base64url", "utf16le"] as const) {
    const text =
      encoding === "utf16le"
        ? Buffer.from(MARKS[0], encoding).toString("latin1")
        : Buffer.from(MARKS[0]).toString(encoding);
    assert.ok(
      forms.some((form) => text.includes(form)),
      encoding,
    );
  }
  const files = filesIn(folder);
  const names = files.map((path) => basename(path));
  for (const name of ["vault.sqlite", "chain.sqlite"]) assert.ok(names.includes(name), name);
  assert.ok(names.some((name) => name.endsWith(".age")));
  assert.deepEqual(
    forms.filter((form) => stderr.includes(form)),
    [],
  );
  for (const path of files) {
    const content = path + readFileSync(path).toString("latin1");
    const found = forms.filter((form) => content.includes(form)).length;
    assert.equal(found, 0, path);
  }
});
