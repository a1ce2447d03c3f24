import assert from "node:assert/strict";
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { CALL_NAMES, SAMPLES } from "../../support/contract-samples.ts";
import type { TestWallet } from "../../support/test-wallet.ts";
import { WalletWorld } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry"]);
const civil = world.office("civil-registry");
const citizen = await world.citizen();
const { id } = await world.giveBirth(citizen, world.birth("C 1/1991"));
for (let i = 0; i < 12; i++) await world.issueBirth(citizen, world.birth(`C 2/${i}`));

/** Changes bytes in the middle of every page of a file, under the program that has it open. */
function scribble(path: string): void {
  const { length } = readFileSync(path);
  const file = openSync(path, "r+");
  for (let at = 4096 + 700; at < length; at += 1024) writeSync(file, Buffer.from("scribble"), 0, 8, at);
  closeSync(file);
}

/** Asks everything; TestWallet holds each answer to the contract. */
async function askAll(wallet: TestWallet): Promise<readonly string[]> {
  const codes: string[] = [];
  for (const name of CALL_NAMES) {
    // Wrong passphrases would make the next unlock wait, and that has tests of its own.
    if (name === "wallet.lock" || Object.keys(SAMPLES[name]).includes("passphrase")) continue;
    if (name === "wallet.change_passphrase") continue;
    const answer = await wallet.answer(name, SAMPLES[name] as never);
    if (!answer.ok) codes.push(answer.code);
  }
  return codes;
}

test("a vault damaged under an open wallet is told as damage, and refused at the next unlock", async () => {
  const wallet = await world.citizen("damaged");
  await world.giveBirth(wallet, world.birth("C 3/1"));
  const path = join(wallet.folder, "vault.sqlite");
  const sound = readFileSync(path);
  scribble(path);
  await askAll(wallet);
  await wallet.ask("wallet.lock", {});
  const code = await wallet.refused("wallet.unlock", { passphrase: wallet.passphrase });
  assert.match(code, /^(vault\.(tampered|damaged)|database\.corrupt)$/);
  assert.equal(await wallet.refused("holder.list", {}), "call.locked");
  wallet.close();
  writeFileSync(path, sound);
  await wallet.reopen();
  assert.equal((await wallet.ask("holder.list", {})).length, 1);
});

test("a copy of the chain damaged under an open wallet is told, and mended at the next start", async () => {
  const before = await civil.ask("registry.blocks", { from: 0, count: 200 });
  // So that all of it lies in the one file.
  civil.close();
  await civil.reopen();
  scribble(join(civil.folder, "chain.sqlite"));
  await askAll(civil);
  civil.close();
  await civil.reopen();
  await civil.ask("registry.set_sources", { sources: [world.url] });
  await civil.ask("registry.sync", {});
  assert.deepEqual(
    (await civil.ask("registry.blocks", { from: 0, count: 200 })).slice(0, before.length),
    before,
  );
  const { findings } = await civil.ask("registry.status", {});
  assert.ok(findings.some((finding) => finding.code.startsWith("copy.")));
  for (const { place, source } of findings) assert.ok(!`${place} ${source}`.includes(world.root));
});

test("something in the place of the copy of the chain is told, and keeps nobody out for good", async () => {
  const path = join(civil.folder, "chain.sqlite");
  civil.close();
  renameSync(path, `${path}.aside`);
  mkdirSync(path);
  await assert.rejects(civil.reopen(), /wallet\.unlock answered database\./);
  civil.close();
  rmSync(path, { recursive: true });
  renameSync(`${path}.aside`, path);
  await civil.reopen();
  await civil.ask("registry.sync", {});
});

test("a light copy in a sound vault lasts", async () => {
  citizen.close();
  await citizen.reopen();
  citizen.isOffline = true;
  assert.equal((await citizen.ask("holder.show", { id })).state, "valid");
});
