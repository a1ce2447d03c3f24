import assert from "node:assert/strict";
import { after, test } from "node:test";
import { BIRTH_VCT, WalletWorld } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry", "bank"]);
const bank = world.office("bank");
const civil = world.office("civil-registry");
const citizen = await world.citizen();
const held = await world.giveBirth(citizen, world.birth("C 1/1991"));
await bank.ask("registry.sync", {});

const WANTED = {
  purpose: "identity-check",
  credentials: [{ vct: BIRTH_VCT, claims: [{ path: ["family_name"], optional: false }] }],
  validFor: 600,
};

async function respond(): Promise<string> {
  const { request } = await bank.ask("counter.ask", WANTED);
  const answers = [{ query: "document0", credential: held.id, approved: [["family_name"]] }];
  return (await citizen.ask("present.answer", { request, answers, despiteWarnings: false })).response;
}

test("an office learns what it may ask for, by purpose, with the words of the type", async () => {
  const [purpose, ...others] = await bank.ask("counter.purposes", {});
  assert.equal(others.length, 0);
  assert.equal(purpose?.id, "identity-check");
  assert.deepEqual(purpose.label, { en: "Who are you" });
  const [document] = purpose.documents;
  assert.equal(document?.vct, BIRTH_VCT);
  const paths = document.claims.map(({ path }) => path.join("/"));
  assert.ok(paths.includes("family_name"));
  // A right to a place is one to all within it, and to nothing beside it.
  assert.ok(paths.includes("parent_1/name"));
  assert.ok(!paths.includes("registered_on"));
  assert.ok(document.claims.every(({ label }) => label["en"] !== undefined));
});

test("an office without a right to ask has no purposes; a wallet without an office is refused", async () => {
  assert.deepEqual(await civil.ask("counter.purposes", {}), []);
  assert.equal(await citizen.refused("counter.purposes", {}), "counter.no_office");
});

test("a right that has ended is no longer told", async () => {
  world.ahead += 11 * 365 * 86_400;
  assert.deepEqual(await bank.ask("counter.purposes", {}), []);
  world.ahead -= 11 * 365 * 86_400;
});

test("what was shown comes with the labels of its type", async () => {
  const { shown } = await bank.ask("counter.check", { response: await respond() });
  assert.deepEqual(
    shown.map((claims) => claims.map(({ path, value }) => [path, value])),
    [[[["family_name"], held.claims.find(({ path }) => path[0] === "family_name")?.value]]],
  );
});

test("past checks are listed, the newest first, with outcome and purpose and without claims", async () => {
  world.ahead += 5;
  const { check, verdict } = await bank.ask("counter.check", { response: await respond() });
  world.ahead += 5;
  const inspected = await bank.ask("counter.inspect", { file: "no document" });
  const rows = await bank.ask("counter.checks", { limit: 2 });
  assert.deepEqual(
    rows.map(({ id, outcome, purpose }) => [id, outcome, purpose?.id]),
    [
      [inspected.check, "not valid", undefined],
      [check, "valid", "identity-check"],
    ],
  );
  assert.deepEqual(
    rows[1]?.checks,
    verdict.checks.map(({ name, result, code }) => ({ name, result, code })),
  );
  assert.deepEqual(await bank.ask("counter.past_check", { check }), rows[1]);
  const family = held.claims.find(({ path }) => path[0] === "family_name")?.value;
  assert.ok(!JSON.stringify(rows).includes(String(family)));
  assert.deepEqual(await citizen.ask("counter.checks", { limit: 10 }), []);
});

test("without a portrait nobody is to be compared", async () => {
  const { check, verdict } = await bank.ask("counter.check", { response: await respond(), compare: true });
  assert.equal(verdict.outcome, "valid");
  const person = "same" as const;
  assert.equal(await bank.refused("counter.compare", { check, person }), "counter.not_waiting");
  assert.equal(await bank.refused("counter.compare", { check: "nothing", person }), "counter.unknown_check");
  assert.equal(await bank.refused("counter.past_check", { check: "nothing" }), "counter.unknown_check");
});
