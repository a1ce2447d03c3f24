import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { parseReceipt } from "../../../src/chain/blocks/receipt.ts";
import { parseSdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { parseJson } from "../../../src/json/parse.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { hierarchy } from "../../support/certificates.ts";
import { readAtCounter } from "../../support/read-at-counter.ts";
import { StubVerifier } from "../../support/stub-verifier.ts";
import { systemClock } from "../../../main/doors/clock.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { runsOf } from "../../support/shared-runs.ts";
import { TestApp } from "../../support/test-app.ts";
import type { TestWallet } from "../../support/test-wallet.ts";
import { BIRTH_VCT, TITLE, TITLE_VCT, WalletWorld } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry", "land-registry", "bank"]);
const civil = world.office("civil-registry");
const bank = world.office("bank");
const ASKED = { office: "civil-registry", vct: BIRTH_VCT };
let people = 0;

interface Person {
  readonly wallet: TestWallet;
  readonly claims: JsonObject;
}

async function person(): Promise<Person> {
  const name = `copies-${++people}`;
  return { wallet: await world.citizen(name), claims: world.birth(`C 7${people}/1991`) };
}

/** Everybody's copies in one batch. */
async function issue(everybody: readonly Person[], copies: number) {
  const holders = [];
  for (const { wallet, claims } of everybody) {
    const { request } = await wallet.ask("holder.request_key", { ...ASKED, copies });
    holders.push({ request, claims });
  }
  return await civil.ask("copies.issue", { type: "birth-certificate", holders });
}

async function keepAll(everybody: readonly Person[], batch: Awaited<ReturnType<typeof issue>>) {
  assert.equal(batch.state, "sealed", batch.code);
  await bank.ask("registry.sync", {});
  const kept = [];
  for (const [i, { wallet }] of everybody.entries()) {
    const delivery = batch.holders[i]?.delivery;
    assert.ok(delivery !== undefined);
    kept.push(await wallet.ask("holder.keep", { delivery }));
  }
  return kept;
}

const PLACE = { path: ["place_of_birth"], optional: false };

/** One visit: the answer, and all that the counter can read of it. */
async function visit({ wallet }: Person, credential: string, counter = bank) {
  const { request } = await counter.ask("counter.ask", {
    purpose: "identity-check",
    credentials: [{ vct: BIRTH_VCT, claims: [PLACE] }],
    validFor: 600,
  });
  const answers = [{ query: "document0", credential, approved: [["place_of_birth"]] }];
  const answered = await wallet.answer("present.answer", { request, answers, despiteWarnings: false });
  return { request, answered };
}

async function seenOf(who: Person, credential: string): Promise<string> {
  const { request, answered } = await visit(who, credential);
  assert.ok(answered.ok, answered.ok ? "" : answered.code);
  const { response } = answered.value;
  const { verdict } = await bank.ask("counter.check", { response });
  assert.equal(verdict.outcome, "valid", JSON.stringify(verdict.checks.filter((c) => c.result !== "passed")));
  return await readAtCounter(bank, request, response);
}

test("two counters that pool all they saw cannot tell that it was one holder, by any 8 bytes", async (t) => {
  const everybody = [await person(), await person(), await person(), await person()];
  const batch = await issue(everybody, 4);
  const kept = await keepAll(everybody, batch);
  const [ana, ...others] = everybody as [Person, ...Person[]];
  const id = kept[0]?.id ?? "";
  assert.deepEqual(kept[0]?.copies, { left: 4, spent: 0, among: 4, warn: ["among"] });
  // All at one time, which is then everybody's.
  world.stopped = world.clock();
  t.after(() => (world.stopped = undefined));
  const first = await seenOf(ana, id);
  const second = await seenOf(ana, id);
  const atFirst = runsOf(first);
  const atSecond = runsOf(second);
  const shared = [...atFirst].filter((run) => atSecond.has(run));
  // What everybody else shows: as many visits as a proof needs that lies in the same rounds.
  const usual = new Set<string>();
  for (const [i, other] of others.entries()) {
    for (let copy = 0; copy < 4; copy++) {
      for (const run of runsOf(await seenOf(other, kept[i + 1]?.id ?? ""))) usual.add(run);
    }
  }
  const telling = shared.filter((run) => !usual.has(run));
  assert.deepEqual(telling, []);
  // And the comparison sees what links: the same copy twice would share its key, digests and signature.
  const again = [...atFirst].filter((run) => !usual.has(run));
  assert.ok(again.length > 200);
  const parts = [first, second].map((text) => {
    const { vp_token: token } = parseJson(text) as { vp_token: { [query: string]: string[] } };
    return parseSdJwt(Object.values(token)[0]?.[0] ?? "").jwt.payload;
  });
  assert.notDeepEqual(parts[0]?.["cnf"], parts[1]?.["cnf"]);
  assert.notDeepEqual(parts[0]?.["status"], parts[1]?.["status"]);
  assert.equal(parts[0]?.["iat"], parts[1]?.["iat"]);
});

test("a copy is shown once; few left and none left are said, and more come into the same certificate", async () => {
  const everybody = [await person(), await person()];
  const kept = await keepAll(everybody, await issue(everybody, 3));
  const [ana] = everybody as [Person, Person];
  const id = kept[0]?.id ?? "";
  const show = async () => (await ana.wallet.ask("holder.show", { id })).copies;
  const shown = new Set<string>();
  for (const [left, warn] of [
    [2, ["few", "among"]],
    [1, ["few", "among"]],
    [0, ["none", "among"]],
  ] as const) {
    const { commitment } = await ana.wallet.ask("holder.show", { id });
    shown.add(commitment);
    await seenOf(ana, id);
    assert.deepEqual(await show(), { left, spent: 3 - left, among: 2, warn });
  }
  assert.equal(shown.size, 3);
  const { answered } = await visit(ana, id);
  assert.equal(answered.ok ? "shown" : answered.code, "present.copies_spent");
  const printed = { credential: id, size: "A4", language: "en" } as const;
  assert.equal(await ana.wallet.refused("paper.make", printed), "present.copies_spent");

  await keepAll(everybody, await issue(everybody, 2));
  assert.equal((await ana.wallet.ask("holder.list", {})).length, 1);
  assert.deepEqual(await show(), { left: 2, spent: 3, among: 2, warn: ["few", "among"] });
  await seenOf(ana, id);
  assert.deepEqual(await show(), { left: 1, spent: 4, among: 2, warn: ["few", "among"] });
});

test("what is sent to a stranger over the network spends a copy each time, also where nothing arrives", async (t) => {
  const everybody = [await person(), await person()];
  const kept = await keepAll(everybody, await issue(everybody, 3));
  const [{ wallet }] = everybody as [Person, Person];
  const id = kept[0]?.id ?? "";
  const shop = await StubVerifier.start(t);
  const query: JsonObject = {
    credentials: [
      {
        id: "birth",
        format: "dc+sd-jwt",
        meta: { vct_values: [BIRTH_VCT] },
        claims: [{ path: ["place_of_birth"] }],
      },
    ],
  };
  const { middle, leaf } = hierarchy(world.clock());
  let nonce = 0;
  const argsOf = (despiteWarnings: boolean) => ({
    request: shop.signed(shop.parameters(query, { nonce: `nonce-of-this-visit-${++nonce}` }), [leaf, middle]),
    answers: [{ query: "birth", credential: id, approved: [["place_of_birth"]] }],
    despiteWarnings,
  });
  const send = async () => {
    // Refused before anything leaves, it spends nothing.
    assert.equal(await wallet.refused("present.send", argsOf(false)), "present.asker_not_accredited");
    return await wallet.answer("present.send", argsOf(true));
  };
  const left = async () => (await wallet.ask("holder.show", { id })).copies?.left;
  const keys = new Set<string>();
  const digests = new Set<string>();
  for (const still of [2, 1]) {
    const sent = await send();
    assert.ok(sent.ok, sent.ok ? "" : sent.code);
    assert.equal(await left(), still);
    const { vp_token: token } = (await shop.opened()) as { vp_token: { birth: string[] } };
    const { payload } = parseSdJwt(token.birth[0] ?? "").jwt;
    keys.add(JSON.stringify(payload["cnf"]));
    digests.add(JSON.stringify(payload["_sd"]));
  }
  assert.equal(keys.size, 2, "another key each time");
  assert.equal(digests.size, 2, "nothing of the first copy is in the second");
  shop.intercept = () => ({ status: 500, contentType: "text/plain", body: new Uint8Array() });
  const lost = await send();
  assert.equal(lost.ok ? "sent" : lost.code, "presentation.not_taken");
  // Whoever answers so may have read it.
  assert.equal(await left(), 0);
  shop.intercept = undefined;
  const none = await wallet.answer("present.send", argsOf(true));
  assert.equal(none.ok ? "sent" : none.code, "present.copies_spent");
  assert.equal(shop.answers.length, 2);
});

test("what a backup brings back is spent, whoever still has the other wallet; what comes afterwards is not", async (t) => {
  const everybody = [await person(), await person()];
  const kept = await keepAll(everybody, await issue(everybody, 3));
  const [ana] = everybody as [Person, Person];
  const id = kept[0]?.id ?? "";
  const folder = tempFolder(t);
  const phrase = "a phrase for the backup alone";
  await ana.wallet.ask("backup.set", { folder, every: "off" });
  await ana.wallet.ask("wallet.confirm", { passphrase: ana.wallet.passphrase });
  const { last } = await ana.wallet.ask("backup.now", { passphrase: phrase });
  const made = systemClock();
  // Shown between the backup and the restore, which the backup cannot know.
  await seenOf(ana, id);

  const app = new TestApp(t);
  const from = join(folder, last?.name ?? "none");
  const passphrase = "a new phrase for the restored";
  await app.ask("app.restore_profile", { key: { passphrase: phrase }, passphrase, from });
  const copies = async () => (await app.ask("holder.show", { id })).copies;
  assert.deepEqual(await copies(), { left: 0, spent: 0, among: 2, warn: ["none", "among", "restored"] });
  const show = async (): Promise<string> => {
    const { request } = await bank.ask("counter.ask", {
      purpose: "identity-check",
      credentials: [{ vct: BIRTH_VCT, claims: [PLACE] }],
      validFor: 600,
    });
    const answers = [{ query: "document0", credential: id, approved: [["place_of_birth"]] }];
    const args = { request, answers, despiteWarnings: false } as const;
    const answered = await app.app.call("present.answer", args);
    return answered.ok ? answered.value.response : answered.code;
  };
  await app.ask("registry.sync", {});
  assert.equal(await show(), "present.copies_spent");
  const printed = { credential: id, size: "A4", language: "en" } as const;
  assert.equal(await app.refused("paper.make", printed), "present.copies_spent");
  // Started anew it is no other than it was.
  await app.restart();
  const [profile] = (await app.ask("app.status", {})).profiles;
  await app.ask("app.open_profile", { id: profile?.id ?? "" });
  await app.ask("wallet.unlock", { passphrase });
  assert.equal(await show(), "present.copies_spent");

  // Times are whole seconds, and what came within that of the backup counts as in it.
  while (systemClock() <= made) await pause(50);
  const { request } = await app.ask("holder.request_key", { ...ASKED, copies: 2 });
  const other = await (everybody[1] as Person).wallet.ask("holder.request_key", { ...ASKED, copies: 2 });
  const holders = [
    { request, claims: ana.claims },
    { request: other.request, claims: (everybody[1] as Person).claims },
  ];
  const batch = await civil.ask("copies.issue", { type: "birth-certificate", holders });
  await bank.ask("registry.sync", {});
  await app.ask("holder.keep", { delivery: batch.holders[0]?.delivery ?? "" });
  assert.equal((await app.ask("holder.list", {})).length, 1);
  assert.deepEqual(await copies(), { left: 2, spent: 0, among: 2, warn: ["few", "among", "restored"] });
  const { verdict } = await bank.ask("counter.check", { response: await show() });
  assert.equal(verdict.outcome, "valid");
  assert.equal((await copies())?.left, 1);
  assert.deepEqual(app.bugs, []);
});

test("what ends or suspends a certificate reaches all its copies, and nobody else's", async () => {
  const everybody = [await person(), await person()];
  const batch = await issue(everybody, 2);
  const kept = await keepAll(everybody, batch);
  const [ana, ben] = everybody as [Person, Person];
  const certificate = batch.holders[0]?.certificate ?? "";
  const change = async (act: "suspend" | "reinstate" | "revoke", reason: string): Promise<void> => {
    assert.equal((await civil.ask("copies.change", { certificate, act, reason })).state, "sealed");
    for (const { wallet } of everybody) await wallet.ask("registry.sync", {});
    await bank.ask("registry.sync", {});
  };
  const stateOf = async ({ wallet }: Person, at: number) =>
    (await wallet.ask("holder.show", { id: kept[at]?.id ?? "" })).state;
  await change("suspend", "lost");
  assert.equal(await stateOf(ana, 0), "suspended");
  assert.equal(await stateOf(ben, 1), "valid");
  const { answered } = await visit(ana, kept[0]?.id ?? "");
  assert.equal(answered.ok ? "shown" : answered.code, "present.ended");
  await change("reinstate", "resolved");
  await seenOf(ana, kept[0]?.id ?? "");
  await change("revoke", "error");
  assert.equal(await stateOf(ana, 0), "revoked");
  const rows = await civil.ask("copies.list", {});
  const status = new Map(rows.map((row) => [row.certificate, row.status]));
  assert.equal(status.get(certificate), "revoked");
  assert.equal(status.get(batch.holders[1]?.certificate ?? ""), "valid");
  await seenOf(ben, kept[1]?.id ?? "");
  // Its number is free again, and a plain certificate can be issued for it.
  const { delivery } = await world.issueBirth(ana.wallet, ana.claims);
  assert.ok(delivery !== undefined);
});

test("an office refuses what would tell a holder apart, and kinds that copies are not for", async () => {
  const [ana, ben] = [await person(), await person()];
  const asked = async ({ wallet, claims }: Person, copies?: number) => ({
    request: (await wallet.ask("holder.request_key", copies === undefined ? ASKED : { ...ASKED, copies }))
      .request,
    claims,
  });
  const issuing = async (...holders: { request: string; claims: JsonObject }[]) =>
    await civil.refused("copies.issue", { type: "birth-certificate", holders });
  const two = await asked(ana, 2);
  assert.equal(await issuing(two, await asked(ben, 3)), "copies.uneven");
  assert.equal(await issuing(await asked(ana), await asked(ben)), "copies.uneven");
  assert.equal(await issuing(two, two), "office.holders");
  assert.equal(await issuing(two, { ...(await asked(ben, 2)), claims: ana.claims }), "office.claims");
  const [first = "", second = ""] = two.request.split("\n");
  const [strange = ""] = (await asked(ben, 2)).request.split("\n");
  const mixed = { ...two, request: [first, strange].join("\n") };
  assert.equal(await issuing(mixed, await asked(ben, 2)), "exchange.syntax");
  const twice = { ...two, request: [second, second].join("\n") };
  assert.equal(await issuing(twice, await asked(ben, 2)), "exchange.syntax");
  const land = world.office("land-registry");
  const titles = [];
  for (const { wallet } of [ana, ben]) {
    const { request } = await wallet.ask("holder.request_key", {
      office: "land-registry",
      vct: TITLE_VCT,
      copies: 2,
    });
    titles.push({ request, claims: TITLE });
  }
  assert.equal(
    await land.refused("copies.issue", { type: "property-title", holders: titles }),
    "copies.type",
  );
});

test("a batch that was cut off is carried on, and its receipt is the same for everybody", async () => {
  const everybody = [await person(), await person(), await person()];
  const holders = [];
  for (const { wallet, claims } of everybody) {
    const { request } = await wallet.ask("holder.request_key", { ...ASKED, copies: 2 });
    holders.push({ request, claims });
  }
  const before = (await civil.ask("copies.list", {})).length;
  const signed = async () => (await civil.ask("copies.list", {})).slice(0, -before || undefined);
  // The line breaks at a later request each time, until it breaks after everything was signed.
  for (let good = 1; (await signed()).length === 0; good++) {
    let asked = 0;
    civil.onRequest = () => {
      civil.isOffline = ++asked > good;
    };
    assert.equal(
      await civil.refused("copies.issue", { type: "birth-certificate", holders }),
      "office.unreachable",
    );
    civil.onRequest = () => {};
    civil.isOffline = false;
  }
  const [row] = await signed();
  assert.notEqual(row?.state, "sealed");
  const again = await civil.ask("copies.refresh", { batch: row?.batch ?? "" });
  // The same requests once more are answered with the same copies.
  const same = await civil.ask("copies.issue", { type: "birth-certificate", holders });
  assert.deepEqual(
    [same.batch, same.holders.map(({ certificate }) => certificate)],
    [again.batch, again.holders.map(({ certificate }) => certificate)],
  );
  const kept = await keepAll(everybody, again);
  const heads = [];
  for (const [i, { wallet }] of everybody.entries()) {
    const { receipt } = await wallet.ask("holder.receipt", { id: kept[i]?.id ?? "" });
    const { copy, ...head } = parseReceipt(receipt);
    assert.equal(copy?.proof.length, 3);
    heads.push(JSON.stringify(head));
  }
  assert.equal(new Set(heads).size, 1);
});
