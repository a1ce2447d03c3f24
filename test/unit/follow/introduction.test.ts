import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { introduceOffice } from "../../../main/follow/prove/introduce.ts";
import { policyOfBlock } from "../../../main/follow/light/light-view.ts";
import type { LightFollower } from "../../../main/follow/light/light-follower.ts";
import type { BlockRecord } from "../../../src/chain/blocks/block-record.ts";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { buildRequest } from "../../../src/presentation/request.ts";
import type { AskerJudgement } from "../../../src/presentation/asker.ts";
import { type Introduction, LONGEST_INTRODUCTION } from "../../../src/presentation/introduction.ts";
import { FollowWorld, fullWallet, lightWallet, sealBody } from "../../support/follow-world.ts";
import { askWith, draftOf, introduce, judgeRequest } from "../../support/introduction-world.ts";
import { START, YEAR } from "../../support/registry-kit.ts";
import { seedP256 } from "../../support/test-keys.ts";

const DAY = 86_400;

interface Citizen {
  readonly world: FollowWorld;
  readonly light: LightFollower;
  readonly time: { now: number };
  judge(introduction: Introduction | undefined, change?: Parameters<typeof askWith>[2]): AskerJudgement;
}

/** A light wallet that has synced at block 0, knows the type asked for but not the bank, and goes offline. */
async function citizenOf(t: TestContext, world = new FollowWorld(t)): Promise<Citizen> {
  const time = { now: world.kit.time };
  const light = lightWallet(world, [await world.serve()], undefined, time);
  await light.sync({ wants: { keys: ["office/identity", "type/id-card"] } });
  const judge: Citizen["judge"] = (introduction, change) =>
    judgeRequest(askWith(world, introduction, change), light, time.now);
  return { world, light, time, judge };
}

function assertUnknown({ state, code, office }: AskerJudgement): void {
  assert.deepEqual([state, code, office], ["cannot tell", "asker.office_unknown", undefined]);
}

test("an office unknown to the citizen introduces itself from its own full copy", async (t) => {
  const { world, light, time, judge } = await citizenOf(t);
  world.grow(2);
  world.recosign(world.kit.time + 600);
  time.now = world.kit.time + 700;
  const { follower } = await fullWallet(t, world, [await world.serve()]);
  assert.equal(introduceOffice(follower.copy, "bank"), undefined);
  await follower.sync();
  const introduction = introduceOffice(follower.copy, "bank");
  assert.ok(introduction);
  assertUnknown(judge(undefined));
  const { state, code, office, overAsked, age, refusal } = judge(introduction);
  assert.deepEqual(
    [state, code, office?.id, overAsked, refusal],
    ["accredited", "asker.ok", "bank", [], undefined],
  );
  assert.deepEqual(age, { height: 2, time: world.kit.time + 600 });
  assert.equal(light.view.office("bank"), "unknown");
  assert.equal(introduceOffice(follower.copy, "nobody"), undefined);
});

test("the block may be the citizen's own, an older one, or a later one of the same authorities", async (t) => {
  const world = new FollowWorld(t);
  const first = introduce(world, "bank");
  world.seal([world.kit.admit("authority-5")]);
  world.grow(1);
  const { judge } = await citizenOf(t, world);
  for (const introduction of [first, introduce(world, "bank")]) {
    assert.equal(judge(introduction).state, "accredited");
  }
  world.grow(2);
  assert.equal(judge(introduce(world, "bank")).state, "accredited");
});

test("it shows today's record: an office withdrawn, or with other keys, is not accredited", async (t) => {
  const { world, judge } = await citizenOf(t);
  const { kit } = world;
  const key = kit.office("bank").request.key;
  world.seal([kit.amendOffice("bank", { endKeys: [{ key, to: kit.time - 1 }] })]);
  assert.equal(judge(introduce(world, "bank")).code, "asker.key_not_active");
  world.seal([kit.withdraw("bank")]);
  const { state, code, age } = judge(introduce(world, "bank"));
  assert.deepEqual([state, code, age?.height], ["unaccredited", "asker.office_withdrawn", 2]);
});

test("what the citizen holds of the same block counts, or of a later one", async (t) => {
  const { world, light, judge } = await citizenOf(t);
  world.seal([world.kit.withdraw("bank")]);
  await light.sync({ wants: { keys: ["office/bank"] } });
  const fresh = introduce(world, "bank");
  const { code, age } = judge(fresh);
  assert.equal(code, "asker.office_withdrawn");
  assert.deepEqual(age, light.view.age());
});

