import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
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

test("the demo tells its whole story, and leaves nothing behind but what was to be kept", async () => {
  const folder = tempFolder({ after });
  const keep = join(tempFolder({ after }), "kept");
  const env = { TMPDIR: folder, TEMP: folder, TMP: folder };
  const { ok, steps } = await askCli<Told>(["demo", "--keep", keep], 0, { env });
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
  assert.deepEqual([...processesIn(folder), ...processesIn(keep)], []);

  // Its registry is audited and shown from what a wallet of the story holds, with every node gone.
  const wallet = ["--wallet", join(keep, "wallets", "bank")];
  const opened = { env: { SEALFOLIO_PASSPHRASE: "a long walk with bank" } };
  const audited = await askCli<{ sealed: boolean; blocks: number; leaves: number }>(
    ["chain", "audit", ...wallet],
    0,
    opened,
  );
  const shown = await askCli<{ size: number; blocks: readonly { height: number }[] }>(
    ["chain", "show", ...wallet, "--blocks", "200"],
    0,
    opened,
  );
  assert.equal(audited.sealed, true);
  assert.deepEqual([audited.blocks, audited.leaves], [shown.blocks.length, shown.size]);
});
