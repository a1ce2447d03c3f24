import assert from "node:assert/strict";
import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import type { CallName } from "../../../src/contract/contract.ts";
import { folderState } from "../../support/folder-state.ts";
import type { TestWallet } from "../../support/test-wallet.ts";
import { throwsCode } from "../../support/throws-code.ts";
import { WEAK_KDF } from "../../support/vault.ts";
import { openProgram } from "../../../main/wallet/compose.ts";
import { BIRTH_VCT, WalletWorld } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry"]);
const civil = world.office("civil-registry");
const citizen = await world.citizen();
const held = await world.giveBirth(citizen, world.birth("C 1/1991"));

const unlock = async (wallet: TestWallet) =>
  await wallet.ask("wallet.unlock", { passphrase: wallet.passphrase });

test("locked, unlocked, closed and opened again: everything is still there", async () => {
  const before = await citizen.ask("holder.list", {});
  const log = await citizen.ask("activity.list", { limit: 1000 });
  assert.deepEqual(await citizen.ask("wallet.lock", {}), { state: "locked" });
  assert.equal(await citizen.refused("holder.list", {}), "call.locked");
  assert.equal((await unlock(citizen)).state, "open");
  assert.equal((await unlock(citizen)).state, "open");
  citizen.close();
  citizen.close();
  await citizen.reopen();
  const after_ = await citizen.ask("holder.list", {});
  assert.deepEqual(
    after_.map(({ id, claims, state }) => ({ id, claims, state })),
    before.map(({ id, claims, state }) => ({ id, claims, state })),
  );
  assert.deepEqual(await citizen.ask("activity.list", { limit: 1000 }), log);
  const { registry } = await citizen.ask("wallet.status", {});
  assert.equal(registry?.id, world.registry);
  assert.equal(registry?.mode, "light");
});

test("a wrong passphrase says so, changes nothing, and soon has to wait", async () => {
  await citizen.ask("wallet.lock", {});
  // The first wait is one second: a clock that goes on could pass it between two calls.
  world.stopped = world.clock();
  const chain = join(civil.folder, "chain.sqlite");
  assert.ok(existsSync(chain));
  const wrong = { passphrase: "not the passphrase" };
  for (let i = 0; i < 3; i++) {
    assert.equal(await citizen.refused("wallet.unlock", wrong), "vault.wrong_passphrase");
    assert.equal(await citizen.refused("holder.list", {}), "call.locked");
  }
  // The delay holds for the right one too, also for a program that was started again.
  const right = { passphrase: citizen.passphrase };
  assert.equal(await citizen.refused("wallet.unlock", right), "vault.wait");
  const { waitSeconds } = await citizen.ask("wallet.status", {});
  assert.ok(waitSeconds !== undefined && waitSeconds > 0);
  const state = folderState(citizen.folder);
  assert.equal(await citizen.refused("wallet.unlock", wrong), "vault.wait");
  assert.deepEqual(folderState(citizen.folder), state);
  world.stopped = undefined;
  world.ahead += waitSeconds;
  await unlock(citizen);
  assert.equal((await citizen.ask("holder.list", {})).length, 1);
});

test("a changed passphrase opens the wallet, the old one does not", async () => {
  const wallet = await world.citizen("changing");
  const next = `${wallet.passphrase} and more`;
  const change = async (old: string, to: string) =>
    await wallet.refused("wallet.change_passphrase", { old, new: to });
  assert.equal(await change("wrong one", next), "vault.wrong_passphrase");
  assert.equal(await change(wallet.passphrase, "short"), "wallet.weak_passphrase");
  assert.equal(await change(wallet.passphrase, "\ud800 lone surrogate"), "vault.passphrase");
  await wallet.ask("wallet.change_passphrase", { old: wallet.passphrase, new: next });
  await wallet.ask("wallet.lock", {});
  const old = { passphrase: wallet.passphrase };
  assert.equal(await wallet.refused("wallet.unlock", old), "vault.wrong_passphrase");
  await wallet.ask("wallet.unlock", { passphrase: next });
});

test("a wallet is made once, with a passphrase worth the name", async () => {
  const make = {
    passphrase: "long enough",
    registry: world.registry,
    sources: [world.url],
    mode: "light" as const,
  };
  const wallet = world.emptyWallet({ name: "made", mode: "light" });
  assert.deepEqual(await wallet.ask("wallet.status", {}), { state: "none" });
  for (const passphrase of ["short", "\u{1F600}".repeat(7)]) {
    assert.equal(await wallet.refused("wallet.create", { ...make, passphrase }), "wallet.weak_passphrase");
  }
  assert.equal(
    await wallet.refused("wallet.create", { ...make, passphrase: "\ud800 surrogate" }),
    "vault.passphrase",
  );
  assert.deepEqual(await wallet.ask("wallet.status", {}), { state: "none" });
  const both = await Promise.all([1, 2].map(() => wallet.answer("wallet.create", make)));
  assert.deepEqual(both.map((answer) => (answer.ok ? answer.value.state : answer.code)).sort(), [
    "open",
    "vault.busy",
  ]);
  assert.equal(await wallet.refused("wallet.create", make), "wallet.exists");
  await wallet.ask("wallet.lock", {});
  assert.equal(await wallet.refused("wallet.create", make), "wallet.exists");
});

