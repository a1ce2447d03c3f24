import assert from "node:assert/strict";
import { after, test } from "node:test";
import * as fc from "fast-check";
import { CALLS } from "../../src/contract/contract.ts";
import { codesOf } from "../support/contract-codes.ts";
import { CALL_NAMES, SAMPLES } from "../support/contract-samples.ts";
import { HOSTILE_TEXTS } from "../support/hostile-texts.ts";
import { WalletWorld } from "../support/wallet-world.ts";

/** Draws for each call; `SEALFOLIO_DRAWS` for a long run. */
const DRAWS = Number(process.env["SEALFOLIO_DRAWS"] ?? 4);
/** What ends the wallet, locks it or takes its time by design. */
const LEFT_OUT: ReadonlySet<string> = new Set(["wallet.create"]);

const world = await WalletWorld.open({ after }, ["bank"]);
const citizen = await world.citizen();
const bank = world.office("bank");

const text = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS.filter((each) => each.length < 2_000)),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.base64String({ maxLength: 60 }),
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("base64url")),
);

/** Something like the sample: each leaf as it was, or another of its kind; members come and go. */
function like(sample: unknown): fc.Arbitrary<unknown> {
  if (typeof sample === "string") return fc.oneof(fc.constant(sample), text);
  if (typeof sample === "number")
    return fc.oneof(fc.constant(sample), fc.nat(), fc.integer(), fc.maxSafeInteger());
  if (typeof sample === "boolean") return fc.boolean();
  if (Array.isArray(sample)) {
    const items = fc.oneof(...(sample.length === 0 ? [fc.constant("x")] : sample.map(like)));
    return fc.array(items, { maxLength: 5 });
  }
  if (typeof sample !== "object" || sample === null) return fc.constant(sample);
  const members = Object.fromEntries(Object.entries(sample).map(([name, value]) => [name, like(value)]));
  return fc.oneof(
    { weight: 4, arbitrary: fc.record(members) },
    { weight: 1, arbitrary: fc.record(members, { requiredKeys: [] }) },
    { weight: 1, arbitrary: fc.record({ ...members, more: fc.jsonValue() }) },
  );
}

test("every call answers whatever is drawn for it with a value or one of its codes", async () => {
  let read = 0;
  for (const name of CALL_NAMES) {
    if (LEFT_OUT.has(name)) continue;
    const property = fc.asyncProperty(like(SAMPLES[name]), async (args) => {
      for (const wallet of [citizen, bank]) {
        const answer = await wallet.program.dispatch(name, args);
        if (!answer.ok) {
          assert.ok(codesOf(name).has(answer.code), `${name}: ${answer.code}`);
          assert.notEqual(answer.code, "call.failed", name);
          if (answer.code !== "call.arguments") read += 1;
        } else read += 1;
        assert.doesNotThrow(() => JSON.stringify(answer));
        // A call that locks is followed by others.
        await wallet.ask("wallet.unlock", { passphrase: wallet.passphrase });
      }
    });
    await fc.assert(property, { numRuns: DRAWS });
  }
  assert.equal(Object.keys(CALLS).length > CALL_NAMES.length, true);
  // Draws that no call would read would show little.
  assert.ok(read > CALL_NAMES.length, String(read));
  assert.deepEqual(world.bugs, []);
});
