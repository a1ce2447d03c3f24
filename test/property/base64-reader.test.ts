import assert from "node:assert/strict";
import { suite, test } from "node:test";
import * as fc from "fast-check";
import { nodeBase64 } from "../../main/crypto/base64-reader.ts";
import { type Base64Reader, plainBase64 } from "../../src/bytes/base64-reader.ts";

const READERS: readonly (readonly [string, Base64Reader])[] = [
  ["the platform's reader", plainBase64],
  ["node's reader", nodeBase64],
];

/** The one text of some bytes and no other, by writing anew what Buffer reads. */
function compare(reader: Base64Reader, text: string): void {
  const url = Buffer.from(text, "base64url");
  const binary = url.toString("base64url") === text ? url.toString("latin1") : undefined;
  assert.equal(reader.urlToBinary(text), binary);
  assert.equal(reader.isBase64(text), Buffer.from(text, "base64").toString("base64") === text);
}

for (const [name, reader] of READERS) {
  suite(name, () => {
    test("every text of up to four characters from the tricky ones", () => {
      const tricky = [..."AQgw8+-/_=\n \u00e9"];
      let texts = [""];
      for (let length = 0; length <= 4; length++) {
        for (const text of texts) compare(reader, text);
        texts = texts.flatMap((text) => tricky.map((character) => text + character));
      }
    });

    test("any bytes, whole, cut short, and with a character put in their place", () => {
      const bytes = fc.uint8Array({ maxLength: 2000 });
      const hostile = fc.constantFrom(..."A+-/_=. ~\n\u0000\u0080\u00ff");
      fc.assert(
        fc.property(bytes, fc.nat(2700), hostile, (value, at, character) => {
          for (const encoding of ["base64", "base64url"] as const) {
            const text = Buffer.from(value).toString(encoding);
            compare(reader, text);
            compare(reader, text.slice(0, at));
            compare(reader, text.slice(0, at) + character + text.slice(at + 1));
            compare(reader, text.slice(0, at) + character + text.slice(at));
          }
        }),
      );
    });

    test("texts as long as a part of a credential may be, and longer", () => {
      for (const length of [49_149, 49_150, 49_151, 49_152, 49_153, 120_000]) {
        const bytes = Buffer.from(Array.from({ length }, (_, i) => (i * 31) & 0xff));
        for (const encoding of ["base64", "base64url"] as const) {
          const text = bytes.toString(encoding);
          compare(reader, text);
          compare(reader, `${text.slice(0, -4)}!${text.slice(-3)}`);
          compare(reader, `${text.slice(0, -4)} ${text.slice(-4)}`);
        }
      }
    });

    test("a piece of a text that has characters of two bytes", () => {
      const text = `\u20ac${Buffer.from("piece of a text").toString("base64url")}\u20ac`.slice(1, -1);
      assert.equal(reader.urlToBinary(text), "piece of a text");
      assert.ok(reader.isBase64(text));
      assert.equal(reader.urlToBinary(`${text.slice(0, -1)}.`), undefined);
    });
  });
}
