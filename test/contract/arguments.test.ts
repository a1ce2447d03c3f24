import assert from "node:assert/strict";
import { after, test } from "node:test";
import { codesOf } from "../support/contract-codes.ts";
import { CALL_NAMES, hostileArguments, SAMPLES } from "../support/contract-samples.ts";
import { folderState } from "../support/folder-state.ts";
import type { TestWallet } from "../support/test-wallet.ts";
import { WalletWorld } from "../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["bank"]);
// Nothing but the calls changes what a wallet says of itself.
world.stopped = world.clock();
const citizen = await world.citizen();
const absent = world.emptyWallet({ name: "absent", mode: "light" });

async function assertRefused(wallet: TestWallet, name: (typeof CALL_NAMES)[number]): Promise<void> {
  const before = folderState(wallet.folder);
  const status = await wallet.ask("wallet.status", {});
  for (const [what, args] of hostileArguments(name)) {
    const answer = await wallet.program.dispatch(name, args);
    assert.deepEqual(answer, { ok: false, code: "call.arguments" }, `${name}: ${what}`);
  }
  assert.deepEqual(folderState(wallet.folder), before);
  assert.deepEqual(await wallet.ask("wallet.status", {}), status);
}

for (const name of CALL_NAMES) {
  test(`${name} refuses what are not its arguments, and nothing changes`, async () => {
    await assertRefused(world.office("bank"), name);
    await assertRefused(citizen, name);
    await assertRefused(absent, name);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });
}

test("the sample arguments themselves are read", async () => {
  for (const name of CALL_NAMES) {
    const answer = await absent.program.dispatch(name, SAMPLES[name]);
    if (answer.ok) continue;
    assert.notEqual(answer.code, "call.arguments", name);
    assert.ok(codesOf(name).has(answer.code), `${name}: ${answer.code}`);
  }
});

test("more values than any call takes are refused, in whatever they are", async () => {
  const wide = Object.fromEntries(Array.from({ length: 66_000 }, (_, i) => [`member${i}`, i]));
  const long = Array.from({ length: 66_000 }, () => null);
  const tree = Array.from({ length: 300 }, () => Array.from({ length: 300 }, () => 1));
  const { request } = SAMPLES["office.issue"];
  for (const a of [wide, long, tree]) {
    const args = { type: "birth-certificate", request, claims: { a } };
    for (const given of [a, args]) {
      const answer = await world.office("bank").program.dispatch("office.issue", given);
      assert.deepEqual(answer, { ok: false, code: "call.arguments" });
    }
  }
});