test("an office's new key is met without a network, and its old one no longer where the proof ends it", async (t) => {
  const { world, light, time, judge } = await citizenOf(t);
  const { kit } = world;
  await light.sync({ wants: { keys: ["office/bank"] } });
  const before = introduce(world, "bank");
  const { key } = kit.office("bank").request;
  const next = seedP256("the bank's next request key");
  const span = { from: kit.time - 1, to: kit.time + YEAR };
  world.seal([
    kit.amendOffice("bank", {
      addKeys: [{ use: "request", key: next.key, ...span }],
      endKeys: [{ key, to: kit.time - 1 }],
    }),
  ]);
  const fresh = introduce(world, "bank");
  const judgeNext = (introduction?: Introduction): AskerJudgement => {
    const draft = { ...draftOf(world, "bank"), ...(introduction === undefined ? {} : { introduction }) };
    const text = buildRequest(draft, next.signer, nodePrimitives.sha256);
    return judgeRequest(text, light, time.now);
  };
  assert.equal(judgeNext().refusal, "asker.key_absent");
  assert.equal(judgeNext(before).refusal, "asker.key_absent");
  const { state, age } = judgeNext(fresh);
  assert.deepEqual([state, age?.height], ["accredited", 1]);
  assert.equal(judge(fresh).code, "asker.key_not_active");
  assert.equal(judge(undefined).state, "accredited");
});

test("an old proof of an office withdrawn since is not used", async (t) => {
  const { world, light, time, judge } = await citizenOf(t);
  const old = introduce(world, "bank");
  world.kit.time += DAY;
  world.seal([world.kit.withdraw("bank")]);
  world.kit.time += 7 * DAY;
  world.grow(1);
  // The citizen has not heard of it, and what it has seen itself is as old as the proof.
  time.now = world.kit.time;
  assert.equal(judge(old).state, "accredited");
  await light.sync();
  assertUnknown(judge(old));
});

test("a proof counts for thirty days, and not before its time", async (t) => {
  const { world, time, judge } = await citizenOf(t);
  const introduction = introduce(world, "bank");
  const at = (seconds: number) => {
    time.now = START + seconds;
    world.kit.time = time.now;
    return judge(introduction);
  };
  assert.equal(at(LONGEST_INTRODUCTION).state, "accredited");
  assertUnknown(at(LONGEST_INTRODUCTION + 1));
  assertUnknown(at(-301));
});

test("after a change of the authorities it counts once the citizen has followed it", async (t) => {
  const { world, light, judge } = await citizenOf(t);
  world.seal([world.kit.admit("authority-5")]);
  const begins = introduce(world, "bank");
  // Sealed by the old authorities, whom the citizen knows, but its record speaks of a new epoch.
  assertUnknown(judge(begins));
  world.grow(1);
  const after = introduce(world, "bank");
  assertUnknown(judge(after));
  await light.sync();
  for (const introduction of [begins, after]) assert.equal(judge(introduction).state, "accredited");
});

test("an amendment that begins an epoch blocks later is one too", async (t) => {
  const { world, judge } = await citizenOf(t);
  world.seal([world.kit.byQuorum("registry.amend", { quorum: 4, from: 3 })]);
  assert.equal(judge(introduce(world, "bank")).state, "accredited");
  world.grow(1);
  const head = world.chain.ledger.head?.record;
  assert.ok(head && head.epoch === 1 && head.since < head.first);
  assertUnknown(judge(introduce(world, "bank")));
  world.grow(1);
  assertUnknown(judge(introduce(world, "bank")));
});

test("a later block that contradicts the citizen's head is nobody's to seal", async (t) => {
  const world = new FollowWorld(t);
  world.seal([world.kit.admit("authority-5")]);
  world.grow(2);
  const { epochs, ledger, size, root } = world.chain;
  const own = ledger.head?.record;
  assert.ok(own && root);
  const checkpoint = { origin: world.origin, size, root };
  const policyFor = policyOfBlock({ head: { record: own, checkpoint }, epochs });
  const next: BlockRecord = { ...own, height: own.height + 1, first: size, count: 4 };
  assert.deepEqual(policyFor(next, size + 5), epochs.policyFor(size + 5));
  const contradictions: readonly Partial<BlockRecord>[] = [
    { epoch: own.epoch + 1 },
    { epoch: own.epoch - 1 },
    { authorities: own.trust },
    { since: own.since - 1 },
    { since: size + 1 },
    { first: size - 1, count: 5 },
    { height: own.height },
    { time: own.time - 1 },
  ];
  for (const change of contradictions) {
    assert.equal(policyFor({ ...next, ...change }, size + 5), undefined, JSON.stringify(change));
  }
  // Up to its head it knows who was in office when, whatever a record says.
  assert.deepEqual(policyFor(next, 1)?.authorities.length, 4);
  assert.deepEqual(policyFor(next, size)?.authorities.length, 5);
});

