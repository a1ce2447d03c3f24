import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { nodeTextCodec } from "../../main/crypto/text-codec.ts";
import { isBase64, toBase64, utf8ToBase64Url } from "../../src/bytes/base64.ts";
import { plainCodec, rememberingLast } from "../../src/bytes/text-codec.ts";

const codecs = [nodeTextCodec, plainCodec, rememberingLast(nodeTextCodec)];

function compare(text: string): void {
  for (const codec of codecs) assert.equal(codec.isBase64(text), isBase64(text));
  // Once more, by the one that remembers.
  assert.equal(codecs[2]?.isBase64(text), isBase64(text));
}

test("what is base64, among all texts of up to four characters from the tricky ones", () => {
  const tricky = [..."AQgw8+-/_=\n \u00e9\u0141"];
  let texts = [""];
  for (let length = 0; length <= 4; length++) {
    for (const text of texts) compare(text);
    if (length < 4) texts = texts.flatMap((text) => tricky.map((character) => text + character));
  }
});

test("what is base64, among long texts with one other character", () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 400 });
  const character = fc.constantFrom(..."A+/=-_ \n\u00e9\u0141\ud800");
  fc.assert(
    fc.property(bytes, fc.nat(600), character, (some, at, other) => {
      const text = toBase64(some);
      compare(text);
      compare(text.slice(0, at) + other + text.slice(at + 1));
      compare(text + other);
    }),
  );
  const portrait = toBase64(new Uint8Array(12_288).fill(0xfb));
  for (const text of [portrait, portrait.repeat(3), `${portrait.slice(0, -1)}\u0141`]) compare(text);
});

test("base64url of texts in pieces, short and long", () => {
  const piece = fc.string({ unit: "grapheme", maxLength: 60 });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 4 }), fc.constantFrom(1, 40, 900), (pieces, times) => {
      const many = pieces.map((one) => one.repeat(times));
      for (const { utf8ToBase64Url: encode } of codecs)
        assert.equal(encode(many), utf8ToBase64Url(many.join("")));
    }),
    { numRuns: 60 },
  );
});

test("bytes as text, and text as bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(40), (bytes, from) => {
      const some = bytes.subarray(from);
      const text = Buffer.from(some).toString("base64url");
      for (const codec of codecs) {
        assert.equal(codec.toBase64Url(some), text);
        assert.deepEqual(Uint8Array.from(codec.asciiBytes(text)), new TextEncoder().encode(text));
      }
    }),
  );
});
