import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { changed, FollowWorld, fullWallet, lightWallet } from "../../support/follow-world.ts";
import type { FullFollower } from "../../../main/follow/full/full-follower.ts";
import type { LightFollower } from "../../../main/follow/light/light-follower.ts";
import type { Source } from "../../../main/follow/sources/source.ts";

/** Two histories of one registry that part after block 1, both sealed by its authorities. */
function twoHistories(t: TestContext): { ours: FollowWorld; theirs: FollowWorld } {
  const ours = new FollowWorld(t);
  const theirs = new FollowWorld(t);
  for (const world of [ours, theirs]) world.grow(1, "common");
  ours.grow(2, "ours");
  theirs.grow(2, "theirs");
  return { ours, theirs };
}

type Wallet = FullFollower | LightFollower;

const MODES: readonly [
  string,
  (t: TestContext, world: FollowWorld, sources: readonly Source[]) => Promise<Wallet>,
][] = [
  ["full", async (t, world, sources) => (await fullWallet(t, world, sources)).follower],
  ["light", (_, world, sources) => Promise.resolve(lightWallet(world, sources))],
];

/** A list of sources that the test may change between syncs. */
function switchable(first: Source): { source: Source; to: (next: Source) => void } {
  let now = first;
  const source = new Proxy(first, {
    get: (_, name) => {
      const value: unknown = Reflect.get(now, name);
      return typeof value === "function" ? value.bind(now) : value;
    },
  });
  return {
    source,
    to: (next) => {
      now = next;
    },
  };
}

for (const [mode, wallet] of MODES) {
  test(`${mode}: a longer history that does not join ours raises the alarm and is not taken in`, async (t) => {
    const { ours, theirs } = twoHistories(t);
    const changing = switchable(await ours.serve());
    const follower = await wallet(t, ours, [changing.source]);
    await follower.sync();
    const before = follower.view.age();
    theirs.grow(3, "theirs");
    changing.to(await theirs.serve());
    const outcome = await follower.sync();
    assert.equal(outcome.alarm, "alarm.fork");
    assert.equal(follower.view.alarm(), "alarm.fork");
    assert.deepEqual(follower.view.age(), before);
    const [evidence] = follower.journal.evidence();
    assert.ok(evidence);
    assert.deepEqual(evidence.signers, ["authority-1", "authority-2", "authority-3", "authority-4"]);
    assert.match(evidence.theirs, new RegExp(`\n${theirs.chain.size}\n`));
    assert.match(evidence.ours, new RegExp(`\n${ours.chain.size}\n`));
    assert.ok(outcome.findings.some(({ code }) => code === "source.fork"));

    // Nothing moves before a person decides; then our own history goes on.
    ours.grow(4, "ours");
    changing.to(await ours.serve());
    assert.equal((await follower.sync()).alarm, "alarm.fork");
    assert.deepEqual(follower.view.age(), before);
    follower.journal.resolve(evidence.id, 1);
    assert.equal((await follower.sync()).height, 7);
    assert.equal(follower.view.alarm(), undefined);
    changing.to(await theirs.serve());
    assert.equal((await follower.sync().catch(() => undefined))?.alarm, undefined);
    assert.equal(follower.journal.evidence().length, 1);
    assert.equal(follower.view.age()?.height, 7);
  });

  test(`${mode}: two seals of one size raise the alarm`, async (t) => {
    const { ours, theirs } = twoHistories(t);
    const changing = switchable(await ours.serve());
    const follower = await wallet(t, ours, [changing.source]);
    await follower.sync();
    changing.to(await theirs.serve());
    assert.equal((await follower.sync()).alarm, "alarm.fork");
  });

  test(`${mode}: a shorter history that was never ours raises the alarm`, async (t) => {
    const { ours, theirs } = twoHistories(t);
    ours.grow(2);
    const source = await ours.serve();
    const changing = switchable(source);
    const follower = await wallet(t, ours, [changing.source, source]);
    await follower.sync();
    changing.to(await theirs.serve());
    assert.equal((await follower.sync()).alarm, "alarm.fork");
  });

  for (const which of ["longer", "shorter"] as const) {
    test(`${mode}: of two new histories a person keeps the ${which} one by leaving the other's source out`, async (t) => {
      const { ours, theirs } = twoHistories(t);
      const [kept, left] = which === "longer" ? [theirs, ours] : [ours, theirs];
      const common = new FollowWorld(t);
      common.grow(1, "common");
      theirs.grow(1, "theirs");
      const one = switchable(await common.serve());
      const two = switchable(await common.serve());
      const follower = await wallet(t, ours, [one.source, two.source]);
      await follower.sync();
      one.to(await kept.serve());
      two.to(await left.serve());
      assert.equal((await follower.sync()).alarm, "alarm.fork");
      const [evidence] = follower.journal.evidence();
      assert.ok(evidence?.undecided);

      // While both are shown, no decision can speak for one of them.
      follower.journal.resolve(evidence.id, 1);
      assert.equal((await follower.sync()).alarm, "alarm.fork");
      assert.equal(follower.journal.evidence().length, 1);

      two.to(await kept.serve());
      follower.journal.resolve(evidence.id, 2);
      const outcome = await follower.sync();
      assert.equal(outcome.alarm, undefined);
      assert.equal(outcome.size, kept.chain.size);

      // From now on the other contradicts what is followed; once decided, that one stays out.
      two.to(await left.serve());
      assert.equal((await follower.sync()).alarm, "alarm.fork");
      const again = follower.journal.evidence().find(({ resolved }) => resolved === undefined);
      assert.ok(again !== undefined && again.undecided === undefined);
      follower.journal.resolve(again.id, 3);
      const last = await follower.sync();
      assert.equal(last.alarm, undefined);
      assert.equal(last.size, kept.chain.size);
      assert.ok(last.findings.some(({ code }) => code === "source.fork"));
    });
  }

  test(`${mode}: a split view is seen on the first sync`, async (t) => {
    const { ours, theirs } = twoHistories(t);
    theirs.grow(1, "theirs");
    const follower = await wallet(t, ours, [await ours.serve(), await theirs.serve()]);
    assert.equal((await follower.sync()).alarm, "alarm.fork");
    assert.equal(follower.view.age(), undefined);
  });
}

