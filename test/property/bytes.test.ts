import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from "../../src/bytes/base64.ts";
import { compare, fromUtf8, utf8 } from "../../src/bytes/bytes.ts";
import { fromHex, toHex } from "../../src/bytes/hex.ts";
import { codeThrownBy } from "../support/throws-code.ts";

const bytes = fc.uint8Array({ maxLength: 100 }).map((data) => Uint8Array.from(data));

test("bytes read back from each of their texts, which Node writes too", () => {
  fc.assert(
    fc.property(bytes, (data) => {
      const node = Buffer.from(data);
      assert.equal(toBase64(data), node.toString("base64"));
      assert.equal(toBase64Url(data), node.toString("base64url"));
      assert.equal(toHex(data), node.toString("hex"));
      assert.deepEqual(fromBase64(toBase64(data)), data);
      assert.deepEqual(fromBase64Url(toBase64Url(data)), data);
      assert.deepEqual(fromHex(toHex(data)), data);
    }),
  );
});

test("a text is refused or is the only one of its bytes", () => {
  const letters = "AQgwBEIMUYcko048zZ19+/-_= \n\t.%\u00e8";
  const near = fc.array(fc.constantFrom(...letters), { maxLength: 10 }).map((all) => all.join(""));
  const any = fc.oneof(near, fc.string({ unit: "binary", maxLength: 10 }), fc.base64String());
  fc.assert(
    fc.property(any, (text) => {
      const padded = codeThrownBy(() => assert.equal(toBase64(fromBase64(text)), text));
      assert.equal(
        padded,
        Buffer.from(text, "base64").toString("base64") === text ? undefined : "bytes.base64",
      );
      const url = codeThrownBy(() => assert.equal(toBase64Url(fromBase64Url(text)), text));
      assert.equal(
        url,
        Buffer.from(text, "base64url").toString("base64url") === text ? undefined : "bytes.base64url",
      );
      const hex = codeThrownBy(() => assert.equal(toHex(fromHex(text)), text));
      assert.equal(hex, Buffer.from(text, "hex").toString("hex") === text ? undefined : "bytes.hex");
    }),
    { numRuns: 5000 },
  );
});

test("any bytes are the text they are the UTF-8 of, or refused", () => {
  const near = fc.array(fc.constantFrom(0x61, 0x80, 0xbf, 0xc3, 0xe2, 0x82, 0xed, 0xa0, 0xf0, 0x9f, 0xff), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(near, (data) => {
      const code = codeThrownBy(() => assert.deepEqual([...utf8(fromUtf8(Uint8Array.from(data)))], data));
      if (code !== undefined) assert.equal(code, "bytes.utf8");
    }),
    { numRuns: 2000 },
  );
});

test("the order of bytes is Node's", () => {
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      assert.equal(Math.sign(compare(a, b)), Buffer.compare(a, b));
    }),
  );
});
