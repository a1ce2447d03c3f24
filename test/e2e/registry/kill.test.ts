import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Script, startScript } from "../../support/child.ts";
import {
  copyNetwork,
  examine,
  goOn,
  hashOfLeaf,
  type Roots,
  type WrittenRegistry,
  writtenRegistry,
} from "../../support/registry-points.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const WRITER = join(import.meta.dirname, "..", "..", "support", "registry-writer.ts");
/** The long form: `npm run test:points`. */
const STOPS = Number(process.env["SEALFOLIO_POINTS"] ?? 80);
const KILLS = 4;

/** Collects what a writer says has been acknowledged. */
function listen(writer: Script, registry: WrittenRegistry, acknowledged: string[]): void {
  void (async () => {
    for (let line = await writer.line(); line !== undefined; line = await writer.line()) {
      const number = /^ack ([0-9]+)$/.exec(line)?.[1];
      assert.ok(number !== undefined, line);
      acknowledged.push(hashOfLeaf(registry.deposit(Number(number))));
    }
  })();
}

function isStopped(pid: number): boolean {
  return /^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
}

/**
 * A process that is stopped has left on disk exactly what it would have left if killed there, and can
 * go on afterwards: so one process gives as many kill points as one likes.
 */
test(
  `at ${STOPS} points of sealing, what is left behind holds all that was acknowledged and signs no second root`,
  {
    skip: existsSync("/proc/self/status") ? false : "macOS only has no /proc: the test below stands alone",
    timeout: 115_000 + STOPS * 500,
  },
  async (t) => {
    const registry = writtenRegistry();
    const folder = tempFolder(t);
    const live = join(folder, "live");
    const writer = startScript(t, WRITER, { args: [live, "0"] });
    const pid = writer.process.pid as number;
    assert.equal(await writer.line(), "open");
    const acknowledged: string[] = [];
    listen(writer, registry, acknowledged);
    const roots: Roots = new Map();
    const seen = { proposed: 0, ahead: 0, pending: 0 };
    let before = 0;
    for (let stop = 0; stop < STOPS; stop++) {
      await sleep((stop % 7) * 0.3);
      const told = [...acknowledged];
      writer.process.kill("SIGSTOP");
      while (!isStopped(pid)) await sleep(0);
      const copy = join(folder, `copy-${stop}`);
      copyNetwork(registry, live, copy);
      // It stays halted meanwhile, so that a slow machine does not make the registry grow.
      const found = examine(registry, copy, told, roots);
      assert.ok(found.size >= before, "sealed blocks are gone");
      before = found.size;
      if (found.proposed) seen.proposed++;
      if (found.ahead > 0) seen.ahead++;
      if (found.pending > 0) seen.pending++;
      if (stop % 20 === 19) await goOn(registry, copy, told, roots);
      rmSync(copy, { recursive: true });
      writer.process.kill("SIGCONT");
    }
    await writer.kill();
    const last = examine(registry, live, acknowledged, roots);
    t.diagnostic(
      `${seen.pending} of ${STOPS} points had entries waiting, ${seen.proposed} a block not sealed yet, ` +
        `${seen.ahead} a cosigner ahead of its seal; ${last.height + 1} blocks, ${last.size} leaves`,
    );
    assert.ok(seen.pending > 0 && seen.proposed > 0 && seen.ahead > 0 && last.height > 0);
  },
);

test(`killed ${KILLS} times, a registry goes on with all that it acknowledged`, async (t) => {
  const registry = writtenRegistry();
  const folder = tempFolder(t);
  const acknowledged: string[] = [];
  const roots: Roots = new Map();
  for (let kill = 0; kill < KILLS; kill++) {
    const writer = startScript(t, WRITER, { args: [folder, String(kill * 1_000_000)] });
    assert.equal(await writer.line(), "open");
    const mine: string[] = [];
    listen(writer, registry, mine);
    const wanted = 1 + kill * 4;
    while (mine.length < wanted) await sleep(1);
    await writer.kill();
    acknowledged.push(...mine);
    const { size } = examine(registry, folder, acknowledged, roots);
    assert.ok(size > 0);
  }
  await goOn(registry, folder, acknowledged, roots);
});
