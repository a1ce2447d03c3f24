import assert from "node:assert/strict";
import { test } from "node:test";
import { WasmMatcher } from "../../../main/wallet/counter/matcher/wasm-matcher.ts";
import { FACE_BYTES } from "../../../src/verdict/face-matcher.ts";
import {
  COMPARES_FIRST_POINTS,
  CRASHES,
  NEVER_ENDS,
  PLACE_OUTSIDE,
  sayAlways,
  WANTS_A_WAY_OUT,
  WITHOUT_COMPARE,
} from "../../support/face-modules.ts";

const picture = (first: number): Uint8Array => new Uint8Array(FACE_BYTES).fill(first, 0, 4);
const compare = (module: Uint8Array<ArrayBuffer>, limit?: number) =>
  new WasmMatcher(module, limit).compare(picture(1), picture(1));

test("three answers and no fourth", async () => {
  assert.deepEqual(await Promise.all([1, 2, 3].map((said) => compare(sayAlways(said)))), [
    "supports",
    "does_not_support",
    "unclear",
  ]);
  for (const said of [0, 4, 2_000_000_000]) {
    await assert.rejects(compare(sayAlways(said)), { code: "matcher.answer" });
  }
});

test("it gets both pictures, the portrait first", async () => {
  const matcher = new WasmMatcher(COMPARES_FIRST_POINTS);
  assert.equal(await matcher.compare(picture(7), picture(7)), "supports");
  assert.equal(await matcher.compare(picture(7), picture(8)), "does_not_support");
  await assert.rejects(matcher.compare(picture(7), new Uint8Array(3)), RangeError);
});

test("a crash, an endless run and an impossible place are its own, and the next comparison goes on", async () => {
  await assert.rejects(compare(CRASHES), { code: "matcher.failed" });
  await assert.rejects(compare(NEVER_ENDS, 300), { code: "matcher.slow" });
  await assert.rejects(compare(PLACE_OUTSIDE), { code: "matcher.answer" });
  assert.equal(await compare(sayAlways(3)), "unclear");
});

test("what asks for more than memory, or is no such module, is never run", async () => {
  const misfits = [
    WANTS_A_WAY_OUT,
    WITHOUT_COMPARE,
    new Uint8Array(),
    Uint8Array.from(Buffer.from("MZ this is no module")),
    sayAlways(1).slice(0, -3),
  ];
  for (const module of misfits) {
    assert.equal(await new WasmMatcher(module).fits(), false);
    await assert.rejects(compare(module), { code: "matcher.unfit" });
  }
  assert.equal(await new WasmMatcher(sayAlways(1)).fits(), true);
});
