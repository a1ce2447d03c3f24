import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { suite, test } from "node:test";

const SCRIPT = join(import.meta.dirname, "../../../main/bench/run.ts");

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function bench(...args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const all = ["--disable-warning=ExperimentalWarning", SCRIPT, ...args];
    execFile(process.execPath, all, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

suite("npm run bench", { concurrency: 2 }, () => {
  test("--json prints exactly one document of figures", async () => {
    const { code, stdout } = await bench(
      "credentials",
      "chain",
      "--json",
      "--rounds",
      "1",
      "--entries",
      "50",
    );
    const document = JSON.parse(stdout) as { figures: { [member: string]: unknown }[] };
    assert.deepEqual(Object.keys(document), ["figures"]);
    const ids = ["verdict.vs_sdjwt", "verdict.vs_bare", "verdict.light_vs_bare", "follow50.vs_tree"];
    assert.deepEqual(
      document.figures.map(({ id }) => id),
      ids,
    );
    for (const figure of document.figures) {
      assert.deepEqual(Object.keys(figure), ["id", "value", "unit", "limit", "ok"]);
      const { value, unit, limit, ok } = figure;
      assert.ok(typeof value === "number" && value > 0);
      assert.equal(unit, "ratio");
      assert.equal(typeof limit, "string");
      assert.equal(typeof ok, "boolean");
    }
    // One round says nothing of the figures themselves, but they and the exit code agree.
    assert.equal(code, document.figures.every(({ ok }) => ok === true) ? 0 : 1);
  });

  test("without --json it prints a table", async () => {
    const { code, stdout } = await bench("chain", "--rounds", "1", "--entries", "20");
    assert.match(stdout, /^id +value +unit +limit +ok\nfollow20\.vs_tree +[0-9.e+]+ +ratio +.* +yes\n$/);
    assert.equal(code, 0);
  });

  test("wrong usage ends with 2 and says how it is used, not on standard output", async () => {
    const wrong = [
      ["windows"],
      ["credentials", "x"],
      ["--jsn"],
      ["--rounds"],
      ["--rounds", "0"],
      ["--entries", "1e3"],
    ];
    for (const args of wrong) {
      const { code, stdout, stderr } = await bench(...args);
      assert.deepEqual({ code, stdout }, { code: 2, stdout: "" }, args.join(" "));
      assert.match(stderr, /npm run bench/);
    }
  });

  test("--help names every group and option", async () => {
    const { code, stdout } = await bench("--help");
    assert.equal(code, 0);
    for (const word of ["credentials", "chain", "launch", "--json", "--rounds", "--entries"])
      assert.ok(stdout.includes(word));
  });
});
