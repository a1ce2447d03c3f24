import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test, type TestContext } from "node:test";
import { openBackup } from "../../../main/wallet/backup.ts";
import { readAtCounter } from "../../support/read-at-counter.ts";
import { runsOf } from "../../support/shared-runs.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import type { TestWallet } from "../../support/test-wallet.ts";
import { BIRTH_VCT, WalletWorld } from "../../support/wallet-world.ts";
import { askForCopies, keepCopies, type Waiting } from "../../support/waiting-copies.ts";

// Single-use copies by OpenID4VCI: collected, waited for with others, and refilled.

const world = await WalletWorld.open({ after }, ["civil-registry", "bank"]);
const civil = world.office("civil-registry");
const bank = world.office("bank");
const TYPE = "birth-certificate";
const PLACE = { path: ["place_of_birth"], optional: false };
let people = 0;

/** As a program that was ended, and started where there is a line again. */
async function restart(wallet: TestWallet): Promise<void> {
  wallet.close();
  wallet.isOffline = false;
  wallet.onRequest = () => {};
  await wallet.reopen();
}

const asking = (): Promise<Waiting> => askForCopies(world, `refill-${++people}`, `C 9${people}/1991`);

async function issueAll() {
  const waiting = await civil.ask("copies.waiting", {});
  const batch = await civil.ask("copies.issue_waiting", { type: TYPE, ids: waiting.map(({ id }) => id) });
  assert.equal(batch.state, "sealed", batch.code);
  await bank.ask("registry.sync", {});
  return batch;
}

/** One visit: all that the counter got. */
async function visit(wallet: TestWallet, credential: string): Promise<string> {
  const { request } = await bank.ask("counter.ask", {
    purpose: "identity-check",
    credentials: [{ vct: BIRTH_VCT, claims: [PLACE] }],
    validFor: 600,
  });
  const answers = [{ query: "document0", credential, approved: [["place_of_birth"]] }];
  const { response } = await wallet.ask("present.answer", { request, answers, despiteWarnings: false });
  const { verdict } = await bank.ask("counter.check", { response });
  assert.equal(verdict.outcome, "valid");
  return await readAtCounter(bank, request, response);
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
  const id = await keepCopies(ana);
  const other = await keepCopies(ben);
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

  // What ends them reaches those of both batches, and nobody else's.
  const rows = await civil.ask("copies.list", {});
  const [first] = rows.filter(({ claims }) => claims["registration_number"] === "C 91/1991");
  assert.ok(first?.line !== undefined);
  const certificate = first.certificate;
  const change = { certificate, act: "revoke", reason: "fraud" } as const;
  assert.equal((await civil.ask("copies.change", change)).state, "sealed");
  const ended = await civil.ask("copies.list", {});
  assert.deepEqual(ended.map(({ line, status }) => [line === first.line, status]).sort(), [
    [false, "valid"],
    [false, "valid"],
    [true, "revoked"],
    [true, "revoked"],
  ]);
  await bank.ask("registry.sync", {});
  await visit(ben.wallet, other);
  // And its wallet hears why there are no more.
  await ana.wallet.ask("registry.sync", {});
  world.ahead += 2 * 86_400;
  await civil.ask("registry.sync", {});
  await ana.wallet.program.goOn();
  const none = await shown(ana.wallet, id);
  assert.deepEqual([none?.refill, none?.failed?.code], [undefined, "vci.gone"]);
});

test("what two counters got before and after a refill shares no byte that not everybody's has", async (t) => {
  const [ana, ben] = [await asking(), await asking()];
  await issueAll();
  const [id, other] = [await keepCopies(ana), await keepCopies(ben)];
  world.stopped = world.clock();
  // A registry's time never goes back.
  t.after(() => {
    world.ahead += 500;
    world.stopped = undefined;
  });
  const before = await visit(ana.wallet, id);
  const usual = new Set(runsOf(await visit(ben.wallet, other)));
  for (let spent = 1; spent < 8; spent++) {
    await visit(ana.wallet, id);
    for (const run of runsOf(await visit(ben.wallet, other))) usual.add(run);
  }
  for (const { wallet } of [ana, ben]) await wallet.program.goOn();
  await issueAll();
  world.stopped += 400;
  for (const { wallet } of [ana, ben]) await wallet.program.goOn();
  for (let spent = 0; spent < 8; spent++) {
    for (const run of runsOf(await visit(ben.wallet, other))) usual.add(run);
  }
  // A place in a batch is drawn anew in each: of sixteen, one in sixteen times it is the same, for anybody.
  for (let place = 0; place < 16; place++) {
    for (const run of runsOf(String(place))) usual.add(run);
  }
  const atFirst = runsOf(before);
  const afterwards = await visit(ana.wallet, id);
  const shared = [...runsOf(afterwards)].filter((run) => atFirst.has(run) && !usual.has(run));
  assert.deepEqual(shared, []);
  assert.ok(
    [...atFirst].filter((run) => !usual.has(run)).length > 200,
    "the comparison sees what is one's own",
  );
});

