import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { decodeCbor } from "../../src/cbor/decode.ts";
import { encodeCbor } from "../../src/cbor/encode.ts";
import type { CborValue } from "../../src/cbor/value.ts";
import { codeThrownBy } from "../support/throws-code.ts";

const key = fc.oneof(fc.string({ unit: "grapheme", maxLength: 8 }), fc.integer());

const { value } = fc.letrec<{ value: CborValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true }).map((one) => (one === 0 ? 0 : one)),
    fc.boolean(),
    fc.constant(null),
    fc.string({ unit: "grapheme" }),
    fc.uint8Array({ maxLength: 40 }),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.array(fc.tuple(key, tie("value")), { maxLength: 5 }).map((entries) => new Map(entries)),
    fc.record({ tag: fc.nat(), value: tie("value") }, { noNullPrototype: true }),
  ),
}));

test("what is written reads back the same", () => {
  fc.assert(
    fc.property(value, (one) => {
      assert.deepEqual(decodeCbor(encodeCbor(one)).value, one);
    }),
  );
});

test("any bytes are a value or one of our errors, and a value reads back from what we write of it", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      codeThrownBy(() => {
        const read = decodeCbor(bytes).value;
        const again = encodeCbor(read);
        assert.deepEqual(encodeCbor(decodeCbor(again).value), again);
      });
    }),
    { numRuns: 2000 },
  );
});
