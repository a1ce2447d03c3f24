import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import * as fc from "fast-check";
import { jsonCodec } from "../../../main/vault/collection.ts";
import { createVault } from "../../../main/vault/create.ts";
import type { Vault } from "../../../main/vault/vault.ts";
import type { JsonValue } from "../../../src/json/value.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { PASSPHRASE, vaultDeps } from "../../support/vault.ts";

type Model = Map<string, { value: JsonValue; version: number }>;
interface Step {
  readonly run: (vault: Vault, model: Model) => void | Promise<void>;
}

const json = jsonCodec((value) => value);
const things = (vault: Vault) => vault.collection("things", json);
const id = fc.constantFrom("a", "b", "c", "d");
const value = fc.oneof(
  { weight: 20, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }).map((held) => lost(held as JsonValue)) },
) as fc.Arbitrary<JsonValue>;

/** With a member of its own that is called as its prototype is, as `JSON.parse` would make it. */
function lost(held: JsonValue): JsonValue {
  return JSON.parse(`{"__proto__":${JSON.stringify(held)}}`) as JsonValue;
}

/** A member that a copy of the value would lose unnoticed. */
function hasLostName(each: JsonValue): boolean {
  if (typeof each !== "object" || each === null) return false;
  if (Array.isArray(each)) return (each as readonly JsonValue[]).some(hasLostName);
  return Object.entries(each).some(([name, member]) => name === "__proto__" || hasLostName(member));
}

const put = fc.record({ id, value }).map((args): Step => ({
  run: (vault, model) => {
    if (hasLostName(args.value)) {
      assert.throws(() => things(vault).put(args.id, args.value), { code: "vault.value" });
      return;
    }
    const version = (model.get(args.id)?.version ?? 0) + 1;
    assert.equal(things(vault).put(args.id, args.value, { expected: version - 1 }), version);
    model.set(args.id, { value: args.value, version });
  },
}));
const remove = id.map((row): Step => ({
  run: (vault, model) => assert.equal(things(vault).delete(row), model.delete(row)),
}));
const relock: fc.Arbitrary<Step> = fc.constant({
  run: async (vault: Vault) => {
    vault.lock();
    assert.equal(await vault.unlock(PASSPHRASE), undefined);
  },
});
const failing = fc.array(fc.oneof(put, remove), { maxLength: 3 }).map((steps): Step => ({
  run: (vault, model) => {
    const stop = new Error("stop");
    const copy: Model = new Map(model);
    assert.throws(
      () =>
        vault.transaction(() => {
          for (const step of steps) void step.run(vault, copy);
          throw stop;
        }),
      stop,
    );
  },
}));
const together = fc.array(fc.oneof(put, remove), { maxLength: 4 }).map((steps): Step => ({
  run: (vault, model) => {
    vault.transaction(() => {
      for (const step of steps) void step.run(vault, model);
    });
  },
}));

/** -0 is 0 in canonical JSON (RFC 8785). */
function plain(each: JsonValue): JsonValue {
  return JSON.parse(JSON.stringify(each)) as JsonValue;
}

test("after any history of writes, failures and locks a vault holds what a plain map holds", async (t) => {
  const folder = tempFolder(t);
  let made = 0;
  const steps = fc.array(fc.oneof(put, put, remove, together, failing, relock), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const vault = await createVault(join(folder, `vault${made++}`), PASSPHRASE, vaultDeps());
      try {
        const model: Model = new Map();
        for (const step of history) await step.run(vault, model);
        vault.lock();
        assert.equal(await vault.unlock(PASSPHRASE), undefined);
        const found = new Map(
          things(vault)
            .list()
            .map(({ id: key, value: held, version }) => [key, { value: held, version }]),
        );
        assert.deepEqual(
          found,
          new Map([...model].map(([key, held]) => [key, { ...held, value: plain(held.value) }])),
        );
        assert.equal(vault.examine().sound, model.size);
      } finally {
        vault.close();
      }
    }),
    { numRuns: 40 },
  );
});
