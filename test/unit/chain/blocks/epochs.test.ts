import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { type EpochClaim, Epochs, verifyEpoch } from "../../../../src/chain/blocks/epochs.ts";
import { codeOf } from "../../../../src/error.ts";
import { FollowWorld } from "../../../support/follow-world.ts";

const P = nodePrimitives;

function codeOfCall(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    return codeOf(error) ?? String(error);
  }
  return undefined;
}

/** A registry of three epochs: from block 0, from block 1 and from block 3. */
async function threeEpochs(
  t: TestContext,
): Promise<{ world: FollowWorld; claims: readonly EpochClaim[]; first: Epochs }> {
  const world = new FollowWorld(t);
  world.seal([world.kit.admit("authority-5")]);
  world.grow(1);
  world.seal([world.kit.retire("authority-1")]);
  world.grow(1);
  const { epochs: claims } = await (await world.serve()).epochs(1);
  return { world, claims, first: Epochs.fromGenesis(world.kit.registryId, world.kit.genesis, P) };
}

function idsFor(epochs: Epochs, size: number): string {
  return epochs
    .policyFor(size)
    .authorities.map(({ id }) => id.slice(-1))
    .join("");
}

test("the seal of a block is judged by the authorities after the block before it", async (t) => {
  const { world, claims, first } = await threeEpochs(t);
  for (const claim of claims) first.push(verifyEpoch(claim, first, P).epoch);
  assert.equal(first.newest.epoch, 2);
  const [admitted, retired] = [1, 3].map((height) => world.chain.store.seal(height)?.size as number);
  assert.ok(admitted !== undefined && retired !== undefined);
  assert.equal(idsFor(first, 1), "1234");
  assert.equal(idsFor(first, admitted), "1234");
  assert.equal(idsFor(first, admitted + 1), "12345");
  assert.equal(idsFor(first, retired), "12345");
  assert.equal(idsFor(first, retired + 1), "2345");
  assert.deepEqual(first.all(), world.chain.epochs.all());
});

test("epochs come one after another", async (t) => {
  const { claims, first } = await threeEpochs(t);
  const [one, two] = claims as [EpochClaim, EpochClaim];
  assert.equal(
    codeOfCall(() => verifyEpoch(two, first, P)),
    "epoch.number",
  );
  const { epoch } = verifyEpoch(one, first, P);
  const copy = first.clone();
  copy.push(epoch);
  assert.equal(first.newest.epoch, 0);
  assert.equal(
    codeOfCall(() => copy.push(epoch)),
    "epoch.number",
  );
  assert.equal(
    codeOfCall(() => copy.push({ ...epoch, epoch: 2 })),
    "epoch.number",
  );
  assert.equal(
    codeOfCall(() => verifyEpoch(one, copy, P)),
    "epoch.number",
  );
});

test("a later block of an epoch does not begin it", async (t) => {
  const { world, claims, first } = await threeEpochs(t);
  const [one] = claims as [EpochClaim, EpochClaim];
  // Block 2 is of epoch 1 too, and the authorities of epoch 0 are enough to seal it.
  const later = await (await world.serve()).block(2);
  const before = world.chain.store.leaf(world.chain.store.seal(1)?.recordIndex as number) as Uint8Array;
  assert.equal(
    codeOfCall(() => verifyEpoch({ ...one, block: later, before }, first, P)),
    "epoch.record",
  );
  assert.equal(
    codeOfCall(() => verifyEpoch({ ...one, block: later }, first, P)),
    "epoch.record",
  );
});

test("the set must be the one that was sealed", async (t) => {
  const { claims, first } = await threeEpochs(t);
  const [one, two] = claims as [EpochClaim, EpochClaim];
  assert.equal(
    codeOfCall(() => verifyEpoch({ ...one, set: two.set }, first, P)),
    "epoch.set",
  );
  assert.equal(
    codeOfCall(() => verifyEpoch({ ...one, set: { ...one.set, quorum: 1 } }, first, P)),
    "epoch.set",
  );
  assert.equal(
    codeOfCall(() => verifyEpoch({ ...one, block: "nonsense" }, first, P)),
    "proof.syntax",
  );
});

test("genesis is known by its hash", async (t) => {
  const { world } = await threeEpochs(t);
  const { genesis, registryId } = world.kit;
  const other = Uint8Array.from(genesis);
  other[20] = (other[20] as number) ^ 1;
  assert.equal(
    codeOfCall(() => Epochs.fromGenesis(registryId, other, P)),
    "ledger.genesis",
  );
  assert.equal(
    codeOfCall(() => Epochs.fromGenesis(new Uint8Array(32), genesis, P)),
    "ledger.genesis",
  );
});
