import assert from "node:assert/strict";
import { after, test } from "node:test";
import { PROFILE_CALLS } from "../../src/contract/contract.ts";
import { codesOf } from "../support/contract-codes.ts";
import { CALL_NAMES, SAMPLES } from "../support/contract-samples.ts";
import { folderState } from "../support/folder-state.ts";
import { WalletWorld } from "../support/wallet-world.ts";

const LOCKED = { ok: false, code: "call.locked" };

const world = await WalletWorld.open({ after }, ["bank"]);
const locked = await world.citizen("locked");
await locked.ask("wallet.lock", {});
const absent = world.emptyWallet({ name: "absent", mode: "light" });

for (const name of CALL_NAMES.filter((each) => !PROFILE_CALLS[each].locked)) {
  test(`${name} answers nothing while the wallet is locked or absent`, async () => {
    for (const wallet of [locked, absent]) {
      const before = folderState(wallet.folder);
      assert.deepEqual(await wallet.program.call(name, SAMPLES[name]), LOCKED);
      assert.deepEqual(folderState(wallet.folder), before);
    }
  });
}

test("the calls of a wallet that is not open answer codes of their own", async () => {
  assert.equal(await absent.refused("wallet.unlock", SAMPLES["wallet.unlock"]), "wallet.none");
  assert.equal(await absent.refused("wallet.lock", {}), "wallet.none");
  assert.deepEqual(await absent.ask("wallet.status", {}), { state: "none" });
  assert.equal(await locked.refused("wallet.create", SAMPLES["wallet.create"]), "wallet.exists");
  assert.deepEqual(await locked.ask("wallet.lock", {}), { state: "locked" });
});

test("a program that was closed answers, and does nothing more", async () => {
  const closed = await world.citizen("closed");
  closed.close();
  const before = folderState(closed.folder);
  for (const name of CALL_NAMES) {
    const answer = await closed.program.call(name, SAMPLES[name]);
    assert.ok(!answer.ok, name);
    assert.ok(codesOf(name).has(answer.code) && answer.code !== "call.failed", `${name}: ${answer.code}`);
  }
  const never = world.emptyWallet({ name: "never", mode: "light" });
  never.close();
  assert.equal(await never.refused("wallet.create", SAMPLES["wallet.create"]), "call.locked");
  assert.deepEqual(folderState(closed.folder), before);
});

// What is under way when the wallet is locked may still have been in time, or ends with the lock.
for (const name of CALL_NAMES.filter((each) => !PROFILE_CALLS[each].locked)) {
  test(`${name} ends with the lock when that comes in between`, async () => {
    for (const whose of ["citizen", "bank"]) {
      const wallet = whose === "bank" ? world.office("bank") : await world.citizen(`hurried by ${name}`);
      for (const turns of [0, 1, 5, 20]) {
        const answering = wallet.program.call(name, SAMPLES[name]);
        for (let i = 0; i < turns; i++) await new Promise(setImmediate);
        await wallet.ask("wallet.lock", {});
        const answer = await answering;
        if (!answer.ok) assert.notEqual(answer.code, "call.failed", `${name} after ${turns} turns`);
        const { passphrase } = wallet;
        const again = await wallet.program.call("wallet.unlock", { passphrase: passphrase });
        if (!again.ok)
          await wallet.ask("wallet.unlock", { passphrase: SAMPLES["wallet.change_passphrase"].new });
      }
      if (whose === "citizen") wallet.close();
    }
  });
}
