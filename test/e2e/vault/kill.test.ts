import assert from "node:assert/strict";
import { copyFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createVault } from "../../../main/vault/create.ts";
import { openVault } from "../../../main/vault/vault.ts";
import { startScript } from "../../support/child.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { PASSPHRASE, vaultDeps } from "../../support/vault.ts";
import { checkRounds } from "../../support/vault-rounds.ts";

const WRITER = join(import.meta.dirname, "..", "..", "support", "vault-writer.ts");
const MAKER = join(import.meta.dirname, "..", "..", "support", "vault-maker.ts");
const KILLS = 8;
const STOPS = Number(process.env["SEALFOLIO_POINTS"] ?? 60);

async function newVault(t: TestContext): Promise<string> {
  const path = join(tempFolder(t), "vault");
  (await createVault(path, PASSPHRASE, vaultDeps())).close();
  return path;
}

async function lastRound(path: string): Promise<number> {
  const vault = openVault(path, vaultDeps());
  try {
    await vault.unlock(PASSPHRASE);
    return checkRounds(vault);
  } finally {
    vault.close();
  }
}

test(`killed ${KILLS} times while it writes, a vault opens with every confirmed write and no half one`, async (t) => {
  const path = await newVault(t);
  let next = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const writer = startScript(t, WRITER, { args: [path, String(next)] });
    assert.equal(await writer.line(), "open");
    // However slow the machine is, some rounds are confirmed in all; the kill falls into a later one.
    let told = String(next - 1);
    for (let heard = 0; heard < kill % 4; heard++) told = (await writer.line()) ?? told;
    await sleep(1 + kill * 5);
    const [lines] = await Promise.all([writer.rest(), writer.kill()]);
    const confirmed = Number(lines.at(-1) ?? told);
    const found = await lastRound(path);
    // The write that was running may or may not have got through.
    assert.ok(found === confirmed || found === confirmed + 1, `confirmed ${confirmed}, found ${found}`);
    next = found + 1;
  }
  assert.ok(next > KILLS);
});

/** Whether the process has come to a halt, as Linux says. */
function isStopped(pid: number): boolean {
  return /^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
}

/**
 * A process that is stopped has left on disk exactly what it would have left if killed there, and can
 * go on afterwards: so one process gives as many kill points as one likes.
 */
test(
  `at ${STOPS} points in the middle of writing, the files left behind open as the old or the new state`,
  { skip: existsSync("/proc/self/status") ? false : "macOS only has no /proc: the test above stands alone" },
  async (t) => {
    const path = await newVault(t);
    const writer = startScript(t, WRITER, { args: [path, "0"] });
    const pid = writer.process.pid as number;
    assert.equal(await writer.line(), "open");
    const copy = `${path}.copy`;
    let confirmed = -1;
    void (async () => {
      for (let line = await writer.line(); line !== undefined; line = await writer.line())
        confirmed = Number(line);
    })();
    let unfinished = 0;
    let before = -1;
    for (let stop = 0; stop < STOPS; stop++) {
      await sleep((stop % 7) * 0.4);
      const told = confirmed;
      writer.process.kill("SIGSTOP");
      while (!isStopped(pid)) await sleep(0);
      copyFileSync(path, copy);
      copyFileSync(`${path}-journal`, `${copy}-journal`);
      writer.process.kill("SIGCONT");
      if (readFileSync(`${copy}-journal`).length > 0) unfinished++;
      const found = await lastRound(copy);
      assert.ok(found >= before && found >= told, "a confirmed write is gone");
      before = found;
    }
    await writer.kill();
    t.diagnostic(
      `${unfinished} of ${STOPS} copies held an unfinished write; ${before + 1} rounds were written`,
    );
    assert.ok(unfinished > 0 && before > 0);
  },
);

test("killed while it makes vaults, each that has its name is whole", async (t) => {
  const folder = tempFolder(t);
  const named = () => readdirSync(folder).filter((name) => /^vault-[0-9]+-[0-9]+$/.test(name));
  for (let kill = 0; kill < 4; kill++) {
    const maker = startScript(t, MAKER, { args: [folder, String(kill)] });
    assert.equal(await maker.line(), "start");
    await sleep(15 + kill * 6);
    // A busy machine may need longer for its first: the last one is killed while it makes its next.
    const end = performance.now() + (kill === 3 ? 30_000 : 0);
    while (named().length === 0 && performance.now() < end) await sleep(5);
    await maker.kill();
  }
  const made = named();
  assert.ok(made.length > 0);
  for (const name of made) assert.equal(await lastRound(join(folder, name)), -1);
});
