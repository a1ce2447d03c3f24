import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { after, test } from "node:test";
import { askCli } from "../support/cli.ts";
import { tempFolder } from "../support/temp-folder.ts";

interface Told {
  readonly ok: boolean;
  readonly steps: readonly {
    readonly name: string;
    readonly ok: boolean;
    readonly ms: number;
    readonly detail: string;
  }[];
}

/** Processes of this machine whose arguments name the folder; where there is no /proc, none can be seen. */
function processesIn(folder: string): readonly string[] {
  if (!existsSync("/proc/self/cmdline")) return [];
  return readdirSync("/proc").filter((pid) => {
    if (!/^[0-9]+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder);
    } catch {
      return false;
    }
  });
}

test("the demo tells its whole story, and leaves nothing behind", async () => {
  const folder = tempFolder({ after });
  const env = { TMPDIR: folder, TEMP: folder, TMP: folder };
  const { ok, steps } = await askCli<Told>(["demo"], 0, { env });
  assert.deepEqual(
    steps.filter((step) => !step.ok),
    [],
  );
  assert.equal(ok, true);
  assert.ok(steps.length >= 20);
  for (const step of steps) {
    assert.deepEqual(Object.keys(step), ["name", "ok", "ms", "detail"]);
    assert.ok(step.name.length > 10 && step.detail.length > 5 && step.ms >= 0);
    assert.ok(!step.detail.includes(folder));
  }
  assert.ok(steps.reduce((sum, { ms }) => sum + ms, 0) > 0);
  assert.deepEqual(readdirSync(folder), []);
  assert.deepEqual(processesIn(folder), []);
});
