import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { equal, utf8 } from "../../../src/bytes/bytes.ts";
import { applyEntry } from "../../../src/chain/entries/apply.ts";
import { type Entry, parseEntry, ZERO_HASH } from "../../../src/chain/entries/entry.ts";
import type { EntryKind } from "../../../src/chain/entries/kinds/table.ts";
import { EntryError } from "../../../src/chain/entries/error.ts";
import { canonicalBytes, parseCanonical } from "../../../src/json/canonical.ts";
import { JsonError } from "../../../src/json/error.ts";
import type { JsonObject, JsonValue } from "../../../src/json/value.ts";
import { EVERY_KIND, type Ready } from "../../support/every-kind.ts";
import { hashOf } from "../../support/test-keys.ts";

const READY = (Object.entries(EVERY_KIND) as [EntryKind, () => Ready][]).map(([kind, make]) => ({
  kind,
  ...make(),
}));

/** The entry, or undefined when the bytes are none; anything but an EntryError fails the test. */
function tryParse(leaf: Uint8Array): Entry | undefined {
  try {
    return parseEntry(leaf);
  } catch (error) {
    if (error instanceof EntryError) return undefined;
    throw error;
  }
}

interface Edit {
  readonly at: number;
  readonly drop: number;
  readonly insert: Uint8Array;
}

/** Bytes and fragments that a parser of JSON may stumble on. */
const fragment = fc.oneof(
  fc.uint8Array({ maxLength: 4 }),
  fc
    .constantFrom(
      "\\ud800",
      "\\u0000",
      "{",
      "[",
      "]}",
      '"',
      ",",
      "-0",
      "1e9",
      "é",
      '"__proto__":1,',
      '"0":1,',
    )
    .map(utf8),
);
const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(1 << 16),
  drop: fc.nat(3),
  insert: fragment,
});

function edited(leaf: Uint8Array, edits: readonly Edit[]): Uint8Array {
  return edits.reduce((bytes, { at, drop, insert }) => {
    const start = at % (bytes.length + 1);
    return Uint8Array.from([...bytes.subarray(0, start), ...insert, ...bytes.subarray(start + drop)]);
  }, leaf);
}

describe("bytes from outside", () => {
  it("are an entry or an EntryError, whatever they are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        tryParse(bytes);
      }),
    );
  });

  it("that differ from a signed entry are never accepted, and no rule throws on them", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...READY),
        fc.array(edit, { minLength: 1, maxLength: 3 }),
        ({ kit, leaf }, edits) => {
          const bytes = edited(leaf, edits);
          const entry = tryParse(bytes);
          if (entry === undefined) return;
          assert.ok(equal(canonicalBytes(entry as unknown as JsonObject), bytes), "one entry, one form");
          const accepted = applyEntry(kit.state, entry, kit.context(bytes)).ok;
          assert.equal(accepted, equal(bytes, leaf));
          applyEntry(kit.state, entry, kit.context(bytes, { signatures: "trusted" }));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("are judged as the generic RFC 8785 reader judges them", () => {
    const value = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;
    const key = fc.string({ unit: "binary", maxLength: 6 });
    fc.assert(
      fc.property(fc.dictionary(key, value), fc.boolean(), (members, sorted) => {
        const parts = { after: ZERO_HASH, body: members, by: "civil", kind: "credential.issue" };
        const sigs = [{ key: hashOf("key"), sig: "A".repeat(86) }];
        const whole = { ...parts, sigs } as JsonObject;
        const bytes = sorted ? canonicalBytes(whole) : utf8(JSON.stringify(whole));
        let expected = true;
        try {
          parseCanonical(bytes, { maxLength: 16_384, maxDepth: 8 });
        } catch (error) {
          assert.ok(error instanceof JsonError);
          expected = false;
        }
        // Names that JavaScript moves to the front stand in no body, so their order is not kept.
        const names = allNames(members);
        if (names.some((name) => /^(?:|0|[1-9][0-9]*|__proto__)$/.test(name))) return;
        assert.equal(tryParse(bytes) !== undefined, expected);
      }),
      { numRuns: 300 },
    );
  });
});

function allNames(value: JsonValue): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap(allNames);
  return Object.entries(value).flatMap(([name, member]) => [name, ...allNames(member)]);
}

describe("bodies from outside", () => {
  it("get an answer from the rule of any kind, never an exception", () => {
    const scrap = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>,
      fc.constantFrom<JsonValue>(hashOf("parcel"), ZERO_HASH, "title", "land", "bank", 0, 1, 2, [], {}),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...READY),
        fc.dictionary(fc.string(), scrap),
        fc.array(scrap),
        (ready, more, scraps) => {
          const { kit, leaf } = ready;
          const entry = parseEntry(leaf);
          const members = Object.entries(entry.body);
          const swapped = members.map(([name, member], i) => [name, scraps[i] ?? member] as const);
          for (const body of [more, { ...entry.body, ...more }, Object.fromEntries(swapped)]) {
            const outcome = applyEntry(kit.state, { ...entry, body }, kit.context(leaf));
            assert.equal(typeof outcome.ok, "boolean");
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
