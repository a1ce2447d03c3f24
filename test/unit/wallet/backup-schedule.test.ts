import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openProgram } from "../../../main/wallet/compose.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { testClock, WEAK_KDF } from "../../support/vault.ts";

const DAY = 86_400;

test("a backup is made when it is due, also after a restart, and a stick that is away is told", async (t) => {
  const root = tempFolder(t);
  const [wallet, stick] = [join(root, "wallet"), join(root, "stick")];
  mkdirSync(stick);
  const time = testClock();
  const open = () => openProgram(wallet, { clock: time.clock, kdfPolicy: WEAK_KDF });
  let program = open();
  t.after(() => program.close());
  const passphrase = "a long walk";
  const ask = async (name: "backup.status" | "wallet.recovery_words") => {
    const answer = await program.call(name, {});
    assert.ok(answer.ok);
    return answer.value;
  };
  const made = { passphrase, registry: "A".repeat(43), sources: ["http://127.0.0.1:9/"], words: true };
  await program.call("wallet.create", { ...made, mode: "light" });
  const shown = (await ask("wallet.recovery_words")) as { words: string[]; ask: number[] };
  await program.call("wallet.recovery_confirm", { words: shown.ask.map((at) => shown.words[at - 1] ?? "") });
  const count = (): number => readdirSync(stick).length;

  await program.backUpIfDue();
  assert.equal(count(), 0);
  assert.ok((await program.call("backup.set", { folder: stick, every: "daily" })).ok);
  await program.backUpIfDue();
  await program.backUpIfDue();
  assert.equal(count(), 1);
  time.now += DAY - 1;
  await program.backUpIfDue();
  assert.equal(count(), 1);
  time.now += 1;
  await program.backUpIfDue();
  assert.equal(count(), 2);

  program.close();
  program = open();
  time.now += DAY;
  await program.backUpIfDue();
  assert.equal(count(), 2, "a locked wallet makes none");
  await program.call("wallet.unlock", { passphrase });
  await program.backUpIfDue();
  assert.equal(count(), 3);

  const good = (await ask("backup.status")) as { last?: { at: number } };
  rmSync(stick, { recursive: true });
  time.now += DAY;
  await program.backUpIfDue();
  const away = (await ask("backup.status")) as { last?: { at: number }; failed?: string };
  assert.equal(away.failed, "backup.folder");
  assert.deepEqual(away.last, good.last);
  mkdirSync(stick);
  await program.backUpIfDue();
  const back = (await ask("backup.status")) as { last?: { at: number }; failed?: string };
  assert.equal(back.failed, undefined);
  assert.equal(back.last?.at, time.now);
});