test("two unlocks at once: one opens, the other is told to wait its turn", async () => {
  await citizen.ask("wallet.lock", {});
  const { passphrase } = citizen;
  const both = await Promise.all([1, 2].map(() => citizen.answer("wallet.unlock", { passphrase })));
  assert.deepEqual(both.map((answer) => (answer.ok ? "open" : answer.code)).sort(), ["open", "vault.busy"]);
  assert.equal((await citizen.ask("wallet.status", {})).state, "open");
});

test("a lock or an end while the wallet is being opened wins", async () => {
  for (const mode of ["light", "full"] as const) {
    for (const turns of [0, 1, 2, 3, 5, 8, 13, 21]) {
      const wallet = await world.wallet({ name: `${mode} ${turns}`, mode });
      const { passphrase } = wallet;
      await wallet.ask("wallet.lock", {});
      const unlocking = wallet.answer("wallet.unlock", { passphrase });
      for (let i = 0; i < turns; i++) await new Promise(setImmediate);
      await wallet.ask("wallet.lock", {});
      assert.deepEqual(await wallet.ask("wallet.status", {}), { state: "locked" });
      const answer = await unlocking;
      if (!answer.ok) assert.equal(answer.code, "call.locked");
      assert.deepEqual(await wallet.ask("wallet.status", {}), { state: "locked" });
      const again = wallet.answer("wallet.unlock", { passphrase });
      for (let i = 0; i < turns; i++) await new Promise(setImmediate);
      wallet.close();
      const ended = await again;
      if (!ended.ok) assert.equal(ended.code, "call.locked");
      assert.equal(await wallet.refused("wallet.status", {}), "call.locked");
      await wallet.reopen();
      wallet.close();
    }
  }
});

/** Calls that talk to a node, with arguments for a new try each time. */
const BUSY: { readonly [name in CallName]?: (n: number) => Promise<unknown> } = {
  "registry.sync": async () => await civil.answer("registry.sync", {}),
  "office.issue": async (n) => {
    const asked = { office: "civil-registry", vct: BIRTH_VCT };
    const { request } = await citizen.ask("holder.request_key", asked);
    const claims = world.birth(`B ${n}`);
    return await civil.answer("office.issue", { type: "birth-certificate", request, claims });
  },
  "office.suspend": async () =>
    await civil.answer("office.suspend", { commitment: held.commitment, reason: "investigation" }),
};

for (const [name, call] of Object.entries(BUSY)) {
  test(`${name} ends with call.locked when the lock comes at any of its requests`, async () => {
    for (let lockAt = 1; ; lockAt++) {
      let requests = 0;
      civil.onRequest = () => {
        if (++requests === lockAt) void civil.program.call("wallet.lock", {});
      };
      const answer = (await call(lockAt)) as { ok: boolean; code?: string };
      civil.onRequest = () => {};
      const { state } = await civil.ask("wallet.status", {});
      await unlock(civil);
      if (requests < lockAt) {
        assert.ok(answer.ok, answer.code);
        break;
      }
      assert.equal(state, "locked");
      // A sync that found nothing new had nothing to write.
      if (answer.ok) assert.equal(name, "registry.sync");
      else assert.equal(answer.code, "call.locked");
      assert.ok(lockAt < 40);
    }
    await civil.ask("registry.sync", {});
  });
}

test("one program holds a folder at a time", async () => {
  const options = { kdfPolicy: WEAK_KDF };
  throwsCode(() => openProgram(citizen.folder, options), "folder.in_use");
  assert.equal((await citizen.ask("holder.list", {})).length, 1);
  citizen.close();
  const second = openProgram(citizen.folder, options);
  second.close();
  await citizen.reopen();
});

test("a folder that is none, and a vault that is none, are refused by a code", () => {
  const file = join(world.root, "a-file");
  writeFileSync(file, "x");
  throwsCode(() => openProgram(file), "file.exists");
  throwsCode(() => openProgram(join(file, "below")), "file.missing");
  const folder = join(world.root, "not-a-vault");
  openProgram(folder).close();
  for (const content of ["", "x".repeat(5000), "SQLite format 3\u0000"]) {
    writeFileSync(join(folder, "vault.sqlite"), content);
    throwsCode(() => openProgram(folder), "database.corrupt");
  }
});

test("sources that were set stay set", async () => {
  const sources = [`${world.url}/`, world.url];
  await citizen.ask("registry.set_sources", { sources });
  citizen.close();
  await citizen.reopen();
  const status = await citizen.ask("registry.status", {});
  assert.deepEqual(
    status.sources.map(({ state }) => state),
    ["unused", "unused"],
  );
  await citizen.ask("registry.sync", {});
});

test("a copy of the chain damaged on disk is mended at the next start, and nothing of one's own is lost", async () => {
  const before = await civil.ask("office.register", { limit: 1000 });
  const { size } = await civil.ask("registry.sync", {});
  civil.close();
  appendFileSync(join(civil.folder, "chain.sqlite"), "x");
  writeFileSync(join(civil.folder, "chain.sqlite"), Buffer.alloc(8192, 7));
  await civil.reopen();
  assert.ok((await civil.ask("registry.status", {})).findings.some(({ code }) => code === "copy.unreadable"));
  await civil.ask("registry.sync", {});
  assert.equal((await civil.ask("registry.status", {})).size, size);
  assert.deepEqual(await civil.ask("office.register", { limit: 1000 }), before);
});
