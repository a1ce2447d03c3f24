import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { type Element, Root } from "../../../main/vault/root.ts";

const KEY = new Uint8Array(64).fill(5);
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
// Few places, so that old versions of one row and rows of one part are common.
const element: fc.Arbitrary<Element> = fc.record({
  place: fc.integer({ min: 0, max: 9 }).map((n) => new Uint8Array(24).fill(n, 8)),
  version: fc.integer({ min: 1, max: 4 }),
  seal: bytes(1).map((byte) => new Uint8Array(40).fill(byte[0] as number)),
});

const keyOf = (each: Element): string => `${each.place.join()}/${each.version}/${each.seal.join()}`;

function rootOf(elements: Iterable<Element>): Root {
  const root = new Root(KEY);
  for (const each of elements) root.toggle(each);
  return root;
}

test("two sets of rows have one root exactly when they are one set, by whatever way each was reached", () => {
  const set = fc.uniqueArray(element, { selector: keyOf, maxLength: 8 });
  fc.assert(
    fc.property(set, set, element, (one, two, passing) => {
      const detour = rootOf([passing, ...one.toReversed()]);
      detour.toggle(passing);
      assert.deepEqual(detour.differences(rootOf(one)), []);
      const keys = (elements: readonly Element[]) => new Set(elements.map(keyOf));
      const same = keys(one).symmetricDifference(keys(two)).size === 0;
      assert.equal(rootOf(one).differences(rootOf(two)).length === 0, same);
    }),
    { numRuns: 300 },
  );
});
