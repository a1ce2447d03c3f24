import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { TestWallet } from "../../support/test-wallet.ts";
import { BIRTH_VCT, WalletWorld } from "../../support/wallet-world.ts";

// Single-use copies by OpenID4VCI: collected, waited for with others, and refilled.

const world = await WalletWorld.open({ after }, ["civil-registry", "bank"]);
const civil = world.office("civil-registry");
const bank = world.office("bank");
const TYPE = "birth-certificate";
const PLACE = { path: ["place_of_birth"], optional: false };
let people = 0;

interface Person {
  readonly wallet: TestWallet;
  /** Of what is on its way. */
  readonly waiting: string;
}

async function offerTo(number: string): Promise<string> {
  const offer = await civil.ask("offers.create", {
    type: TYPE,
    format: "dc+sd-jwt",
    copies: true,
    claims: world.birth(number),
    waits: 3600,
    withCode: false,
  });
  assert.equal(offer.copies, 8);
  return offer.link ?? "";
}

/** Somebody whose wallet asked for copies and waits. */
async function asking(): Promise<Person> {
  const name = `refill-${++people}`;
  const wallet = await world.citizen(name);
  const { id } = await wallet.ask("receive.open", { offer: await offerTo(`C 9${people}/1991`) });
  const view = await wallet.ask("receive.fetch", { id });
  assert.equal(view.state, "waiting");
  return { wallet, waiting: view.id };
}

async function issueAll() {
  const waiting = await civil.ask("copies.waiting", {});
  const batch = await civil.ask("copies.issue_waiting", { type: TYPE, ids: waiting.map(({ id }) => id) });
  assert.equal(batch.state, "sealed", batch.code);
  await bank.ask("registry.sync", {});
  return batch;
}

async function keep({ wallet, waiting }: Person): Promise<string> {
  const { state } = await wallet.ask("receive.check", { id: waiting });
  assert.equal(state, "arrived");
  const { ids } = await wallet.ask("receive.keep", { id: waiting });
  return ids[0] ?? "";
}

async function visit(wallet: TestWallet, credential: string): Promise<void> {
  const { request } = await bank.ask("counter.ask", {
    purpose: "identity-check",
    credentials: [{ vct: BIRTH_VCT, claims: [PLACE] }],
    validFor: 600,
  });
  const answers = [{ query: "document0", credential, approved: [["place_of_birth"]] }];
  const { response } = await wallet.ask("present.answer", { request, answers, despiteWarnings: false });
  const { verdict } = await bank.ask("counter.check", { response });
  assert.equal(verdict.outcome, "valid");
}

const shown = async (wallet: TestWallet, id: string) => (await wallet.ask("holder.show", { id })).copies;

test("copies wait for those of others, come to all of them, and are refilled before they are used up", async () => {
  const ana = await asking();
  assert.equal(
    await civil.refused("copies.issue_waiting", { type: TYPE, ids: ["a", "b"] }),
    "copies.too_few",
  );
  const ben = await asking();
  const waiting = await civil.ask("copies.waiting", {});
  assert.deepEqual(
    waiting.map(({ type, copies, code }) => [type, copies, code]),
    [
      [TYPE, 8, undefined],
      [TYPE, 8, undefined],
    ],
  );
  assert.equal((await civil.ask("offers.list", {}))[0]?.state, "waiting");
  // A wallet that is closed meanwhile goes on waiting.
  ana.wallet.close();
  await ana.wallet.reopen();
  assert.equal((await ana.wallet.ask("receive.check", { id: ana.waiting })).state, "waiting");
  const batch = await issueAll();
  assert.deepEqual(batch.left, []);
  assert.deepEqual(await civil.ask("copies.waiting", {}), []);
  const id = await keep(ana);
  const other = await keep(ben);
  assert.deepEqual(await shown(ana.wallet, id), {
    left: 8,
    spent: 0,
    among: 2,
    warn: ["among"],
    refill: "possible",
  });
  // Nothing is asked for while there are enough.
  await ana.wallet.program.goOn();
  assert.deepEqual(await civil.ask("copies.waiting", {}), []);

  for (let spent = 0; spent < 6; spent++) await visit(ana.wallet, id);
  for (let spent = 0; spent < 7; spent++) await visit(ben.wallet, other);
  await ana.wallet.program.goOn();
  await ben.wallet.program.goOn();
  const again = await civil.ask("copies.waiting", {});
  assert.equal(again.length, 2);
  assert.ok(again.every(({ renews }) => renews !== undefined));
  const low = await shown(ana.wallet, id);
  assert.equal(low?.left, 2);
  assert.equal(low.refill, "waiting");
  await issueAll();
  world.ahead += 400;
  await ana.wallet.program.goOn();
  await ben.wallet.program.goOn();
  assert.equal((await ana.wallet.ask("holder.list", {})).length, 1);
  assert.deepEqual(await ana.wallet.ask("receive.list", {}), []);
  const full = await shown(ana.wallet, id);
  assert.deepEqual([full?.left, full?.spent, full?.refill], [10, 6, "possible"]);
  assert.equal((await shown(ben.wallet, other))?.left, 9);
  const kinds = (await ana.wallet.ask("activity.list", { limit: 4 })).map(({ kind, party }) => [kind, party]);
  assert.deepEqual(kinds.slice(0, 2), [
    ["receive", "civil-registry"],
    ["key_request", "civil-registry"],
  ]);
  for (let spent = 0; spent < 10; spent++) await visit(ana.wallet, id);
  assert.equal((await shown(ana.wallet, id))?.left, 0);
  world.ahead = 0;
});