test("authorities out of office introduce nobody", async (t) => {
  const world = new FollowWorld(t);
  const old = world.authorities();
  for (const id of ["authority-5", "authority-6", "authority-7"]) world.seal([world.kit.admit(id)]);
  for (const id of old.slice(0, 3)) world.seal([world.kit.retire(id)]);
  const { judge } = await citizenOf(t, world);
  world.grow(1);
  const root = world.chain.root as Uint8Array;
  const body = world.body({ size: world.chain.size, root });
  assertUnknown(judge(introduce(world, "bank", sealBody(world.kit, body, old, world.kit.time))));
  assert.equal(judge(introduce(world, "bank")).state, "accredited");
});

test("forged seals introduce nobody", async (t) => {
  const { world, light, judge } = await citizenOf(t);
  world.grow(1);
  const root = world.chain.root as Uint8Array;
  const body = world.body({ size: world.chain.size, root });
  const { time } = world.kit;
  for (const by of [[], world.authorities().slice(0, 2), ["stranger-1", "stranger-2", "stranger-3"]]) {
    assertUnknown(judge(introduce(world, "bank", sealBody(world.kit, body, by, time))));
  }
  const quorum = introduce(world, "bank", sealBody(world.kit, body, world.authorities().slice(1), time));
  assert.equal(judge(quorum).state, "accredited");
  const renamed = quorum.block.replace("authority/authority-2 ", "authority/authority-1 ");
  assert.notEqual(renamed, quorum.block);
  assertUnknown(judge({ ...quorum, block: renamed }));
  assert.deepEqual(light.journal.evidence(), []);
});

test("another registry introduces nobody, whoever it says it is", async (t) => {
  const { world, judge } = await citizenOf(t);
  const other = new FollowWorld(t, {}, { origin: "registry.other/sealfolio" });
  assertUnknown(judge(introduce(other, "bank")));
  world.grow(1);
  const foreign = judge(introduce(world, "bank"), {
    client: { registry: Buffer.from(other.kit.registryId).toString("base64url"), office: "bank" },
  });
  assert.equal(foreign.code, "asker.other_registry");
  assert.deepEqual(foreign.age, { height: 0, time: world.kit.time });
});

test("an office is introduced by its own record alone", async (t) => {
  const { world, judge } = await citizenOf(t);
  // The archive's request under the bank's introduction, and the bank's name over the archive's key.
  const archive = {
    client: { registry: world.kit.hash(world.kit.genesis), office: "archive" },
    by: "archive",
  };
  assertUnknown(judge(introduce(world, "bank"), archive));
  assert.equal(judge(introduce(world, "archive"), archive).code, "asker.purpose_absent");
  const { state, code, office } = judge(introduce(world, "bank"), { by: "archive" });
  assert.deepEqual([state, code, office], ["unaccredited", "asker.key_absent", undefined]);
});

test("a wallet that never synced uses none", async (t) => {
  const world = new FollowWorld(t);
  const light = lightWallet(world, []);
  const text = askWith(world, introduce(world, "bank"));
  const { state, code } = judgeRequest(text, light, world.kit.time);
  assert.deepEqual([state, code], ["cannot tell", "asker.no_data"]);
});

test("another block of our head's size under a true seal is kept as evidence and raises the alarm", async (t) => {
  const world = new FollowWorld(t);
  const other = new FollowWorld(t);
  world.grow(1, "one");
  other.grow(1, "other");
  const { light, judge } = await citizenOf(t, world);
  assert.equal(judge(introduce(world, "bank")).state, "accredited");
  const forked = introduce(other, "bank");
  assert.deepEqual([judge(forked).state, judge(forked).code], ["cannot tell", "asker.alarm"]);
  assert.equal(light.view.alarm(), "alarm.fork");
  const [evidence, ...more] = light.journal.evidence();
  assert.equal(more.length, 0);
  assert.deepEqual(evidence?.signers, world.authorities());
  light.journal.resolve(evidence?.id as number, world.kit.time);
  assertUnknown(judge(forked));
  // Also once the citizen's head has gone on.
  world.grow(1);
  await light.sync();
  assertUnknown(judge(forked));
  assert.equal(light.view.alarm(), undefined);
});

test("a record too large to pass on is not introduced", async (t) => {
  const { world, judge } = await citizenOf(t);
  const asks = (from: number) =>
    Array.from({ length: 25 }, (_, i) => ({
      purpose: `purpose-${from + i}`,
      label: { en: "l".repeat(200), de: "l".repeat(200) },
      claims: [{ type: "id-card", path: ["name"] }],
      from: START,
      to: START + YEAR,
    }));
  let made: Introduction | undefined = introduce(world, "bank");
  let rounds = 0;
  for (; made !== undefined && rounds < 5; rounds++) {
    assert.equal(judge(made).state, "accredited");
    world.seal([world.kit.amendOffice("bank", { addAsks: asks(rounds * 25) })]);
    const { ledger, store } = world.chain;
    made = introduceOffice(
      { ledger, log: store, seal: { text: store.newest?.checkpoint as string } },
      "bank",
    );
  }
  assert.equal(made, undefined);
  assert.ok(rounds > 1);
  assertUnknown(judge(made));
});
