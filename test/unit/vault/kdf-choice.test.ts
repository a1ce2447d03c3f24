import assert from "node:assert/strict";
import { test } from "node:test";
import { costForMachine, scaleCost } from "../../../main/vault/kdf-choice.ts";
import { parseParams, paramsToJson } from "../../../main/vault/kdf.ts";
import { FLOOR_KDF, type KdfPolicy, STRICT_KDF } from "../../../main/vault/kdf-policy.ts";

const TARGET = 1_000;

test("a slow machine gets the floor, however slow it is", () => {
  for (const spent of [1_000, 5_000, 1e9, Number.POSITIVE_INFINITY]) {
    assert.deepEqual(scaleCost(STRICT_KDF, spent, TARGET), STRICT_KDF.floor);
  }
});

test("a faster machine gets more memory first, then more passes", () => {
  assert.deepEqual(scaleCost(STRICT_KDF, 500, TARGET), { memory: 131_072, passes: 3 });
  assert.deepEqual(scaleCost(STRICT_KDF, 250, TARGET), { memory: 262_144, passes: 3 });
  assert.deepEqual(scaleCost(STRICT_KDF, 125, TARGET), { memory: 262_144, passes: 6 });
});

test("whatever was measured, the cost is within floor and ceiling and can be read back", () => {
  for (const spent of [0, -1, 0.001, 1, 3, 17, 99, 333, 777, 12_345]) {
    const cost = scaleCost(STRICT_KDF, spent, TARGET);
    const json = paramsToJson({ ...cost, lanes: 4, salt: new Uint8Array(16) });
    const read = parseParams(json, STRICT_KDF);
    assert.deepEqual([read.memory, read.passes], [cost.memory, cost.passes]);
  }
});

test("the machine is measured once, at the floor", async () => {
  const policy: KdfPolicy = { ...FLOOR_KDF, target: TARGET };
  const asked: number[] = [];
  let now = 0;
  const argon2id = (input: { readonly memory: number; readonly passes: number; readonly length: number }) => {
    asked.push(input.memory, input.passes);
    now += 250;
    return Promise.resolve(new Uint8Array(input.length));
  };
  const costs = await Promise.all([1, 2, 3].map(() => costForMachine(policy, argon2id, () => now)));
  for (const cost of costs) assert.deepEqual(cost, { memory: 262_144, passes: 3 });
  assert.deepEqual(asked, [65_536, 3]);
});

test("a measurement that fails is made again", async () => {
  const policy: KdfPolicy = { ...FLOOR_KDF, target: TARGET };
  await assert.rejects(costForMachine(policy, () => Promise.reject(new Error("no memory"))));
  const cost = await costForMachine(
    policy,
    () => Promise.resolve(new Uint8Array(32)),
    () => 0,
  );
  assert.ok(cost.memory >= FLOOR_KDF.floor.memory);
});
