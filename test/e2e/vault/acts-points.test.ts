import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startScript } from "../../support/child.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { ActingWallet } from "../../support/vault-acts.ts";

const CHILD = join(import.meta.dirname, "..", "..", "support", "vault-acts-child.ts");
const POINTS = Number(process.env["SEALFOLIO_POINTS"] ?? 24);
/** Blocks of 512 bytes that a file may grow by. */
const ROOM = [6, 30, 70, 120];

function isStopped(pid: number): boolean {
  return /^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
}

test(
  `at ${POINTS} points amid re-key, passphrase, backup, restore and log, what is left is whole: the old or the new`,
  { skip: existsSync("/proc/self/status") ? false : "only Linux has /proc" },
  async (t) => {
    const folder = join(tempFolder(t), "wallet");
    await ActingWallet.make(folder);
    const child = startScript(t, CHILD, { args: [folder] });
    const pid = child.process.pid as number;
    assert.equal(await child.line(), "open");
    let confirmed = { appended: 0, backups: 0 };
    void (async () => {
      for (let line = await child.line(); line !== undefined; line = await child.line()) {
        const [appended = 0, backups = 0] = line.split(" ").map(Number);
        confirmed = { appended, backups };
      }
    })();
    const copy = `${folder}-copy`;
    let unfinished = 0;
    let last = 0;
    for (let stop = 0; stop < POINTS; stop++) {
      await sleep((stop % 11) * 1.7);
      const told = confirmed;
      child.process.kill("SIGSTOP");
      while (!isStopped(pid)) await sleep(0);
      rmSync(copy, { recursive: true, force: true });
      cpSync(folder, copy, { recursive: true });
      child.process.kill("SIGCONT");
      const journal = join(copy, "vault.sqlite-journal");
      if (existsSync(journal) && statSync(journal).size > 0) unfinished++;
      const wallet = await ActingWallet.open(copy);
      await wallet.check(told);
      assert.ok(wallet.appended >= last);
      last = wallet.appended;
      wallet.vault.close();
    }
    await child.kill();
    t.diagnostic(
      `${unfinished} of ${POINTS} copies held an unfinished write; ${last} appends, ${confirmed.backups} backups`,
    );
    assert.ok(last > 0);
  },
);

test(
  `at ${POINTS} points where the disk is full, each of them is refused with a code and all is as before`,
  { skip: process.platform === "win32" ? "Windows only knows quotas of whole disks" : false },
  async (t) => {
    const refused = new Map<string, number>();
    const each = Math.ceil(POINTS / ROOM.length);
    for (const room of ROOM) {
      const folder = join(tempFolder(t), "wallet");
      await ActingWallet.make(folder);
      const fileBlocks = Math.ceil(statSync(join(folder, "vault.sqlite")).size / 512) + room;
      const child = startScript(t, CHILD, { args: [folder, "disk", String(each)], fileBlocks });
      const lines = [...(await child.rest())];
      assert.equal(await child.ended(), 0);
      const [end = "", appended] = (lines.pop() ?? "").split(" ");
      assert.deepEqual([end, lines.length], ["end", each]);
      for (const line of lines) refused.set(line, (refused.get(line) ?? 0) + 1);
      const wallet = await ActingWallet.open(folder);
      await wallet.check({ appended: Number(appended), backups: 0 });
      wallet.vault.close();
    }
    t.diagnostic(JSON.stringify(Object.fromEntries(refused)));
    const codes = new Set([...refused.keys()].map((line) => line.split(" ")[1] ?? ""));
    for (const code of codes)
      assert.ok(["database.full", "database.io", "backup.not_written"].includes(code), code);
    const acts = new Set([...refused.keys()].map((line) => line.split(" ")[0]));
    // The others write so little that it takes many points to meet them.
    for (const act of ["rekey", "backup", ...(POINTS < 200 ? [] : ["restore"])])
      assert.ok(acts.has(act), `${act} was never refused`);
  },
);
