import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeRecord, encodeRecord, type Stored } from "../../../main/vault/record.ts";

const values: readonly Stored[] = [
  null,
  true,
  -0.5,
  "\u00e4\u{1f600}",
  [],
  {},
  { b: [1, { a: null }], a: "x" },
  new Uint8Array(0),
  Uint8Array.of(0, 255, 1),
];
for (const [index, value] of values.entries()) {
  test(`content comes back as it was (${index})`, () => {
    assert.deepEqual(decodeRecord(encodeRecord("an id", value)), { id: "an id", stored: value });
  });
}

test("lengths are filled up, so that they say little", () => {
  assert.equal(encodeRecord("a", "x").length, 64);
  assert.equal(encodeRecord("a", "x".repeat(50)).length, 64);
  assert.equal(encodeRecord("a", "x".repeat(60)).length, 128);
});

test("what was read is wiped", () => {
  const bytes = encodeRecord("a", "secret");
  decodeRecord(bytes);
  assert.deepEqual(bytes, new Uint8Array(64));
});

const lossy: readonly (readonly [string, unknown])[] = [
  ["undefined", undefined],
  ["a member that is undefined", { a: undefined }],
  ["a date", new Date(0)],
  ["a map", new Map([[1, 2]])],
  ["bytes inside", { a: new Uint8Array(2) }],
  ["NaN", Number.NaN],
  ["a big integer", 1n],
  ["a hole", Array.from({ length: 1 })],
  ["a lone surrogate", "\ud800"],
  ["a forbidden name", JSON.parse('{"__proto__":1}')],
];
for (const [name, value] of lossy) {
  test(`${name} is refused rather than written and lost`, () => {
    assert.throws(() => encodeRecord("a", value as Stored), { code: "vault.value" });
  });
}

test("what is nested too deep is refused", () => {
  let value: Stored = 1;
  for (let depth = 0; depth < 40; depth++) value = [value];
  assert.throws(() => encodeRecord("a", value), { code: "vault.value" });
});

test("ids are one to 512 bytes of well-formed text", () => {
  for (const id of ["", "\ud800", "x".repeat(513)]) {
    assert.throws(() => encodeRecord(id, 1), { code: "vault.name" });
  }
  assert.equal(decodeRecord(encodeRecord("x".repeat(512), 1)).id.length, 512);
});

test("bytes beyond the cap are refused", () => {
  assert.throws(() => encodeRecord("a", new Uint8Array(16 * 1024 * 1024 + 1)), { code: "vault.too_large" });
});

test("bytes that no record can be are refused with a code", () => {
  for (const bytes of [
    new Uint8Array(0),
    new Uint8Array(6),
    new Uint8Array(64).fill(255),
    new Uint8Array(64),
  ]) {
    assert.throws(() => decodeRecord(bytes), { code: "vault.value" });
  }
});
