import assert from "node:assert/strict";
import { after, test } from "node:test";
import { BIRTH_VCT, WalletWorld } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry", "bank"]);
// What is later is so by what the test says, not by how quick the machine is.
world.stopped = world.clock();
const bank = world.office("bank");
const civil = world.office("civil-registry");
const citizen = await world.citizen();
const good = await world.giveBirth(citizen, world.birth("C 1/1991"));
const bad = await world.giveBirth(citizen, world.birth("C 2/1991"));
const later = await world.giveBirth(citizen, world.birth("C 3/1991"));

/** The same as an mdoc, collected from the office's issuer. */
async function collectMdoc(number: string) {
  const offer = await civil.ask("offers.create", {
    type: "birth-certificate",
    claims: world.birth(number),
    waits: 3600,
    withCode: false,
    format: "mso_mdoc",
  });
  const { id } = await citizen.ask("receive.open", { offer: offer.link ?? "" });
  await citizen.ask("receive.fetch", { id });
  await citizen.ask("receive.keep", { id });
  const held = await citizen.ask("holder.list", {});
  const [mdoc] = held.filter(({ claims }) => claims.some(({ value }) => value === number));
  assert.ok(mdoc?.outside?.format === "mso_mdoc");
  return mdoc;
}
const goodMdoc = await collectMdoc("C 4/1991");
const badMdoc = await collectMdoc("C 5/1991");
await bank.ask("registry.sync", {});

const pass = (seconds: number): void => void (world.stopped = world.clock() + seconds);

async function checkOf(credential: string): Promise<string> {
  const { request } = await bank.ask("counter.ask", {
    purpose: "identity-check",
    credentials: [{ vct: BIRTH_VCT, claims: [{ path: ["family_name"], optional: false }] }],
    validFor: 600,
  });
  const answers = [{ query: "document0", credential, approved: [["family_name"]] }];
  const { response } = await citizen.ask("present.answer", { request, answers, despiteWarnings: false });
  const { check, verdict } = await bank.ask("counter.check", { response });
  assert.equal(verdict.outcome, "valid");
  return check;
}

async function checkOfMdoc(credential: string): Promise<string> {
  const { request } = await bank.ask("counter.ask", {
    purpose: "identity-check",
    credentials: [{ vct: BIRTH_VCT, claims: [{ path: ["family_name"], optional: false }], orMdoc: true }],
    validFor: 600,
  });
  const answers = [{ query: "document0mdoc", credential, approved: [[BIRTH_VCT, "family_name"]] }];
  const { response } = await citizen.ask("present.answer", { request, answers, despiteWarnings: false });
  const { check, verdict } = await bank.ask("counter.check", { response });
  assert.equal(verdict.outcome, "valid");
  return check;
}

const stateOf = async (check: string) => (await bank.ask("counter.past_check", { check })).again;

/** Without a network, by data that are older than what happened meanwhile. */
bank.isOffline = true;
pass(60);
for (const { commitment } of [bad, badMdoc]) {
  await civil.ask("office.revoke", { commitment, reason: "error" });
}
pass(60);
assert.equal((await bank.answer("registry.sync", {})).ok, false);
const checks = {
  good: await checkOf(good.id),
  bad: await checkOf(bad.id),
  later: await checkOf(later.id),
  goodMdoc: await checkOfMdoc(goodMdoc.id),
  badMdoc: await checkOfMdoc(badMdoc.id),
};

test("a check made without a network waits to be made again", async () => {
  for (const check of Object.values(checks)) assert.deepEqual(await stateOf(check), { state: "waiting" });
  assert.deepEqual(await bank.ask("counter.turned", {}), []);
});

test("after the next sync it is made again: who showed what had ended is told of, and nobody else", async () => {
  bank.isOffline = false;
  pass(60);
  await civil.ask("office.revoke", { commitment: later.commitment, reason: "error" });
  pass(60);
  await bank.ask("registry.sync", {});
  assert.equal((await stateOf(checks.good))?.state, "held");
  assert.equal((await stateOf(checks.goodMdoc))?.state, "held");
  assert.equal((await stateOf(checks.later))?.state, "held", "what ended after the check was right then");
  const turned = await bank.ask("counter.turned", {});
  assert.deepEqual(
    new Set(
      turned.map(({ id, outcome, again }) => [id, outcome, again?.state, again?.check?.code, again?.isNew]),
    ),
    new Set([checks.bad, checks.badMdoc].map((id) => [id, "valid", "turned", "status.revoked", true])),
  );
  const [row] = await bank.ask("activity.list", { limit: 1, kinds: ["check"] });
  assert.deepEqual([row?.outcome, row?.code], ["refused", "status.revoked"]);
});

test("it is told until somebody has seen it, and stays in the list", async () => {
  await bank.ask("registry.sync", {});
  assert.equal((await bank.ask("counter.turned", {})).length, 2);
  await bank.ask("counter.saw", { check: checks.badMdoc });
  const seen = await bank.ask("counter.saw", { check: checks.bad });
  assert.equal(seen.again?.isNew, undefined);
  assert.deepEqual(await bank.ask("counter.turned", {}), []);
  assert.equal((await stateOf(checks.bad))?.state, "turned");
  assert.equal(await bank.refused("counter.saw", { check: checks.good }), "counter.not_turned");
  assert.equal(await bank.refused("counter.saw", { check: "nothing" }), "counter.unknown_check");
});

test("a check with a network does not wait", async () => {
  const check = await checkOf(good.id);
  assert.equal(await stateOf(check), undefined);
});
