import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { extensionsOf, maySign, pathLengthOf } from "../../src/x509/extensions.ts";
import { authorityKeyOf, subjectKeyOf } from "../../src/x509/key-identifiers.ts";
import { oid } from "../../src/x509/der.ts";
import { readElements, readOid } from "../../src/x509/read-der.ts";
import { hierarchy } from "../support/certificates.ts";

const CERTIFICATES = Object.values(hierarchy(1_780_000_000)) as readonly Uint8Array[];

/** Some bytes of it changed, cut out or put in. */
const damaged = fc
  .record({
    whole: fc.constantFrom(...CERTIFICATES),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat({ max: 6 }),
    more: fc.uint8Array({ maxLength: 6 }),
  })
  .map(({ whole, at, cut, more }) => {
    const from = Math.floor(at * whole.length);
    return Buffer.concat([whole.subarray(0, from), more, whole.subarray(from + cut)]);
  });

test("whatever a certificate says, it is read or refused", () => {
  fc.assert(
    fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      const extensions = extensionsOf(bytes);
      authorityKeyOf(bytes);
      subjectKeyOf(bytes);
      if (extensions === undefined) return;
      assert.equal(typeof maySign(extensions), "boolean");
      const length = pathLengthOf(extensions);
      assert.ok(length === undefined || length >= 0);
    }),
    { numRuns: 3_000 },
  );
});

test("an object identifier is read as it was written", () => {
  const arc = fc.nat({ max: 2 ** 31 - 1 });
  const joined = fc.oneof(
    fc.tuple(fc.constantFrom(0, 1), fc.nat({ max: 39 })),
    fc.tuple(fc.constant(2), fc.nat({ max: 39 })),
  );
  fc.assert(
    fc.property(joined, fc.array(arc, { maxLength: 8 }), (first, rest) => {
      const text = [...first, ...rest].join(".");
      const [element] = readElements(oid(text)) ?? [];
      assert.equal(element === undefined ? undefined : readOid(element.content), text);
    }),
  );
  for (const bad of [[], [0x80], [0x55, 0x9d], Array.from({ length: 12 }, () => 0xff)])
    assert.equal(readOid(Uint8Array.from(bad)), undefined);
});