test("ended at any step, a wallet and its office lose no copies, and none are issued twice", async () => {
  const [ana, ben] = [await asking(), await asking()];
  await issueAll();
  const [id, other] = [await keepCopies(ana), await keepCopies(ben)];
  // The line breaks at a later request each time, until the wallet has asked.
  for (let good = 0; (await shown(ana.wallet, id))?.refill !== "waiting"; good++) {
    assert.ok(good < 30);
    let asked = 0;
    ana.wallet.onRequest = () => {
      ana.wallet.isOffline = ++asked > good;
    };
    await ana.wallet.answer("receive.renew", { credential: id });
    await restart(ana.wallet);
  }
  // The office too is ended, and opens where it was.
  civil.close();
  await civil.reopen();
  await civil.program.goOn();
  await ana.wallet.program.goOn();
  const [own, ...more] = await civil.ask("copies.waiting", {});
  assert.deepEqual(more, []);
  await ben.wallet.ask("receive.renew", { credential: other });
  const ids = (await civil.ask("copies.waiting", {})).map((one) => one.id);
  const known = (await civil.ask("copies.list", {})).length;
  for (let good = 1; (await civil.ask("copies.list", {})).length === known; good++) {
    let asked = 0;
    civil.onRequest = () => {
      civil.isOffline = ++asked > good;
    };
    assert.equal(await civil.refused("copies.issue_waiting", { type: TYPE, ids }), "office.unreachable");
    await restart(civil);
    await civil.program.goOn();
  }
  // Signed and not sealed: the next who asks carries it on.
  assert.deepEqual(await civil.ask("copies.waiting", {}), []);
  for (let good = 0; (await shown(ana.wallet, id))?.left === 8; good++) {
    assert.ok(good < 30);
    world.ahead += 400;
    let asked = 0;
    ana.wallet.onRequest = () => {
      ana.wallet.isOffline = ++asked > good;
    };
    await ana.wallet.program.goOn();
    await restart(ana.wallet);
  }
  world.ahead += 400;
  await ben.wallet.program.goOn();
  for (const [wallet, credential] of [
    [ana.wallet, id],
    [ben.wallet, other],
  ] as const) {
    const copies = await shown(wallet, credential);
    assert.deepEqual([copies?.left, copies?.refill], [16, "possible"]);
    assert.deepEqual(await wallet.ask("receive.list", {}), []);
  }
  assert.equal((await civil.ask("copies.list", {})).length, known + 2);
  assert.equal(own?.renews === undefined, false);
  await bank.ask("registry.sync", {});
  for (let spent = 0; spent < 16; spent++) await visit(ana.wallet, id);
});

/** Another wallet made of a backup of this one, which goes on. */
async function restoredFrom(t: TestContext, { wallet }: Waiting): Promise<TestWallet> {
  const folder = tempFolder(t);
  const passphrase = "a phrase for the backup alone";
  await wallet.ask("backup.set", { folder, every: "off" });
  await wallet.ask("wallet.confirm", { passphrase: wallet.passphrase });
  const { last } = await wallet.ask("backup.now", { passphrase });
  const backup = await openBackup(readFileSync(join(folder, last?.name ?? "none")), { passphrase });
  const restored = world.emptyWallet({ name: `restored-${++people}`, mode: "light" });
  await restored.program.restore({ backup, key: { passphrase }, passphrase: restored.passphrase });
  backup.wipe();
  await restored.ask("registry.sync", {});
  return restored;
}

test("what was on its way when a backup was made comes to both wallets, and is spent in the restored one", async (t) => {
  const [ana, ben] = [await asking(), await asking()];
  const spent = { left: 0, spent: 0, among: 2, warn: ["none", "among", "restored"] };
  const early = await restoredFrom(t, ana);
  await issueAll();
  const [id, other] = [await keepCopies(ana), await keepCopies(ben)];
  const same = await keepCopies({ wallet: early, waiting: ana.waiting });
  assert.deepEqual(await shown(early, same), { ...spent, refill: "possible" });
  assert.equal((await shown(ana.wallet, id))?.left, 8);
  const { request } = await bank.ask("counter.ask", {
    purpose: "identity-check",
    credentials: [{ vct: BIRTH_VCT, claims: [PLACE] }],
    validFor: 600,
  });
  const show = (credential: string) => ({
    request,
    answers: [{ query: "document0", credential, approved: [["place_of_birth"]] }],
    despiteWarnings: false,
  });
  assert.equal(await early.refused("present.answer", show(same)), "present.copies_spent");

  // The same for what was to be more of them, which nobody is asked about.
  for (const [wallet, credential] of [
    [ana.wallet, id],
    [ben.wallet, other],
  ] as const) {
    await wallet.ask("receive.renew", { credential });
  }
  const late = await restoredFrom(t, ana);
  assert.deepEqual((await shown(late, id))?.refill, "waiting");
  await issueAll();
  world.ahead += 400;
  await ana.wallet.program.goOn();
  assert.equal((await shown(ana.wallet, id))?.left, 16);
  const [before] = await late.ask("receive.list", {});
  await late.program.goOn();
  // Having none that count, it asks for others by itself; those are its own.
  const [next, ...more] = await late.ask("receive.list", {});
  assert.deepEqual([next?.id === before?.id, more], [false, []]);
  const now = await shown(late, id);
  assert.deepEqual(now, { ...spent, refill: "waiting", refillSince: next?.made });
  assert.equal(await late.refused("present.answer", show(id)), "present.copies_spent");
  await ben.wallet.program.goOn();
  await ben.wallet.ask("receive.renew", { credential: other });
  await issueAll();
  world.ahead += 400;
  await late.program.goOn();
  assert.equal((await shown(late, id))?.left, 8);
  await visit(late, id);
  assert.equal((await shown(late, id))?.left, 7);
});
