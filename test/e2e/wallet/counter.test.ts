import assert from "node:assert/strict";
import { after, test } from "node:test";
import { forbidNetwork } from "../../../main/doors/network-guard.ts";
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

async function respond(request: string): Promise<string> {
  const answers = [{ query: "document0", credential: held.id, approved: [["family_name"]] }];
  return (await citizen.ask("present.answer", { request, answers, despiteWarnings: false })).response;
}

/** A request of the bank and the citizen's answer to it. */
async function visit() {
  const { id, request } = await bank.ask("counter.ask", WANTED);
  return { id, request, response: await respond(request) };
}

test("ask, answer and check need no network", async () => {
  const guard = forbidNetwork();
  try {
    const { id, response } = await visit();
    const { verdict, request } = await bank.ask("counter.check", { response });
    assert.equal(verdict.outcome, "valid");
    assert.equal(request, id);
    assert.ok(verdict.age !== undefined);
    assert.ok(verdict.checks.every(({ result }) => result === "passed"));
    assert.equal(guard.attempts(), 0);
  } finally {
    guard.release();
  }
});

test("an answer is taken once, also by a program that was started again", async () => {
  const { request, response } = await visit();
  await bank.ask("counter.check", { response });
  assert.equal(await bank.refused("counter.check", { response }), "presentation.replayed");
  // Another answer to the same request is no better.
  assert.equal(
    await bank.refused("counter.check", { response: await respond(request) }),
    "presentation.replayed",
  );
  bank.close();
  await bank.reopen();
  assert.equal(await bank.refused("counter.check", { response }), "presentation.replayed");
  const log = await bank.ask("activity.list", { limit: 3 });
  assert.deepEqual(
    log.map(({ kind, outcome, code }) => [kind, outcome, code]),
    Array.from({ length: 3 }, () => ["check", "refused", "presentation.replayed"]),
  );
});

test("two checks of one answer at once: one of them takes it", async () => {
  for (let round = 0; round < 5; round++) {
    const { response } = await visit();
    const checks = [1, 2, 3].map(() => bank.answer("counter.check", { response }));
    const outcomes = (await Promise.all(checks)).map((answer) =>
      answer.ok ? answer.value.verdict.outcome : answer.code,
    );
    assert.deepEqual(outcomes.sort(), ["presentation.replayed", "presentation.replayed", "valid"]);
  }
});

test("an answer is taken until its request ends", async () => {
  const { response } = await visit();
  world.ahead += 601;
  assert.equal(await bank.refused("counter.check", { response }), "presentation.expired");
  world.ahead -= 601;
});

test("an answer is for the counter that asked, and for nobody else", async () => {
  const { response } = await visit();
  assert.equal(await civil.refused("counter.check", { response }), "presentation.unknown_request");
  assert.equal(await citizen.refused("counter.check", { response }), "counter.no_office");
  const { verdict } = await bank.ask("counter.check", { response });
  assert.equal(verdict.outcome, "valid");
});

test("an answer changed by a byte is refused, and does not use the request up", async () => {
  const { response } = await visit();
  for (let i = 0; i < 40; i++) {
    const at = Math.floor((i * (response.length - 1)) / 39);
    const changed = response.slice(0, at) + (response[at] === "A" ? "B" : "A") + response.slice(at + 1);
    const code = await bank.refused("counter.check", { response: changed });
    assert.match(code, /^presentation\.(decryption|encryption|unknown_request)$/, `at ${at}`);
  }
  const { verdict } = await bank.ask("counter.check", { response });
  assert.equal(verdict.outcome, "valid");
});

test("what an office does to a certificate shows at the counter after its next sync", async () => {
  const { commitment } = held;
  const outcomeNow = async (): Promise<string | undefined> => {
    await bank.ask("registry.sync", {});
    const { verdict } = await bank.ask("counter.check", { response: (await visit()).response });
    const status = verdict.checks.find(({ name }) => name === "status");
    return `${verdict.outcome}: ${status?.code}`;
  };
  await civil.ask("office.suspend", { commitment, reason: "investigation" });
  const before = await bank.ask("counter.check", { response: (await visit()).response });
  assert.equal(before.verdict.outcome, "valid");
  assert.equal(await outcomeNow(), "not valid: status.suspended");
  await civil.ask("office.reinstate", { commitment, reason: "error" });
  assert.equal(await outcomeNow(), "valid: status.ok");
});

test("a counter asks with its own accredited key, for types that there are", async () => {
  const [wanted] = WANTED.credentials;
  assert.ok(wanted);
  const unknown = { ...WANTED, credentials: [{ ...wanted, vct: "urn:none" }] };
  assert.equal(await bank.refused("counter.ask", unknown), "counter.unknown_type");
  assert.equal(await citizen.refused("counter.ask", WANTED), "counter.no_office");
  const newcomer = await world.wallet({ name: "newcomer", mode: "full", office: "newcomer" });
  await newcomer.ask("registry.sync", {});
  assert.equal(await newcomer.refused("counter.ask", WANTED), "counter.no_request_key");
  const { office } = await newcomer.ask("wallet.status", {});
  assert.deepEqual(office, { id: "newcomer", accredited: false });
});

test("a file that nobody asked for is at best no verdict", async () => {
  const { verdict, request } = await bank.ask("counter.inspect", { file: "  not a credential\n" });
  assert.equal(verdict.outcome, "not valid");
  assert.equal(request, undefined);
});

test("an office that was withdrawn is no accredited asker any more", async () => {
  const { request } = await bank.ask("counter.ask", WANTED);
  await world.decide("office.withdraw", { id: "bank", reason: "ended" });
  await bank.ask("registry.sync", {});
  await citizen.ask("registry.sync", {});
  const { office } = await bank.ask("wallet.status", {});
  assert.equal(office?.accredited, false);
  const view = await citizen.ask("present.preview", { request });
  assert.equal(view.asker.state, "unaccredited");
});