test("the alarm outlives the program", async (t) => {
  const { ours, theirs } = twoHistories(t);
  const first = await fullWallet(t, ours, [await ours.serve()]);
  await first.follower.sync();
  first.follower.close();
  const second = await fullWallet(t, ours, [await theirs.serve()], { path: first.path });
  await second.follower.sync();
  second.follower.close();
  const third = await fullWallet(t, ours, [], { path: first.path });
  assert.equal(third.follower.view.alarm(), "alarm.fork");
  assert.equal(third.journal.evidence().length, 1);
});

test("a fork that begins with new authorities is one too", async (t) => {
  const { ours, theirs } = twoHistories(t);
  const { follower } = await fullWallet(t, ours, [await ours.serve(), await theirs.serve()]);
  theirs.seal([theirs.kit.admit("authority-5")]);
  theirs.grow(3, "theirs");
  assert.equal((await follower.sync()).alarm, "alarm.fork");
});

test("a head of one history and the epochs of another raise the alarm in a full copy", async (t) => {
  const { ours, theirs } = twoHistories(t);
  theirs.grow(1, "theirs");
  // The same authorities come out of both, so each seal holds by itself.
  for (const world of [ours, theirs]) {
    world.seal([world.kit.admit("authority-5")]);
    world.grow(3, "after");
  }
  const good = await ours.serve();
  const other = await theirs.serve();
  const mixed = changed(good, "mixed", { epochs: (from) => other.epochs(from) });
  const { follower } = await fullWallet(t, ours, [mixed]);
  assert.equal((await follower.sync()).alarm, "alarm.fork");
  const [evidence] = follower.journal.evidence();
  assert.match(evidence?.ours ?? "", new RegExp(`\n${ours.chain.size}\n`));
});
