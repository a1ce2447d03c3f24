import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { fromBase64, fromBase64Url, toBase64, toBase64Url, utf8ToBase64Url } from "../../src/bytes/base64.ts";
import { asciiBytes, isAscii } from "../../src/bytes/bytes.ts";
import { codeOf } from "../../src/error.ts";

/** The one text of some bytes, by node's own decoder, or undefined. */
function reference(text: string, encoding: "base64" | "base64url"): Buffer | undefined {
  const bytes = Buffer.from(text, encoding);
  return bytes.toString(encoding) === text ? bytes : undefined;
}

function decoded(work: () => Uint8Array, code: string): Buffer | undefined {
  try {
    return Buffer.from(work());
  } catch (error) {
    assert.equal(codeOf(error), code);
    return undefined;
  }
}

function compare(text: string): void {
  assert.deepEqual(
    decoded(() => fromBase64(text), "bytes.base64"),
    reference(text, "base64"),
  );
  assert.deepEqual(
    decoded(() => fromBase64Url(text), "bytes.base64url"),
    reference(text, "base64url"),
  );
}

test("every text of up to four characters from the tricky ones", () => {
  const tricky = [..."AQgw8+-/_=\n \u00e9\u0141"];
  let texts = [""];
  for (let length = 0; length < 4; length++) {
    for (const text of texts) compare(text);
    texts = texts.flatMap((text) => tricky.map((character) => text + character));
  }
});

test("any bytes there and back, any text refused unless it is the one", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      assert.equal(toBase64(bytes), Buffer.from(bytes).toString("base64"));
      assert.equal(toBase64Url(bytes), Buffer.from(bytes).toString("base64url"));
      assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
      assert.deepEqual(fromBase64Url(toBase64Url(bytes)), bytes);
    }),
  );
  // Short texts and long ones take different ways.
  const around = fc.uint8Array({ minLength: 180, maxLength: 210 });
  fc.assert(
    fc.property(around, fc.nat(300), fc.constantFrom(..."A+/=_ \n"), (bytes, at, character) => {
      const text = toBase64Url(bytes);
      assert.equal(text, Buffer.from(bytes).toString("base64url"));
      compare(text);
      compare(text.slice(0, at) + character + text.slice(at + 1));
      compare(text.slice(0, at));
    }),
  );
  const characters = fc.constantFrom(..."ABCDQZgwz0189+/-_=\r\n\t \f\u00ff\u0100");
  fc.assert(fc.property(fc.string({ unit: characters, maxLength: 24 }), compare), { numRuns: 3000 });
});

test("long bytes, past every block of the encoder", () => {
  for (const length of [0x1fff, 0x2000, 0x2001, 0x10001]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) & 0xff);
    assert.equal(toBase64Url(bytes), Buffer.from(bytes).toString("base64url"));
    assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
  }
});

test("texts: UTF-8 under base64url, and what is ASCII", () => {
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.string());
  fc.assert(
    fc.property(text, (value) => {
      const isPlain = [...value].every((character) => (character.codePointAt(0) ?? 0) < 0x80);
      assert.equal(isAscii(value), isPlain);
      const bytes = asciiBytes(value);
      assert.deepEqual(
        bytes === undefined ? undefined : Buffer.from(bytes),
        isPlain ? Buffer.from(value) : undefined,
      );
      assert.equal(utf8ToBase64Url(value), Buffer.from(value.toWellFormed()).toString("base64url"));
    }),
  );
  for (const length of [0x7fff, 0x8000, 0x8001]) {
    assert.ok(isAscii("a".repeat(length)));
    assert.ok(!isAscii(`${"a".repeat(length - 1)}é`));
    assert.ok(!isAscii(`${"a".repeat(length - 1)}\ud800`));
  }
});
