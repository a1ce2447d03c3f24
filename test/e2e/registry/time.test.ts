// What time does to a verdict: idle weekends, nodes that are gone, seals that are withheld, wrong clocks.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { QUICK } from "../../support/solo-network.ts";
import { BIRTH_VCT, WalletWorld } from "../../support/wallet-world.ts";

const HOUR = 3600;
const ONLINE = 24 * HOUR;
const OFFLINE = 7 * 24 * HOUR;
/** Cosigned again and again, as a node in service does it every two minutes. */
const IN_SERVICE = { ...QUICK, recosignMs: 50 };

const world = await WalletWorld.open({ after }, ["civil-registry", "bank"]);
const bank = world.office("bank");
const citizen = await world.citizen();
await world.decide("type.amend", {
  id: "birth-certificate",
  maxAge: { online: ONLINE, offline: OFFLINE },
});
const held = await world.giveBirth(citizen, world.birth("C 2/1991"));
await bank.ask("registry.sync", {});

interface Said {
  readonly outcome: string;
  readonly fresh: string | undefined;
  /** Age of the data behind the verdict, seconds. */
  readonly age: number | undefined;
}

/** The counter asks, the citizen answers, both by their clock. */
async function verdict(): Promise<Said> {
  const { request } = await bank.ask("counter.ask", {
    purpose: "identity-check",
    credentials: [{ vct: BIRTH_VCT, claims: [{ path: ["family_name"], optional: false }] }],
    validFor: 600,
  });
  const answers = [{ query: "document0", credential: held.id, approved: [["family_name"]] }];
  const { response } = await citizen.ask("present.answer", { request, answers, despiteWarnings: true });
  const said = (await bank.ask("counter.check", { response })).verdict;
  const fresh = said.checks.find(({ name }) => name === "data_fresh");
  return { outcome: said.outcome, fresh: fresh?.code, age: fresh?.age?.seconds };
}

/** Resolves when the counter's copy rests on a seal of now. */
async function untilFresh(): Promise<void> {
  const end = performance.now() + 60_000;
  for (;;) {
    await bank.ask("registry.sync", {});
    const { age } = await verdict();
    if (age !== undefined && age < HOUR) return;
    assert.ok(performance.now() < end, "the newest block is cosigned again in time");
  }
}

test("72 idle hours: the newest block is cosigned again and again, and all is as valid as before", async () => {
  await world.stopNode();
  await world.startNode(IN_SERVICE);
  await untilFresh();
  const { height } = (await (await fetch(`${world.url}/health`)).json()) as { height: number };
  for (let hours = 24; hours <= 72; hours += 24) {
    world.ahead += 24 * HOUR;
    await untilFresh();
    assert.deepEqual((await verdict()).outcome, "valid");
  }
  const later = (await (await fetch(`${world.url}/health`)).json()) as { height: number; age: number };
  assert.equal(later.height, height);
  assert.ok(later.age < HOUR);
});

test("a source that withholds newer seals: valid to the type's limit on a network, then nobody can tell", async () => {
  // A frozen view: it answers, and what it answers is of then.
  await world.stopNode();
  await world.startNode({ ...QUICK, recosignMs: 86_400_000 });
  await untilFresh();
  world.ahead += ONLINE - HOUR;
  await bank.ask("registry.sync", {});
  assert.equal((await verdict()).outcome, "valid");
  world.ahead += HOUR + 1;
  await bank.ask("registry.sync", {});
  const { outcome, fresh } = await verdict();
  assert.deepEqual([outcome, fresh], ["cannot tell", "data_fresh.stale"]);
});

test("all nodes stopped: valid to the type's limit without a network, then nobody can tell, and valid again after", async () => {
  await world.stopNode();
  await world.startNode(IN_SERVICE);
  await untilFresh();
  await world.withoutNode(async () => {
    await bank.answer("registry.sync", {});
    const { age = 0 } = await verdict();
    world.ahead += OFFLINE - age - 60;
    assert.equal((await verdict()).outcome, "valid");
    world.ahead += 120;
    const { outcome, fresh } = await verdict();
    assert.deepEqual([outcome, fresh], ["cannot tell", "data_fresh.stale"]);
  });
  await world.stopNode();
  await world.startNode(IN_SERVICE);
  await untilFresh();
  assert.equal((await verdict()).outcome, "valid");
});

test("a clock behind the seals, far ahead of them, and set back again", async () => {
  await untilFresh();
  await world.withoutNode(async () => {
    await bank.answer("registry.sync", {});
    const right = world.ahead;
    world.ahead = right - 2 * HOUR;
    const behind = await verdict();
    assert.deepEqual([behind.outcome, behind.fresh], ["cannot tell", "data_fresh.clock"]);
    world.ahead = right + 30 * 24 * HOUR;
    const far = await verdict();
    assert.deepEqual([far.outcome, far.fresh], ["cannot tell", "data_fresh.stale"]);
    world.ahead = right;
    // Nothing of it sticks.
    assert.equal((await verdict()).outcome, "valid");
  });
});
