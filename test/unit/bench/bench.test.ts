import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { suite, test } from "node:test";
import { runBench } from "../../../main/bench/bench.ts";

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

/** Those of the design, in the order of the table. */
const CREDENTIALS = ["verdict.vs_sdjwt", "verdict.vs_bare", "verdict.light_vs_bare", "issue.vs_sign"];
const CHAIN = [
  ["light.bytes", "KB"],
  ["light.requests", "requests"],
  ["follow.vs_tree", "ratio"],
  ["follow.rss", "MB"],
  ["follow.disk", "ratio"],
  ["audit.vs_verify", "ratio"],
  ["solo.entries_s", "entries/s"],
];

suite("npm run bench", { concurrency: 2 }, () => {
  test("--json prints exactly one document of figures", async () => {
    const { code, stdout } = await bench("chain", "--json", "--rounds", "1", "--entries", "300");
    const document = JSON.parse(stdout) as { figures: { [member: string]: unknown }[] };
    assert.deepEqual(Object.keys(document), ["figures"]);
    assert.deepEqual(
      document.figures.map(({ id, unit }) => [id, unit]),
      CHAIN,
    );
    for (const figure of document.figures) {
      assert.deepEqual(Object.keys(figure), ["id", "value", "unit", "limit", "ok"]);
      const { value, limit, ok } = figure;
      assert.ok(typeof value === "number" && value > 0);
      assert.equal(typeof limit, "string");
      assert.equal(typeof ok, "boolean");
    }
    // One round says nothing of the figures themselves, but they and the exit code agree.
    assert.equal(code, document.figures.every(({ ok }) => ok === true) ? 0 : 1);
  });

  test("without --json it prints a table", async () => {
    const { code, stdout } = await bench("credentials", "--rounds", "1");
    const [head, ...lines] = stdout.trimEnd().split("\n");
    assert.match(head ?? "", /^id +value +unit +limit +ok$/);
    for (const line of lines)
      assert.match(line, /^[a-z._]+ +[0-9.e+]+ +ratio +(below|at most|at least) [0-9.]+ +(yes|NO, )/);
    assert.deepEqual(
      lines.map((line) => line.split(" ", 1)[0]),
      CREDENTIALS,
    );
    assert.equal(code, /NO, missed by/.test(stdout) ? 1 : 0);
  });

  test("wrong usage ends with 2 and says how it is used, not on standard output", async (t) => {
    const wrong = [
      ["windows"],
      ["credentials", "x"],
      ["--jsn"],
      ["--rounds"],
      ["--rounds", "0"],
      ["--entries", "1e3"],
    ];
    for (const args of wrong) {
      const told: string[] = [];
      const printed: string[] = [];
      const streams = [
        t.mock.method(process.stderr, "write", (text: string) => told.push(text) > 0),
        t.mock.method(process.stdout, "write", (text: string) => printed.push(text) > 0),
      ];
      // Over before it returns its promise, so that nothing else is printed meanwhile.
      const code = runBench(args);
      for (const { mock } of streams) mock.restore();
      assert.deepEqual([await code, printed], [2, []], args.join(" "));
      assert.match(told.join(""), /npm run bench/);
    }
  });

  test("--help names every group and option", async () => {
    const { code, stdout } = await bench("--help");
    assert.equal(code, 0);
    for (const word of ["credentials", "chain", "launch", "window", "--json", "--rounds", "--entries"])
      assert.ok(stdout.includes(word));
  });
});
