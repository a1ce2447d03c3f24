import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { parseParams } from "../../../main/vault/kdf.ts";
import { STRICT_KDF } from "../../../main/vault/kdf-policy.ts";
import { decodeRecord, encodeRecord, type Stored } from "../../../main/vault/record.ts";
import { CodedError } from "../../../src/error.ts";

function codedOrFine(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof CodedError, String(error));
  }
}

test("whatever is offered as parameters is taken within the policy or refused", () => {
  const near = fc.record({
    alg: fc.constantFrom("argon2id", "scrypt"),
    v: fc.constantFrom(19, 16),
    m: fc.oneof(fc.integer(), fc.constantFrom(65_536, 1_048_576), fc.double()),
    t: fc.oneof(fc.integer({ min: -1, max: 20 }), fc.anything()),
    p: fc.oneof(fc.integer({ min: -1, max: 6 }), fc.anything()),
    salt: fc.oneof(fc.constant("AAAAAAAAAAAAAAAAAAAAAA"), fc.string()),
  });
  fc.assert(
    fc.property(fc.oneof(near, fc.anything()), (value) => {
      codedOrFine(() => {
        const { memory, passes, lanes, salt } = parseParams(value, STRICT_KDF);
        assert.ok(memory >= 65_536 && memory <= 1_048_576 && passes >= 3 && passes <= 16);
        assert.ok(lanes >= 1 && lanes <= 4 && salt.length >= 16);
      });
    }),
    { numRuns: 500 },
  );
});

test("whatever is offered as content is kept exactly or refused", () => {
  fc.assert(
    fc.property(fc.anything({ withDate: true, withMap: true, withSparseArray: true }), (value) => {
      codedOrFine(() => {
        const { stored } = decodeRecord(encodeRecord("id", value as Stored));
        assert.equal(JSON.stringify(stored), JSON.stringify(JSON.parse(JSON.stringify(stored))));
        assert.deepEqual(stored, JSON.parse(JSON.stringify(value)));
      });
    }),
    { numRuns: 500 },
  );
});

test("whatever bytes are offered as a record end in a record or a code", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => codedOrFine(() => decodeRecord(bytes))),
    { numRuns: 500 },
  );
});
