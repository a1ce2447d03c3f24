import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { buildEntry, prepareEntry, type UnsignedEntry, ZERO_HASH } from "../../../src/chain/entries/entry.ts";
import { codeOf } from "../../../src/error.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { seedSigner } from "../../support/test-keys.ts";

const signer = seedSigner("officer");
const id = new Uint8Array(32).fill(7);

function bytesOrCode(work: () => Uint8Array): string {
  try {
    return Buffer.from(work()).toString("hex");
  } catch (error) {
    return codeOf(error) ?? assert.fail("an error that is none of ours");
  }
}

const prepared = (unsigned: UnsignedEntry): string =>
  bytesOrCode(() => {
    const { message, signed } = prepareEntry(id, unsigned, signer.publicKey);
    return signed(signer.sign(message()));
  });
const built = (unsigned: UnsignedEntry): string => bytesOrCode(() => buildEntry(id, unsigned, [signer]));

const name = fc.constantFrom("a", "b", "commitment", "index", "Z", "é", "\u{1f600}", "", "-", "constructor");
const { body } = fc.letrec<{ value: unknown; body: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 9, depthSize: "large" },
    fc.constantFrom(0, -0, 1.5, 1e21, true, null, "x", "é", "\ud800", Number.NaN),
    fc.string({ unit: "grapheme", maxLength: 8 }),
    fc.array(tie("value"), { maxLength: 2 }),
    tie("body"),
  ),
  body: fc.dictionary(name, tie("value"), { maxKeys: 3 }) as fc.Arbitrary<JsonObject>,
}));

test("an entry that waits for its signature is what would be written at once, or refused as well", () => {
  const kinds = fc.constantFrom("credential.issue", "type.define", "registry.genesis", "block", "none");
  const by = fc.constantFrom("civil", "founders", "registry", "No id");
  const after = fc.constantFrom(ZERO_HASH, `${"A".repeat(42)}B`, "");
  let written = 0;
  fc.assert(
    fc.property(kinds, by, after, body, (...[kind, who, previous, what]) => {
      const unsigned = { kind, by: who, after: previous, body: what } as never as UnsignedEntry;
      const usual = { ...unsigned, kind: "credential.issue", by: "civil", after: ZERO_HASH } as const;
      for (const one of [unsigned, usual]) {
        const expected = built(one);
        const isWritten = !expected.includes(".");
        // With two faults it may be the other one that is told.
        if (isWritten) assert.equal(prepared(one), expected);
        else assert.ok(prepared(one).includes("."));
        if (isWritten) written++;
      }
    }),
    { numRuns: 400 },
  );
  assert.ok(written > 50);
});

test("sizes at the limit, depths at the limit, names that an object or a reader would take for something else", () => {
  const nested = (depth: number): JsonObject => (depth === 0 ? {} : { a: nested(depth - 1) });
  const bodies: JsonObject[] = [
    ...[6, 7, 8].map(nested),
    ...Array.from({ length: 400 }, (_, i) => ({ a: "x".repeat(15_800 + i) })),
    JSON.parse('{"__proto__":1}') as JsonObject,
    { "10": 1, "9": 2 },
  ];
  const codes = bodies.map((what) => {
    const unsigned = { kind: "credential.issue", by: "civil", after: ZERO_HASH, body: what } as const;
    const expected = built(unsigned);
    assert.equal(prepared(unsigned), expected);
    return expected;
  });
  assert.ok(codes.includes("entry.too_large") && codes.includes("entry.too_deep"));
  assert.equal(codes.at(-1), "entry.not_canonical");
});
